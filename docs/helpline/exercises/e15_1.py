"""Exercise 1.5.1: how many requests may wait."""

from __future__ import annotations

import math


# region solution
def places(limit: float, work: float, workers: int) -> int:
    """Return how many may wait if the last one is to be answered in time.

    Args:
        limit: Seconds that a request may take, waiting included.
        work: Seconds of work that each needs.
        workers: How many are in work at once.
    """
    rounds = math.floor(limit / work)
    return max(0, rounds - 1) * workers


# endregion solution
