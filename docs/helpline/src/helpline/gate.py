"""Gates that a triage has to pass, and how often a gate fails by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpline.comparison import groupings, said_by
from helpline.corpus import read_current
from helpline.records import QUEUES
from helpline.scores import difference_interval, macro_f1, table
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.records import Ticket
    from helpline.triage import Triage

# region limits
LIMIT = 800
"""What one candidate learns from: a limit for trials, never taken out."""
MOST_LOST = 0.02
"""What may have been lost at most, at the low end of the interval."""
# endregion limits


# region said
class Said(NamedTuple):
    """Of each ticket: the right queue, its group, and what triages say."""

    right: list[str]
    groups: list[str]
    """What the split has kept whole, and what is therefore drawn together."""
    accepted: list[str]
    candidates: dict[str, list[str]]
    """By name; none has seen the group of the ticket it is asked about."""


# endregion said


# region candidates
def candidates(train: Sequence[Ticket]) -> dict[str, Triage]:
    """Return the accepted triage and four others, three with a fault."""
    rules, found, learned = Rules(), Found(read_current()), Learned(train)
    return {
        "accepted": Together(rules, found, learned),
        "tuned": Together(rules, found, Learned(train, strength=5.0)),
        "limited": Together(rules, found, Learned(train[:LIMIT])),
        "slipped": Together(rules, found, learned, 0.02),
        "empty": Together(rules, Found({}), learned),
    }


# endregion candidates


def all_said(tickets: Sequence[Ticket], kept: str = "messages") -> Said:
    """Return what the accepted triage and each candidate say of tickets new to them.

    Args:
        tickets: All of the corpus.
        kept: What the split keeps whole; a key of ``groupings``.
    """
    groups = groupings(tickets)[kept]
    said = said_by(candidates, tickets, groups)
    return Said(
        [str(one.queue) for one in tickets],
        groups,
        said.pop("accepted"),
        said,
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


# region paired
def may_replace(made: Said, said: Sequence[str], seed: int = 7) -> bool:
    """Return whether a triage may take the accepted one's place: it has lost next to nothing."""
    both = (made.accepted, said)
    return (
        difference_interval(made.right, both, made.groups, seed=seed).low
        >= -MOST_LOST
    )


# endregion paired


def fails(passes: Callable[[int], bool], seeds: int = 50) -> int:
    """Return how often a test fails that is run once with each seed."""
    return sum(not passes(seed) for seed in range(seeds))
