"""A gate that looks at all tickets, with a bound that comes from an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import QUEUES
from helpline.scores import macro_f1, table

if TYPE_CHECKING:
    from collections.abc import Sequence

# region gate
LEAST = 0.56
"""Just under the low end of the interval of the last triage accepted."""


def passes(right: Sequence[str], said: Sequence[str], _seed: int) -> bool:
    """Return whether a triage may ship."""
    return macro_f1(table(right, said, QUEUES)) >= LEAST


# endregion gate
