"""Answers are sentences of articles, word for word, so that each can be checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpline.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpline.bm25 import Index

ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


def sentences(body: str) -> Iterator[str]:
    """Yield the sentences of an article; a list item is at least one of its own."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", body):
        text = " ".join(ITEM.sub("", block).split())
        yield from (part for part in END.split(text) if part)


# region choose
def choose(question: str, body: str, index: Index) -> str:
    """Return the sentence that shares the rarest words with a question.

    Of equal ones the first is taken. A sentence with many words has no
    advantage.
    """
    asked = set(words(question))

    def fit(sentence: str) -> float:
        shared = asked.intersection(words(sentence))
        return sum(index.rarity(word) for word in sorted(shared))

    return max(sentences(body), key=fit)


# endregion choose
