"""Tickets that find an article that is out of date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpline.corpus import read_articles, read_tickets
from helpline.practice.answers import Named, brief
from helpline.stages.smallest import count, search

if TYPE_CHECKING:
    from helpline.practice.answers import Answer
    from helpline.records import Ticket

SECONDS = 60
NUMBER = 300


@cache
def some() -> list[Ticket]:
    """Return the tickets that are looked at."""
    return read_tickets()[:NUMBER]


@cache
def found() -> tuple[set[str], set[str]]:
    """Return the tickets that find an old article, and those that find old and new equally well."""
    articles = read_articles()
    every = count(one.model_dump() for one in articles.values())
    turned = every[::-1]
    old: set[str] = set()
    level: set[str] = set()
    for ticket in some():
        first, last = (
            str(search(ticket.text, one)[1]["id"]) for one in (every, turned)
        )
        is_old = [
            articles[name].superseded_by is not None for name in (first, last)
        ]
        if all(is_old):
            old.add(ticket.id)
        elif any(is_old):
            level.add(ticket.id)
    return old, level


def check_the_tickets(my: Answer) -> None:
    """The tickets whose best article is out of date are named, and no others."""
    got = my.call("stale", Named(some(), f"{NUMBER} tickets"))
    named = got.items()
    old, level = found()
    strange = [one for one in named if one not in old | level]
    missing = sorted(old - {one for one in named if isinstance(one, str)})
    if strange:
        raise got.wrong(
            f"the ids of {len(old)} tickets",
            f"{brief(strange[0])} among them",
        )
    if missing:
        raise got.wrong(
            f"{missing[0]} among the ids", f"{len(named)} ids without it"
        )


def check_each_ticket_alone(my: Answer) -> None:
    """A ticket is named by itself too, as what else is asked changes nothing."""
    old, level = found()
    one = next(ticket for ticket in some() if ticket.id in old)
    other = next(ticket for ticket in some() if ticket.id not in old | level)
    my.call("stale", Named([one], f"[{one.id}]")).holds([one.id])
    my.call("stale", Named([other], f"[{other.id}]")).holds([])
