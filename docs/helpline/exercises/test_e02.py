"""The solutions of post 0.2."""

from __future__ import annotations

import e02_1
import e02_2
import e02_3
import pytest
from helpline.corpus import read_tickets
from helpline.stages.smallest import count, read_articles, search

SHELF = count(read_articles())
TICKETS = read_tickets()[:500]


def test_the_margin_is_the_distance_to_the_second() -> None:
    text = "how many rows may a CSV file have"
    best, article = search(text, SHELF)
    rest = [one for one in SHELF if one[1] is not article]
    assert e02_1.margin(text, SHELF) == pytest.approx(
        best - search(text, rest)[0]
    )
    assert e02_1.margin("zzz", SHELF) == 0


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
