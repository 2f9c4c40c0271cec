"""BM25: how well each document fits a query, by the words that they share.

The formula is that of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond", 2009, with an inverse document frequency that is never negative.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Hit(NamedTuple):
    """A document that shares words with the query."""

    id: str
    score: float


# region index
class Index:
    """An index of documents by their words."""

    def __init__(
        self, documents: Mapping[str, str], k1: float = 1.5, b: float = 0.75
    ) -> None:
        """Count the words of each document.

        Args:
            documents: Texts by id.
            k1: How soon more of the same word stops to count.
            b: How much more of them a long document needs; 0 for no more.
        """
        self.k1, self.b = k1, b
        counts = {
            name: Counter(words(text)) for name, text in documents.items()
        }
        self.lengths = {name: one.total() for name, one in counts.items()}
        total = sum(self.lengths.values())
        self.mean_length = total / max(1, len(counts))
        self.postings: dict[str, dict[str, int]] = defaultdict(dict)
        for name, count in counts.items():
            for word, times in count.items():
                self.postings[word][name] = times

    # endregion index

    # region search
    def rarity(self, word: str) -> float:
        """Return the inverse document frequency: high for a rare word."""
        n, found = len(self.lengths), len(self.postings.get(word, ()))
        return math.log(1 + (n - found + 0.5) / (found + 0.5))

    def search(self, query: str, k: int = 5) -> list[Hit]:
        """Return the k best documents that share a word, the best first."""
        scores: dict[str, float] = defaultdict(float)
        for word in words(query):
            for name, times in self.postings.get(word, {}).items():
                long = (
                    1
                    - self.b
                    + self.b * self.lengths[name] / self.mean_length
                )
                scores[name] += (
                    self.rarity(word)
                    * times
                    * (self.k1 + 1)
                    / (times + self.k1 * long)
                )
        hits = [Hit(name, score) for name, score in scores.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]

    # endregion search
