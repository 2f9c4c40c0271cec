"""Triage: the queue that a ticket belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from helpline.records import Queue


# region triage
class Triage(Protocol):
    """Whatever can tell the queue of a text."""

    def queue_of(self, text: str) -> Queue:
        """Return the queue; there is always one."""
        ...


# endregion triage
