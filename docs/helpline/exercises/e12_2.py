"""Tickets that have a near-copy in another part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.splits import alike, folds, shingles

if TYPE_CHECKING:
    from collections.abc import Sequence


# region solution
def copied(
    texts: Sequence[str], groups: Sequence[str], least: float = 0.5
) -> float:
    """Return the share of tested texts that are like one trained on."""
    runs = [shingles(text) for text in texts]
    train, test = folds(groups)[0]
    found = [
        any(alike(runs[one], runs[other]) >= least for other in train)
        for one in test
    ]
    return sum(found) / len(found)


# endregion solution
