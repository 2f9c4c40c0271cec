"""Helpline as each post leaves it, and how it replies then: what the score line is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpline.comparison import groupings, said_by
from helpline.corpus import read_current
from helpline.desk import open_desk
from helpline.settings import Settings
from helpline.stages import smallest
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.records import Ticket
    from helpline.triage import Triage


class Verdict(NamedTuple):
    """What a state of Helpline makes of a ticket: a queue, and an article or a refusal."""

    queue: str
    article: str | None


class State(NamedTuple):
    """Helpline after a post.

    Attributes:
        post: The post's file, without folder and suffix.
        title: The post's title.
        replies: Returns what it makes of tickets that nothing in it has learned from.
        served: Whether it answers over HTTP.
        stored: Whether it stores a ticket before it answers.
        settings: How it is set up; of the smallest whole, nothing can be set.
    """

    post: str
    title: str
    replies: Callable[[Sequence[Ticket]], list[Verdict]]
    settings: Settings | None = None
    served: bool = False
    stored: bool = False

    @property
    def runs(self) -> tuple[object, ...]:
        """All that its times depend on: posts with the same have the same times."""
        return self[2:]


def by_the_smallest(tickets: Sequence[Ticket]) -> list[Verdict]:
    """Return what the smallest whole makes of tickets."""
    shelf = smallest.count(smallest.read_articles())
    replies = [smallest.reply(one.text, shelf) for one in tickets]
    return [Verdict(one["queue"], one.get("article")) for one in replies]


def by_rules(tickets: Sequence[Ticket]) -> list[Verdict]:
    """Return what the desk makes of tickets with rules for its triage."""
    desk = open_desk(Settings(triage="rules"))
    replies = [desk.reply(one) for one in tickets]
    return [Verdict(one.queue, one.article) for one in replies]


def by_all_together(tickets: Sequence[Ticket]) -> list[Verdict]:
    """Return what the desk makes of tickets with a triage that has learned from the others.

    The triage decides the queue and nothing else. Each ticket is sorted by one that has seen no
    ticket with its message.
    """
    rules, found = Rules(), Found(read_current())

    def make(train: list[Ticket]) -> dict[str, Triage]:
        return {"together": Together(rules, found, Learned(train))}

    queues = said_by(make, tickets, groupings(tickets)["messages"])[
        "together"
    ]
    return [
        Verdict(queue, one.article)
        for queue, one in zip(queues, by_rules(tickets), strict=True)
    ]


TOGETHER = Settings(triage="together")
STATES = (
    State(
        "from-notebook-to-system",
        "0.2 From notebook to system",
        by_the_smallest,
    ),
    State(
        "notebook-to-package", "1.1 Notebook to package", by_rules, Settings()
    ),
    State("baseline-first", "1.2 Baseline first", by_all_together, TOGETHER),
    State(
        "testing-learners", "1.3 Testing learners", by_all_together, TOGETHER
    ),
    State("serve-it", "1.4 Serve it", by_all_together, TOGETHER, served=True),
    State(
        "lose-no-ticket",
        "1.5 Lose no ticket",
        by_all_together,
        TOGETHER,
        served=True,
        stored=True,
    ),
)
"""In the order of the posts. A post that changes nothing has the state of the one before it."""
