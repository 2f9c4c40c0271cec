"""What no failure in some runs still allows."""

from __future__ import annotations


# region solution
def most_with_none(runs: int, doubt: float = 0.05) -> float:
    """Return the highest failure rate that shows no failure in so many runs with that chance."""
    return 1 - doubt ** (1 / runs)


# endregion solution
