"""Which triage to ship: four ways to sort tickets, scored by four ways to split them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpline.scores import difference_interval, macro_f1_interval
from helpline.splits import folds, near_copies
from helpline.tickets.make import make_drafts
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from helpline.records import Article, Ticket
    from helpline.scores import Interval
    from helpline.triage import Triage

ROUNDS = 1000
"""Draws of each bootstrap."""


class Row(NamedTuple):
    """The scores under one way to split."""

    split: str
    groups: int
    rules: Interval
    found: Interval
    learned: Interval
    together: Interval
    gain: Interval
    """Learned over rules."""
    gain_together: Interval
    """All three together over rules."""
    gain_learned: Interval
    """All three together over rules and search without the learned one."""


# region groupings
def groupings(tickets: Sequence[Ticket]) -> dict[str, list[str]]:
    """Return ways to say which tickets belong together, by what a split then keeps whole."""
    asks = {draft.ticket.id: draft.ask.text for draft in make_drafts()}
    return {
        "nothing": [one.id for one in tickets],
        "threads": [one.thread or one.id for one in tickets],
        "near-copies": near_copies([one.text for one in tickets]),
        "messages": [asks[one.id] for one in tickets],
        "articles": [one.article or asks[one.id] for one in tickets],
    }


# endregion groupings


# region predictions
def said_by(
    make: Callable[[list[Ticket]], Mapping[str, Triage]],
    tickets: Sequence[Ticket],
    groups: Sequence[str],
) -> dict[str, list[str]]:
    """Return what each triage says of each ticket, having seen no ticket of its group."""
    said: dict[str, list[str]] = {}
    for train, test in folds(groups):
        for name, triage in make([tickets[place] for place in train]).items():
            queues = said.setdefault(name, [""] * len(tickets))
            for place in test:
                queues[place] = triage.queue_of(tickets[place].text)
    return said


# endregion predictions


def compare(
    tickets: Sequence[Ticket], articles: Mapping[str, Article]
) -> list[Row]:
    """Return a row for each way to split."""
    right = [str(one.queue) for one in tickets]
    by_rules, by_search = Rules(), Found(articles)
    rules = [by_rules.queue_of(one.text) for one in tickets]
    found = [by_search.queue_of(one.text) for one in tickets]
    untrained = Together(by_rules, by_search, None)
    both = [untrained.queue_of(one.text) for one in tickets]

    def make(train: list[Ticket]) -> dict[str, Triage]:
        learned = Learned(train)
        return {
            "learned": learned,
            "together": Together(by_rules, by_search, learned),
        }

    rows = []
    kept = groupings(tickets)
    for name, groups in kept.items():
        learned, together = said_by(make, tickets, groups).values()
        # What is no independent evidence is drawn together, however the tickets were split.
        drawn = (
            groups
            if name in {"messages", "articles"}
            else kept["near-copies"]
        )
        rows.append(
            Row(
                name,
                len(set(groups)),
                macro_f1_interval(right, rules, drawn, ROUNDS),
                macro_f1_interval(right, found, drawn, ROUNDS),
                macro_f1_interval(right, learned, drawn, ROUNDS),
                macro_f1_interval(right, together, drawn, ROUNDS),
                difference_interval(right, (rules, learned), drawn, ROUNDS),
                difference_interval(right, (rules, together), drawn, ROUNDS),
                difference_interval(right, (both, together), drawn, ROUNDS),
            )
        )
    return rows
