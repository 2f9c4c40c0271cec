"""Triage by hand-written rules: words that point to a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import QUEUES
from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.records import Queue

# region table
# Each word points to one queue; a strong word counts for three of the others.
STRONG: Mapping[Queue, str] = {
    "sign-in": "password login sso saml authenticator 2fa locked",
    "billing": "invoice refund charged vat receipt subscription paid",
    "members": "invite invitation guest owner role teammate",
    "documents": "document page trash version template upload",
    "tasks": "task board column subtask due recurring",
    "notifications": "notification digest push quiet notify ping",
    "integrations": "api token webhook csv ical oauth script",
    "privacy": "gdpr erase personal audit backup encrypted",
}
WEAK: Mapping[Queue, str] = {
    "sign-in": "sign log code session digit reset phone kicked",
    "billing": "pay payment plan price bill card money bank tax",
    "members": "team member colleague join leave permission admin access",
    "documents": "file edit text restore folder storage share print",
    "tasks": "date deadline assign repeat project move list done",
    "notifications": "email mail reminder alert message mention sound buzz",
    "integrations": "connect import sync calendar feed request row server",
    "privacy": "data delete copy log record law cookie country",
}
# endregion table


# region rules
class Rules:
    """Adds up the words that point to each queue; the most points win."""

    def __init__(
        self,
        strong: Mapping[Queue, str] = STRONG,
        weak: Mapping[Queue, str] = WEAK,
    ) -> None:
        """Turn the tables round: from each word to its queues and points."""
        self.points: dict[str, dict[Queue, int]] = {}
        for table, points in ((weak, 1), (strong, 3)):
            for queue, listed in table.items():
                for word in words(listed):
                    self.points.setdefault(word, {})[queue] = points

    def weigh(self, text: str) -> dict[Queue, float]:
        """Return the points of each queue."""
        totals: dict[Queue, float] = dict.fromkeys(QUEUES, 0)
        for word in words(text):
            for queue, points in self.points.get(word, {}).items():
                totals[queue] += points
        return totals

    # endregion rules

    def queue_of(self, text: str) -> Queue:
        """Return the queue with the most points."""
        totals = self.weigh(text)
        return max(QUEUES, key=lambda queue: totals[queue])
