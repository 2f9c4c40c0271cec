"""Weights chosen on one part, and measured on another."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from helpline.corpus import read_current, read_tickets
from helpline.practice.answers import Got, Named
from helpline.scores import macro_f1, table
from helpline.splits import folds, near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.practice.answers import Answer
    from helpline.records import Queue, Ticket

SECONDS = 180
NUMBER = 400
ONCE = 3
"""How often a text of the third part may be looked at: for the scores, and to make sure."""


class Watched(Rules):
    """Rules that count how often they are asked about each text."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    def weigh(self, text: str) -> dict[Queue, float]:
        """Count, and return the points of each queue."""
        self.asked[text] += 1
        return super().weigh(text)


@cache
def some() -> tuple[list[Ticket], list[str]]:
    """Return tickets with their groups."""
    tickets = read_tickets()[:NUMBER]
    return tickets, near_copies([one.text for one in tickets])


@cache
def found() -> Found:
    """Return the triage by search."""
    return Found(read_current())


@cache
def parts() -> tuple[list[int], list[int], list[int]]:
    """Return the three parts."""
    first, second, third = (one.test for one in folds(some()[1], number=3))
    return first, second, third


@cache
def learned() -> Learned:
    """Return what has learned from the first part."""
    return Learned([some()[0][at] for at in parts()[0]])


def score(weights: Sequence[float], part: list[int]) -> float:
    """Return the macro-F1 of weights on a part."""
    triage = Together(Rules(), found(), learned(), weights[0], weights[1])
    right = [str(some()[0][at].queue) for at in part]
    said = [str(triage.queue_of(some()[0][at].text)) for at in part]
    return macro_f1(table(right, said, sorted({*right, *said})))


def check_the_scores(my: Answer) -> None:
    """The scores are those of the chosen weights, and the third part was looked at once.

    What learns has seen the first part only, and the weights are good on the second.
    """
    tickets, groups = some()
    rules = Watched()
    got = my.call(
        "tuned",
        Named(tickets, f"{NUMBER} tickets"),
        Named(groups, "near-copies"),
        Named(rules, "rules"),
        Named(found(), "found"),
    )
    three = got.items()
    if len(three) != 3:
        raise got.wrong("the weights and two scores")
    weights = [
        Got(f"{got.call}, a weight", one).number()
        for one in Got(got.call, three[0]).items()
    ]
    if len(weights) != 2:
        raise got.wrong("two weights", f"{len(weights)}")
    _, second, third = parts()
    for name, value, part in (
        ("second", three[1], second),
        ("third", three[2], third),
    ):
        Got(f"{got.call}, the score on the {name} part", value).near(
            score(weights, part), 0.01
        )
    plain = score((0, 0), second)
    if score(weights, second) < plain - 0.01:
        raise got.wrong(
            f"weights that do at least as well on the second part as none ({plain:.3f})",
            f"{score(weights, second):.3f}",
        )
    asked = max(rules.asked[tickets[at].text] for at in third)
    copies = max(Counter(tickets[at].text for at in third).values())
    if asked > ONCE * copies:
        raise got.wrong(
            "one look at the third part",
            f"{asked} looks at one of its tickets",
        )
