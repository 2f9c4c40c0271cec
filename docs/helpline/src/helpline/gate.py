"""A gate that a triage has to pass, and how often a gate fails by chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpline.comparison import said_by
from helpline.corpus import read_current
from helpline.records import QUEUES
from helpline.scores import Interval, macro_f1, table
from helpline.splits import near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.records import Ticket
    from helpline.triage import Triage

FORGOTTEN_LIMIT = 200
"""Tickets that the broken triage learns from: a limit for quick trials that was never taken out."""


class Verdicts(NamedTuple):
    """What is right, and what a good and a broken triage say, of tickets new to them."""

    right: list[str]
    good: list[str]
    broken: list[str]


def verdicts(tickets: Sequence[Ticket]) -> Verdicts:
    """Return what two triages say; the broken one has learned from far too few tickets."""
    rules, found = Rules(), Found(read_current())

    def make(train: list[Ticket]) -> dict[str, Triage]:
        return {
            "good": Together(rules, found, Learned(train)),
            "broken": Together(
                rules, found, Learned(train[:FORGOTTEN_LIMIT])
            ),
        }

    said = said_by(make, tickets, near_copies([one.text for one in tickets]))
    return Verdicts(
        [str(one.queue) for one in tickets], said["good"], said["broken"]
    )


# region sampled
def sampled(
    right: Sequence[str], said: Sequence[str], size: int, seed: int
) -> float:
    """Return macro-F1 on some tickets that the seed draws."""
    drawn = np.random.default_rng(seed).choice(
        len(right), size, replace=False
    )
    return macro_f1(
        table([right[at] for at in drawn], [said[at] for at in drawn], QUEUES)
    )


# endregion sampled


# region rate
def wilson(times: int, number: int, z: float = 1.96) -> Interval:
    """Return a share with Wilson's 95 percent interval."""
    share, spread = times / number, z * z / number
    middle = share + spread / 2
    reach = z * math.sqrt(
        share * (1 - share) / number + spread / (4 * number)
    )
    low, high = (
        (middle - reach) / (1 + spread),
        (middle + reach) / (1 + spread),
    )
    return Interval(share, max(0.0, low), min(1.0, high))


def fails(passes: Callable[[int], bool], seeds: int = 50) -> int:
    """Return how often a test fails that is run once with each seed."""
    return sum(not passes(seed) for seed in range(seeds))


# endregion rate
