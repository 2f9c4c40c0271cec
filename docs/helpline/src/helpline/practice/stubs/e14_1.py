"""A page of a hundred parts."""

from __future__ import annotations


def chance_of_a_slow_part(share: float, parts: int) -> float:
    """Return the chance that at least one of the parts is slow.

    Args:
        share: The share of all requests that are slow, 0 to 1.
        parts: How many parts the page has; they don't depend on each other.
    """
    raise NotImplementedError  # write this
