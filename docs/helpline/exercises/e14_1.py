"""Exercise 1.4.1: the tail of a page that needs many parts."""

from __future__ import annotations


# region solution
def chance_of_a_slow_part(share: float, parts: int) -> float:
    """Return the chance that a part is slow, if a share of requests is."""
    return 1 - (1 - share) ** parts


# endregion solution
