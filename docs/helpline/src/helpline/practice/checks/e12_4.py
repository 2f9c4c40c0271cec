"""Weights chosen on one part, and measured on another."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from helpline.corpus import read_current, read_tickets
from helpline.practice.answers import Got, Named
from helpline.records import QUEUES
from helpline.scores import macro_f1, table
from helpline.splits import folds, near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpline.practice.answers import Answer
    from helpline.records import Queue, Ticket

SECONDS = 180
NUMBER = 400
ONCE = 2
"""How often a text of the third part may be looked at: for its score, and to make sure."""
VOTE = 5.0
"""What rules and search give to a queue where a check says what they say."""


class Watched(Rules):
    """Rules that count how often they are asked about each text."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    def weigh(self, text: str) -> dict[Queue, float]:
        """Count, and return the points of each queue."""
        self.asked[text] += 1
        return super().weigh(text)


class Told(Watched):
    """Rules that say what they are told."""

    def __init__(self, votes: Mapping[str, Queue]) -> None:
        """Take a queue for each of some texts."""
        super().__init__()
        self.votes = votes

    def weigh(self, text: str) -> dict[Queue, float]:
        """Return the points of each queue."""
        super().weigh(text)
        return weighed(self.votes, text)


class Heard(Found):
    """A triage by search that says what it is told."""

    def __init__(self, votes: Mapping[str, Queue]) -> None:
        """Take a queue for each of some texts."""
        vars(self).update(vars(found()))
        self.told = votes

    def weigh(self, text: str) -> dict[Queue, float]:
        """Return the score of each queue."""
        return weighed(self.told, text)


def weighed(votes: Mapping[str, Queue], text: str) -> dict[Queue, float]:
    """Return what each queue gets for a text."""
    totals: dict[Queue, float] = dict.fromkeys(QUEUES, 0)
    if text in votes:
        totals[votes[text]] = VOTE
    return totals


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


def tune(
    my: Answer, rules: Watched, found: Found, words: tuple[str, str]
) -> tuple[Got, list[float], list[Any]]:
    """Return what was called, its weights, and its scores; the third part was looked at once."""
    tickets, groups = some()
    got = my.call(
        "tuned",
        Named(tickets, f"{NUMBER} tickets"),
        Named(groups, "near-copies"),
        Named(rules, words[0]),
        Named(found, words[1]),
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
    third = parts()[2]
    asked = max(rules.asked[tickets[at].text] for at in third)
    copies = max(Counter(tickets[at].text for at in third).values())
    if asked > ONCE * copies:
        raise got.wrong(
            "one look at the third part",
            f"{asked} looks at one of its tickets",
        )
    return got, weights, three[1:]


def check_the_scores(my: Answer) -> None:
    """The scores are those of the chosen weights, and the third part was looked at once.

    What learns has seen the first part only, and the weights are good on the second.
    """
    got, weights, scores = tune(my, Watched(), found(), ("rules", "found"))
    _, second, third = parts()
    for name, value, part in (
        ("second", scores[0], second),
        ("third", scores[1], third),
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


def check_the_choice(my: Answer) -> None:
    """The second part chooses: whichever is right there, rules or search, gets the larger weight.

    In the third part it is the other way round, which must not matter.
    """
    good, bad = votes(is_right=True), votes(is_right=False)
    by_rules, (point, less), _ = tune(
        my,
        Told(good),
        Heard(bad),
        ("rules right on the second part", "found wrong there"),
    )
    by_search, (lower, more), _ = tune(
        my,
        Told(bad),
        Heard(good),
        ("rules wrong on the second part", "found right there"),
    )
    for got, name, value, other in (
        (by_rules, "point", point, lower),
        (by_search, "score", more, less),
    ):
        if not value > other:
            raise got.wrong(
                f"a larger {name} than where rules and found change their places",
                f"{value:g} here and {other:g} there",
            )


def votes(*, is_right: bool) -> dict[str, Queue]:
    """Return queues for texts of which those of one part are right, and those of another wrong.

    On the second part, one that is right has nothing to say on every other ticket: so it is bad
    there to listen to the one that is wrong.
    """
    tickets, said = some()[0], {}
    _, second, third = parts()
    for part, right in ((second, is_right), (third, not is_right)):
        kept = part[::2] if right and part is second else part
        for one in (tickets[at] for at in kept):
            if one.queue:
                at = QUEUES.index(one.queue) + (0 if right else 1)
                said[one.text] = QUEUES[at % len(QUEUES)]
    return said
