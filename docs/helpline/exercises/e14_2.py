"""Exercise 1.4.2: one queue before several workers."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# region solution
def spent(due: Iterable[float], work: float, workers: int) -> list[float]:
    """Return how long each request is on its way, in the order they come.

    Args:
        due: When each request comes, the earliest first.
        work: Seconds of work in each.
        workers: How many work at once; the first free one takes the next.
    """
    free = [0.0] * workers
    found = []
    for at in due:
        done = max(heapq.heappop(free), at) + work
        heapq.heappush(free, done)
        found.append(done - at)
    return found


# endregion solution
