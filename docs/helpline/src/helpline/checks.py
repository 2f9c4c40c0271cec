"""Metamorphic relations: changes of a ticket that should not change its queue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.triage import Triage


# region relation
class Relation(NamedTuple):
    """A change that leaves the request in a ticket alone."""

    name: str
    change: Callable[[str], str]


def changed(
    triage: Triage, texts: Sequence[str], relation: Relation
) -> list[str]:
    """Return the texts that go to another queue once they are changed."""
    return [
        text
        for text in texts
        if triage.queue_of(text) != triage.queue_of(relation.change(text))
    ]


# endregion relation


# region relations
def turn(text: str) -> str:
    """Put the sentences of a text in the opposite order."""
    return " ".join(reversed(re.split(r"(?<=[.!?])\s+", text)))


def mistype(text: str) -> str:
    """Leave out a letter in the middle of the longest word."""
    word = max(text.split(), key=len)
    middle = len(word) // 2
    return text.replace(word, word[:middle] + word[middle + 1 :], 1)


RELATIONS = (
    Relation("in capitals", str.upper),
    Relation("spaces doubled", lambda text: text.replace(" ", "  ")),
    Relation("sentences turned round", turn),
    Relation("a letter left out", mistype),
    Relation("signed", lambda text: f"{text}\n\nKim Berg\nAccount WS-10000"),
    Relation(
        "thanked for", lambda text: f"{text}\n\nMany thanks in advance."
    ),
    Relation("greeted", lambda text: f"Good morning,\n\n{text}"),
)
# endregion relations
