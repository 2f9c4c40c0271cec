"""A gate that looks at all tickets, and compares with the accepted triage on the same draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.gate import may_replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.gate import Said


# region gate
def passes(made: Said, said: Sequence[str], seed: int) -> bool:
    """Return whether a triage may ship; the seed decides which groups are drawn, and no more."""
    return may_replace(made, said, seed)


# endregion gate
