"""How many may wait?"""

from __future__ import annotations


def places(limit: float, work: float, workers: int) -> int:
    """Return how many requests may wait so that the last is still answered within the limit.

    Args:
        limit: Seconds that a request may take, waiting included.
        work: Seconds of work that each needs.
        workers: How many are in work at once; none of these counts as waiting.
    """
    raise NotImplementedError  # write this
