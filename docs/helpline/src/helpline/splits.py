"""Splits for honest scores: what belongs together stays on one side."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Split(NamedTuple):
    """Places of the tickets to learn from, and of those to test with."""

    train: list[int]
    test: list[int]


# region split
def split(groups: Sequence[str], share: float = 0.3, seed: int = 7) -> Split:
    """Put whole groups on one side or the other.

    Args:
        groups: The group of each ticket; give each a group of its own to split at random.
        share: How much of the groups goes into the test, roughly.
        seed: Another one gives another split. A group's side depends on nothing else, so tickets
            that come later move none of the earlier ones.
    """
    sides = Split([], [])
    for place, group in enumerate(groups):
        digest = hashlib.sha256(f"{seed}:{group}".encode()).digest()
        is_test = int.from_bytes(digest[:4], "big") < share * 2**32
        (sides.test if is_test else sides.train).append(place)
    return sides


# endregion split


# region shingles
def shingles(text: str, size: int = 2) -> frozenset[tuple[str, ...]]:
    """Return the runs of so many words of a text."""
    found = words(text)
    return frozenset(tuple(found[at : at + size]) for at in range(max(1, len(found) - size + 1)))


def alike(one: frozenset[object], other: frozenset[object]) -> float:
    """Return which share of all runs the two have in common: Jaccard's index, 0 to 1."""
    return len(one & other) / len(one | other)


# endregion shingles


# region copies
def near_copies(texts: Sequence[str], least: float = 0.25) -> list[str]:
    """Name the group of each text: those that are alike, and those alike to these, go together."""
    runs = [shingles(text) for text in texts]
    seen: dict[object, list[int]] = defaultdict(list)
    leader = list(range(len(texts)))

    def first(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for place, own in enumerate(runs):
        for other in sorted({at for run in own for at in seen[run]}):
            if first(other) != first(place) and alike(own, runs[other]) >= least:
                leader[max(first(other), first(place))] = min(first(other), first(place))
        for run in own:
            seen[run].append(place)
    return [f"g{first(place):04}" for place in range(len(texts))]


# endregion copies
