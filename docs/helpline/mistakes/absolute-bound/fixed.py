"""A gate on the difference from the accepted triage, on the same draws of the same tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.scores import difference_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.gate import Said

# region gate
MOST_LOST = 0.02
"""What may have been lost at most, at the low end of the interval."""


def passes(made: Said, said: Sequence[str]) -> bool:
    """Return whether a triage may ship."""
    both = (made.accepted, said)
    return (
        difference_interval(made.right, both, made.groups).low >= -MOST_LOST
    )


# endregion gate
