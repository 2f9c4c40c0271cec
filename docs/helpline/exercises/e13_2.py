"""What no failure in some runs still allows."""

from __future__ import annotations


# region solution
def most_with_none(runs: int, doubt: float = 0.05) -> float:
    """Return the highest failure rate that may show none in so many runs."""
    return 1 - doubt ** (1 / runs)


# endregion solution
