"""The home page: one real reply."""

from __future__ import annotations

from helpline.commands.ask import shown
from helpline.desk import open_desk
from helpline.records import Ticket
from helpline.settings import Settings

TICKET = "How many API requests a minute may we send?"
"""As in the command that the page shows."""


def make() -> dict[str, str]:
    """Return what ``helpline ask`` prints; a home page shows no refusal."""
    reply = open_desk(Settings()).reply(Ticket(id="now", text=TICKET))
    if reply.answer is None:
        raise ValueError("the home page's ticket is refused: choose another")
    return {"home.txt": shown(reply)}
