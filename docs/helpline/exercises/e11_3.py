"""Find the one ticket that changed the reply to another."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.records import Ticket


# region solution
def culprit(
    before: Sequence[Ticket], decide: Callable[[Sequence[Ticket]], object]
) -> Ticket:
    """Return the ticket after which a decision differs, by bisection.

    Args:
        before: Tickets in the order in which they were answered.
        decide: Returns the decision in a fresh process that has answered
            these tickets.
    """
    first = decide([])
    changed = bisect_left(
        range(len(before)),
        True,
        key=lambda n: decide(before[: n + 1]) != first,
    )
    return before[changed]


# endregion solution
