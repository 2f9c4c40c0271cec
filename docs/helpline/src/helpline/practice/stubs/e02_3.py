"""What the past would answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


def stale(tickets: Sequence[Ticket]) -> list[str]:
    """Return the ids of the tickets whose best article is one that is out of date.

    Search with ``helpline.stages.smallest.search`` among all articles: those that are valid, and
    those that ``helpline.corpus.read_articles`` says are superseded.
    """
    raise NotImplementedError  # write this
