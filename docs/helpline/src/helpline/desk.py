"""The desk: one ticket in, one reply out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.answering import choose
from helpline.bm25 import Index
from helpline.corpus import read_current, read_tickets
from helpline.records import Reply
from helpline.triage.found import Found
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.records import Article, Ticket
    from helpline.settings import Settings
    from helpline.triage import Triage


# region desk
# region opened
class Desk:
    """All that is needed to answer tickets; no reply changes its state."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        triage: Triage,
        min_score: float,
    ) -> None:
        """Index the articles.

        Args:
            articles: By id.
            triage: Says which queue a ticket goes to.
            min_score: The BM25 score from which an article is evidence.
        """
        self.articles, self.triage, self.min_score = (
            articles,
            triage,
            min_score,
        )
        texts = {
            name: f"{one.title}\n{one.body}" for name, one in articles.items()
        }
        self.index = Index(texts)

    # endregion opened

    # region reply
    def reply(self, ticket: Ticket) -> Reply:
        """Return an answer with its citation, or a reasoned refusal."""
        queue = self.triage.queue_of(ticket.text)
        hits = self.index.search(ticket.text, k=1)
        score = round(hits[0].score, 3) if hits else 0.0
        if not hits or score < self.min_score:
            reason = "No article fits well enough. A person will read this."
            return Reply(
                ticket=ticket.id, queue=queue, refusal=reason, score=score
            )
        article = self.articles[hits[0].id]
        answer = choose(ticket.text, article.body, self.index)
        return Reply(
            ticket=ticket.id,
            queue=queue,
            answer=answer,
            article=article.id,
            score=score,
        )

    # endregion reply


# endregion desk


# region open_desk
def open_desk(settings: Settings) -> Desk:
    """Return the desk that settings describe, with the current articles."""
    articles = read_current()
    return Desk(articles, open_triage(settings, articles), settings.min_score)


# endregion open_desk


# region open
def open_triage(
    settings: Settings, articles: Mapping[str, Article]
) -> Triage:
    """Return the triage that settings name; a learned one learns now."""
    if settings.triage == "rules":
        return Rules()
    from helpline.triage.learned import (
        Learned,
    )  # scikit-learn takes a second to import

    return Together(Rules(), Found(articles), Learned(read_tickets()))


# endregion open
