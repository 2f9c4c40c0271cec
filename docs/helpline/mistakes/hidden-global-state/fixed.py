"""Answer by the words of a ticket, without those of the name below it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import Ticket
from helpline.text import STOP_WORDS, words

if TYPE_CHECKING:
    from helpline.desk import Desk
    from helpline.records import Reply


# region wanted
def wanted(text: str, ignore: frozenset[str] = STOP_WORDS) -> list[str]:
    """Return the words to search for; a short last line is a name."""
    lines = text.strip().splitlines()
    if len(lines) > 1 and len(lines[-1].split()) <= 4:
        ignore = ignore.union(words(lines[-1]))
    return [word for word in words(text) if word not in ignore]


# endregion wanted


# region reply
def reply(desk: Desk, ticket: Ticket) -> Reply:
    """Return the desk's reply to the words that are wanted."""
    asked = " ".join(wanted(ticket.text)) or "nothing"
    return desk.reply(Ticket(id=ticket.id, text=asked))


# endregion reply
