"""Two articles that fit equally well are no evidence for either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.stages.smallest import search

if TYPE_CHECKING:
    from helpline.stages.smallest import Shelf


# region solution
def margin(text: str, shelf: Shelf) -> float:
    """Return how far the best article is ahead of the second."""
    best, article = search(text, shelf)
    others = [one for one in shelf if one[1] is not article]
    second, _ = search(text, others)
    return best - second


# endregion solution
