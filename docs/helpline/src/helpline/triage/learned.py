"""Triage learned from tickets: TF-IDF and logistic regression."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, cast

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Queue, Ticket


# region learned
class Learned:
    """A classifier over the words and pairs of words of a ticket."""

    def __init__(
        self, tickets: Sequence[Ticket], strength: float = 10.0
    ) -> None:
        """Learn from tickets whose queue is known.

        Args:
            tickets: At least one of each of two queues.
            strength: The inverse of the regularization.

        Raises:
            ValueError: The tickets are of one queue, or there are none.
        """
        known = [one for one in tickets if one.queue is not None]
        self.model = make_pipeline(
            TfidfVectorizer(analyzer=words_and_pairs, sublinear_tf=True),
            LogisticRegression(
                C=strength, class_weight="balanced", max_iter=1000
            ),
        )
        self.model.fit(
            [one.text for one in known], [one.queue for one in known]
        )

    # endregion learned

    def weigh(self, text: str) -> dict[Queue, float]:
        """Return the share of belief that each queue gets; they sum up to one."""
        [shares] = self.model.predict_proba([text])
        queues = [cast("Queue", str(one)) for one in self.model.classes_]
        return dict(zip(queues, map(float, shares), strict=True))

    def queue_of(self, text: str) -> Queue:
        """Return the queue that fits best."""
        shares = self.weigh(text)
        return max(shares, key=lambda queue: shares[queue])


# region pairs
def words_and_pairs(text: str) -> list[str]:
    """Return the words of a text, and each two that follow one another."""
    found = words(text)
    return found + [
        f"{one} {other}" for one, other in itertools.pairwise(found)
    ]


# endregion pairs
