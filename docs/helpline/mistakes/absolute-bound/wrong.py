"""A gate whose bound comes from the interval of the accepted triage's own score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import QUEUES
from helpline.scores import macro_f1, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.gate import Said

# region gate
LEAST = 0.44
"""The low end of the interval of the triage that was accepted last."""


def passes(made: Said, said: Sequence[str]) -> bool:
    """Return whether a triage may ship."""
    return macro_f1(table(made.right, said, QUEUES)) >= LEAST


# endregion gate
