"""Teach it manners."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket
    from helpline.triage import Triage


def taught(tickets: Sequence[Ticket]) -> Triage:
    """Return a triage, learned from tickets, that cares less about greetings and the like.

    It should change its mind less often than ``Learned(tickets)`` does under the relations
    *greeted*, *thanked for* and *signed* of ``helpline.checks``, and sort about as well.
    """
    raise NotImplementedError  # write this
