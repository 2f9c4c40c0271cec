"""Chance that gives the same on every version of Python.

Only ``random()`` of a seeded ``random.Random`` is promised to stay the same ("Notes on
Reproducibility" in the documentation of the module), so all else is made of it here.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Chance:
    """A source of chance with a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random

    def happens(self, share: float) -> bool:
        """Return true in this share of all cases."""
        return self.random() < share

    def below(self, number: int) -> int:
        """Return one of 0, 1, … number - 1."""
        return int(self.random() * number)

    def between(self, low: int, high: int) -> int:
        """Return a whole number; both ends are possible."""
        return low + self.below(high - low + 1)

    def one(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[self.below(len(choices))]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """Return all in another order (Fisher and Yates)."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


class Deck(Generic[T]):
    """Cards that are dealt to the last one and then shuffled again.

    Shares come out nearly exact with every seed, which single draws don't promise.
    """

    def __init__(self, chance: Chance, cards: Iterable[T]) -> None:
        self.chance = chance
        self.cards = list(cards)
        self.left: list[T] = []

    def deal(self) -> T:
        """Return the next card."""
        if not self.left:
            self.left = self.chance.shuffled(self.cards)
        return self.left.pop()
