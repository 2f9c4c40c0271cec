"""None in fifty."""

from __future__ import annotations


def most_with_none(runs: int, doubt: float = 0.05) -> float:
    """Return the highest failure rate with which no failure is seen with the chance ``doubt``.

    Args:
        runs: How often the test has run; it has never failed.
        doubt: A chance between 0 and 1.
    """
    raise NotImplementedError  # write this
