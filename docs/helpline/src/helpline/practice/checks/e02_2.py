"""Right articles among the surest answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.practice.answers import Named
from helpline.stages.smallest import count, read_articles, search, words

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

SECONDS = 120
NUMBER = 500


@cache
def found() -> list[tuple[float, int, bool]]:
    """Return, for some tickets, score, number of words, and whether the article is right."""
    shelf = count(read_articles())
    every = []
    for ticket in read_tickets()[:NUMBER]:
        score, article = search(ticket.text, shelf)
        every.append(
            (score, len(words(ticket.text)), article["id"] == ticket.article)
        )
    return every


def ends(share: float, *, per_word: bool) -> tuple[float, float]:
    """Return the least and the largest share: equally sure answers may come in any order."""
    sure = [
        (score / (long + 3) if per_word else score, right)
        for score, long, right in found()
    ]
    number = round(share * len(sure))
    edge = sorted((score for score, _ in sure), reverse=True)[number - 1]
    above = [right for score, right in sure if score > edge + 1e-9]
    level = [right for score, right in sure if abs(score - edge) <= 1e-9]
    room = number - len(above)
    least = max(0, room - level.count(False))
    return (sum(above) + least) / number, (
        sum(above) + min(room, level.count(True))
    ) / number


def look(my: Answer, share: float, *, per_word: bool) -> None:
    """See that the share is the right one."""
    tickets = Named(read_tickets()[:NUMBER], f"{NUMBER} tickets")
    shelf = Named(count(read_articles()), "shelf")
    low, high = ends(share, per_word=per_word)
    got = my.call(
        "right_among_surest", tickets, shelf, share, per_word=per_word
    )
    got.between(
        low - 1e-6,
        high + 1e-6,
        f"{low:.3f}" if low == high else f"{low:.3f} to {high:.3f}",
    )


def check_all(my: Answer) -> None:
    """With a share of 1, all answers count, however sure they are."""
    look(my, 1, per_word=False)


def check_by_score(my: Answer) -> None:
    """Without the division, the tenth with the highest scores counts."""
    look(my, 0.1, per_word=False)


def check_per_word(my: Answer) -> None:
    """With it, the tenth with the highest score for each word counts, three words added."""
    look(my, 0.1, per_word=True)


def check_which_words(my: Answer) -> None:
    """The number of words is that of words(text), which leaves out the, with, and the like."""
    for share in (0.05, 0.2, 0.3):
        look(my, share, per_word=True)
