"""Triage by search: a ticket goes where the article that fits it best belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.bm25 import Index
from helpline.records import QUEUES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.records import Article, Queue


# region found
class Found:
    """Needs no tickets to learn from: the articles know their queues."""

    def __init__(
        self, articles: Mapping[str, Article], votes: int = 5
    ) -> None:
        """Index the articles, of which the best few have a vote."""
        self.queues = {name: one.queue for name, one in articles.items()}
        texts = {n: f"{one.title}\n{one.body}" for n, one in articles.items()}
        self.index = Index(texts)
        self.votes = votes

    def weigh(self, text: str) -> dict[Queue, float]:
        """Return the sum of each queue's scores, among the best few."""
        totals: dict[Queue, float] = dict.fromkeys(QUEUES, 0)
        for hit in self.index.search(text, self.votes):
            totals[self.queues[hit.id]] += hit.score
        return totals

    def queue_of(self, text: str) -> Queue:
        """Return the queue with the highest sum, or the first."""
        totals = self.weigh(text)
        return max(QUEUES, key=lambda queue: totals[queue])


# endregion found
