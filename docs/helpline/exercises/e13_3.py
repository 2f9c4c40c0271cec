"""Teach the triage that a greeting means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.checks import RELATIONS
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


# region solution
def taught(tickets: Sequence[Ticket]) -> Learned:
    """Return a triage that has seen each ticket in three polite forms too."""
    polite = [
        one
        for one in RELATIONS
        if one.name in {"greeted", "thanked for", "signed"}
    ]
    more = [
        ticket.model_copy(update={"text": relation.change(ticket.text)})
        for ticket in tickets
        for relation in polite
    ]
    return Learned([*tickets, *more])


# endregion solution
