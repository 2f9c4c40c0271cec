"""How far the best article is ahead."""

from __future__ import annotations

import copy
import math
from functools import cache
from typing import TYPE_CHECKING

from helpline.practice.answers import Named
from helpline.stages.smallest import count, read_articles, search
from helpline.stages.smallest import words as words_of

if TYPE_CHECKING:
    from helpline.practice.answers import Answer
    from helpline.stages.smallest import Shelf

QUESTIONS = (
    "how many rows may a CSV file have",
    "my invitation has expired",
    "quiet hours",
)


@cache
def shelf() -> Shelf:
    """Return the help center's articles."""
    return count(read_articles())


def margins(text: str, articles: Shelf) -> list[float]:
    """Return both ways to understand the second's score.

    It may be looked for among all articles, or among those that are left when the best is taken
    away; words are a little rarer there, so the scores are not the same.
    """
    best, article = search(text, articles)
    left = search(text, [one for one in articles if one[1] is not article])[0]
    mean = sum(found.total() for found, _ in articles) / len(articles)
    scores = []
    for found, _ in articles:
        total = 0.0
        for word in words_of(text):
            having = sum(word in other for other, _ in articles)
            rarity = math.log(
                1 + (len(articles) - having + 0.5) / (having + 0.5)
            )
            long = 0.25 + 0.75 * found.total() / mean
            total += rarity * found[word] * 2.5 / (found[word] + 1.5 * long)
        scores.append(total)
    return [best - left, best - sorted(scores)[-2]]


def look(my: Answer, text: str, articles: Shelf, named: str) -> None:
    """See that the margin is one of those that are right."""
    got = my.call("margin", text, Named(copy.copy(articles), named))
    value, expected = got.number(), margins(text, articles)
    if min(abs(value - one) for one in expected) > 1e-6:
        words = {f"{one:.4f}": None for one in expected}
        raise got.wrong(" or ".join(words), f"{value:.4f}")


def check_the_distance(my: Answer) -> None:
    """The margin is the best score less the second's."""
    for text in QUESTIONS:
        look(my, text, shelf(), "shelf")


def check_a_word_twice(my: Answer) -> None:
    """A word that the ticket has twice counts twice, as it does in search."""
    look(
        my, "tax on an invoice, and an invoice without tax", shelf(), "shelf"
    )


def check_nothing_found(my: Answer) -> None:
    """Where no article has a word of the ticket, none is ahead."""
    my.call("margin", "zzz", Named(copy.copy(shelf()), "shelf")).near(0)


def check_a_small_shelf(my: Answer) -> None:
    """It works for any shelf, such as one of three articles, of which two are alike."""
    texts = ("quiet hours", "quiet hours", "tax numbers")
    small = count(
        {"id": f"a{at}", "title": "", "body": text}
        for at, text in enumerate(texts)
    )
    look(my, "tax", small, "a small shelf")
    look(my, "quiet", small, "a small shelf")


def check_the_shelf_stays(my: Answer) -> None:
    """The shelf is the same afterwards: a search must not change what it searches."""
    mine = copy.copy(shelf())
    got = my.call("margin", QUESTIONS[0], Named(mine, "shelf"))
    if mine != shelf():
        raise got.wrong(
            f"a shelf of {len(shelf())} articles afterwards",
            f"{len(mine)} articles",
        )
