"""A ticket whose sender was told that it is taken is in the journal when the service stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from helpline.service_journal import Journal
from helpline.service_run import running

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from helpline.records import Ticket


# region crash
class Crashing(Journal):
    """A journal that ends just before it would write the second ticket."""

    def take(self, ticket: Ticket) -> None:
        if ticket.id == "second":
            raise SystemError("this is where the process ends")
        super().take(ticket)


def test_what_was_confirmed_survives_a_crash(
    subject: ModuleType, tmp_path: Path
) -> None:
    file, confirmed = tmp_path / "journal", []
    crashing = Crashing(file)
    with crashing, running(subject.create_app(crashing)) as url:
        for name in ("first", "second"):
            ticket = {"id": name, "text": "help"}
            reply = httpx.post(
                f"{url}/tickets", json=ticket, timeout=60, trust_env=False
            )
            if reply.status_code == 202:
                confirmed.append(name)
    with Journal(file) as journal:
        assert "first" in journal.entries
        assert set(confirmed) <= set(journal.entries)


# endregion crash
