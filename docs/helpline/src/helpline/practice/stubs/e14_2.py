"""One queue or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def spent(due: Iterable[float], work: float, workers: int) -> list[float]:
    """Return how long after it was due each request is done, in the order in which they come.

    Args:
        due: When each request comes, the earliest first.
        work: Seconds of work in each.
        workers: How many work at once; the first that is free takes the next request.
    """
    raise NotImplementedError  # write this
