"""A small service that stores a ticket before it says "taken"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import FastAPI
from helpline.records import Ticket

if TYPE_CHECKING:
    from helpline.service_journal import Journal


# region app
class Incoming(Ticket, frozen=True):
    """A ticket whose sender has chosen its id."""


def create_app(journal: Journal) -> FastAPI:
    app = FastAPI()

    @app.post("/tickets", status_code=202)
    async def tickets(ticket: Incoming) -> dict[str, str]:
        if ticket.id not in journal.entries:
            await to_thread.run_sync(journal.take, ticket)
        return {"taken": ticket.id}

    return app


# endregion app
