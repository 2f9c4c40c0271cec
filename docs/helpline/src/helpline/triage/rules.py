"""Triage by hand-written rules: words that point to a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import QUEUES
from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.records import Queue

# region table
# Each word points to one queue; strong words count for three of the others.
STRONG: Mapping[Queue, str] = {
    "sign-in": "password login sso saml passkey authenticator",
    "billing": "invoice refund charged vat receipt card",
    "members": "invite invitation guest admin role seat",
    "documents": "document page trash version template upload",
    "tasks": "task board column subtask due checklist",
    "notifications": "notification digest push quiet notify",
    "integrations": "api token webhook csv ical oauth",
    "privacy": "gdpr erase personal audit retention",
}
WEAK: Mapping[Queue, str] = {
    "sign-in": "sign log code locked session phone reset link",
    "billing": "pay payment plan price bill year month money bank",
    "members": "team owner member person colleague join leave permission",
    "documents": "file edit text restore folder storage share print",
    "tasks": "date deadline assign repeat project move list card",
    "notifications": "email mail remind reminder alert message mention sound",
    "integrations": "connect import sync calendar feed request script app",
    "privacy": "data delete copy account log record law history",
}
# endregion table


# region rules
class Rules:
    """Adds up the words that point to each queue; the most points win, then the first queue."""

    def __init__(
        self, strong: Mapping[Queue, str] = STRONG, weak: Mapping[Queue, str] = WEAK
    ) -> None:
        """Turn the tables round: from each word to its queues and points."""
        self.points: dict[str, dict[Queue, int]] = {}
        for table, points in ((weak, 1), (strong, 3)):
            for queue, listed in table.items():
                for word in words(listed):
                    self.points.setdefault(word, {})[queue] = points

    def queue_of(self, text: str) -> Queue:
        """Return the queue with the most points."""
        totals: dict[Queue, int] = dict.fromkeys(QUEUES, 0)
        for word in words(text):
            for queue, points in self.points.get(word, {}).items():
                totals[queue] += points
        return max(QUEUES, key=lambda queue: totals[queue])


# endregion rules
