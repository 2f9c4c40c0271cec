"""The smallest whole."""

from __future__ import annotations

import json

import pytest
from helpline.answering import sentences
from helpline.bm25 import Index
from helpline.cli import main
from helpline.corpus import read_current, read_tickets
from helpline.records import QUEUES
from helpline.stages import smallest

SHELF = smallest.count(smallest.read_articles())
TAX = "It says our tax number is not yet checked. Do I have to do anything?"


def test_its_articles_are_those_that_are_valid() -> None:
    assert [one["id"] for one in smallest.read_articles()] == list(
        read_current()
    )


def test_it_finds_what_the_package_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the same words, its search is that of the package."""
    monkeypatch.setattr("helpline.bm25.words", smallest.words)
    index = Index(
        {one["id"]: f"{one['title']} {one['body']}" for _, one in SHELF}
    )
    for text in (
        TAX,
        "webhook retries",
        "my phone is gone",
        "rows of a CSV file",
    ):
        score, article = smallest.search(text, SHELF)
        best = index.search(text, k=1)[0]
        assert (best.id, best.score) == (article["id"], pytest.approx(score))


def test_it_answers_with_a_sentence_of_the_article_it_cites() -> None:
    reply = smallest.reply(TAX, SHELF)
    assert reply["queue"] == "billing"
    body = read_current()[reply["article"]].body
    assert reply["answer"] in body
    assert reply["answer"] in set(sentences(body))


def test_it_refuses_what_no_article_fits() -> None:
    for text in ("Can I pay with a lottery ticket?", "", "\u2603"):
        assert "answer" not in smallest.reply(text, SHELF)


def test_about_half_of_the_tickets_have_no_word_that_hints_at_a_queue() -> (
    None
):
    hints = set().union(*smallest.HINTS.values())
    none = [
        one
        for one in read_tickets()
        if not hints & set(smallest.words(one.text))
    ]
    assert 0.45 < len(none) / 1500 < 0.55


def test_its_queues_are_the_eight() -> None:
    assert tuple(smallest.HINTS) == QUEUES
    assert smallest.triage("the webhook and the token") == "integrations"


def test_the_command_prints_a_line_for_each_ticket(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["smallest", TAX, "lottery"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["article"]
    assert second["refused"]
