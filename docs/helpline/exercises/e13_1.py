"""A relation of your own: each number is another one."""

from __future__ import annotations

import re

from helpline.checks import Relation


# region solution
def renumber(text: str) -> str:
    """Make each number larger by one; the 2 of 2FA isn't a number."""
    return re.sub(r"\b\d+\b", lambda found: str(int(found[0]) + 1), text)


RENUMBERED = Relation("other numbers", renumber)
# endregion solution
