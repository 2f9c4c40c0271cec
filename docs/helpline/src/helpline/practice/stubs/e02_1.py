"""How far ahead is the best?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpline.stages.smallest import Shelf


def margin(text: str, shelf: Shelf) -> float:
    """Return how far the score of the best article is ahead of the second's.

    Args:
        text: A ticket.
        shelf: At least two articles, as ``helpline.stages.smallest.count`` returns them.
    """
    raise NotImplementedError  # write this
