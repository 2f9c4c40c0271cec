"""What post 0.2 says of the solutions of its exercises."""

from __future__ import annotations

import e02_2
import e02_3
from helpline.corpus import read_tickets
from helpline.stages.smallest import count, read_articles

SHELF = count(read_articles())
TICKETS = read_tickets()[:500]


def test_a_score_per_word_finds_better_answers() -> None:
    tickets = read_tickets()
    found = [
        round(
            e02_2.right_among_surest(tickets, SHELF, 0.1, per_word=per_word),
            2,
        )
        for per_word in (False, True)
    ]
    assert found == [0.37, 0.59], "the text says these"


def test_some_tickets_find_an_article_that_is_out_of_date() -> None:
    found = e02_3.stale(TICKETS)
    assert 0.1 < len(found) / len(TICKETS) < 0.15, (
        "the text says one in eight"
    )
    assert set(found) <= {one.id for one in TICKETS}
