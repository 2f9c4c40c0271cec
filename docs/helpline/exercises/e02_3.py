"""What happens if articles that are out of date stay in the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.corpus import read_articles
from helpline.stages.smallest import count, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


# region solution
def stale(tickets: Sequence[Ticket]) -> list[str]:
    """Return the ids of tickets whose best article is out of date."""
    articles = read_articles()
    shelf = count(one.model_dump() for one in articles.values())
    found = [
        (ticket.id, search(ticket.text, shelf)[1]["id"]) for ticket in tickets
    ]
    return [
        ticket for ticket, article in found if articles[article].superseded_by
    ]


# endregion solution
