"""Post 1.5: what a journal looks like, on a clock that is played."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from helpline.records import Ticket
from helpline.service_journal import Journal

BEGUN = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)


def make() -> dict[str, str]:
    """Return the lines of a journal in which one of two tickets has its reply."""
    minutes = count()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal"
        with Journal(
            file, now=lambda: BEGUN + timedelta(minutes=next(minutes))
        ) as journal:
            journal.take(Ticket(id="a-1", text="Where is my invoice?"))
            journal.tried("a-1")
            journal.take(Ticket(id="a-2", text="I am locked out"))
            journal.answered("a-1", {"ticket": "a-1", "queue": "billing"})
            left = ", ".join(journal.unanswered())
        return {
            "lose_no_ticket_journal.txt": f"{file.read_text()}\nunanswered: {left}\n"
        }
