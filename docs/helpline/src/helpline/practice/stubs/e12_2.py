"""Count the copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def copied(
    texts: Sequence[str], groups: Sequence[str], least: float = 0.5
) -> float:
    """Return the share of tested texts that are like a text in training.

    Use ``folds``, ``shingles`` and ``alike`` of ``helpline.splits``.

    Args:
        texts: The texts; the first fold of their groups says which are tested.
        groups: The group of each text.
        least: How much two texts must be alike.
    """
    raise NotImplementedError  # write this
