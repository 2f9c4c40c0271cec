"""A relation of your own: each number is another one."""

from __future__ import annotations

import re

from helpline.checks import Relation


# region solution
def renumber(text: str) -> str:
    """Make each number larger by one; digits in a word, as in 2FA, are no number."""
    return re.sub(r"\b\d+\b", lambda found: str(int(found[0]) + 1), text)


RENUMBERED = Relation("other numbers", renumber)
# endregion solution
