"""Splits for honest scores: what belongs together stays on one side."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence


# region split
class Split(NamedTuple):
    """Places of the tickets to learn from, and of those to test with."""

    train: list[int]
    test: list[int]


# endregion split


# region folds
def folds(
    groups: Sequence[str], number: int = 5, seed: int = 7
) -> list[Split]:
    """Return splits that each test on another part: each ticket once.

    Args:
        groups: The group of each ticket. A whole group is in one part. Where
            each ticket has a group of its own, the parts are made at random.
        number: How many parts.
        seed: Another one makes other parts. Only the group and the seed say
            in which part a group is, so later tickets move no earlier ones.
    """
    parts = [digest(f"{seed}:{group}") % number for group in groups]
    return [
        Split(
            train=[
                place for place, part in enumerate(parts) if part != tested
            ],
            test=[
                place for place, part in enumerate(parts) if part == tested
            ],
        )
        for tested in range(number)
    ]


# endregion folds


# region digest
def digest(text: str) -> int:
    """Return a number made of a text, the same on every machine."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


# endregion digest


# region shingles
def shingles(text: str, size: int = 2) -> frozenset[tuple[str, ...]]:
    """Return the runs of so many words of a text."""
    found = words(text)
    if not found:
        return frozenset(
            {(text,)}
        )  # a script without a to z: it is like itself alone
    return frozenset(
        tuple(found[at : at + size])
        for at in range(max(1, len(found) - size + 1))
    )


def alike(one: frozenset[object], other: frozenset[object]) -> float:
    """Return the share of all runs that both have (Jaccard's index)."""
    return len(one & other) / len(one | other)


# endregion shingles


# region copies
def near_copies(texts: Sequence[str], least: float = 0.3) -> list[str]:
    """Name each text's group of near-copies after the first of them."""
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
            low, high = sorted((first(other), first(place)))
            if low != high and alike(own, runs[other]) >= least:
                leader[high] = low
        for run in own:
            seen[run].append(place)
    firsts = [texts[first(place)] for place in range(len(texts))]
    return [f"g{digest(text):016x}" for text in firsts]


# endregion copies
