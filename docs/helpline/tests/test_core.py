"""Words, search, answers and the desk."""

from __future__ import annotations

import math
from datetime import date

import pytest
from helpline import corpus
from helpline.answering import choose, sentences
from helpline.bm25 import Index
from helpline.cli import main
from helpline.desk import Desk
from helpline.records import QUEUES, Article, Reply, Ticket
from helpline.settings import Settings
from helpline.text import words
from helpline.triage.rules import Rules
from pydantic import ValidationError

LOCKED = "Ten failed attempts lock sign-in for 15 minutes.\n\n- Wait.\n- Or use a recovery code."
BILLS = "Invoices come by email on the first of the month. Change the address under Billing."


def article(name: str, body: str, queue: str = "sign-in") -> Article:
    return Article(
        id=name,
        title=name.capitalize(),
        queue=queue,
        updated=date(2026, 1, 2),
        body=body,
    )


@pytest.fixture
def desk() -> Desk:
    articles = {
        "locked": article("locked", LOCKED),
        "bills": article("bills", BILLS, "billing"),
    }
    return Desk(articles, Rules(), min_score=0.5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The INVOICES, please!", ["invoice"]),
        ("I can't log in", ["log"]),
        ("companies' addresses", ["company", "addresse"]),
        ("status access basis", ["status", "access", "basis"]),
        ("", []),
        ("\u00fc\u2603 42", ["42"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_the_score_is_that_of_the_formula() -> None:
    index = Index(
        {"a": "cat cat dog", "b": "dog", "c": "bird"}, k1=1.2, b=0.75
    )
    [hit] = index.search("cat")
    rarity = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    length = 1 - 0.75 + 0.75 * 3 / (5 / 3)
    assert hit.id == "a"
    assert hit.score == pytest.approx(rarity * 2 * 2.2 / (2 + 1.2 * length))


def test_equal_scores_come_in_the_order_of_ids_and_zero_scores_never() -> (
    None
):
    index = Index({"b": "cat", "a": "cat", "c": "dog"})
    assert [hit.id for hit in index.search("cat")] == ["a", "b"]
    assert index.search("fish") == []
    assert Index({}).search("cat") == []
    assert index.search("cat", k=1) == index.search("cat")[:1]


def test_sentences_and_list_items_stand_alone() -> None:
    assert list(sentences(LOCKED)) == [
        "Ten failed attempts lock sign-in for 15 minutes.",
        "Wait.",
        "Or use a recovery code.",
    ]


def test_the_sentence_with_the_rarest_shared_words_is_chosen(
    desk: Desk,
) -> None:
    assert choose("how many attempts?", LOCKED, desk.index).startswith(
        "Ten failed"
    )
    assert choose("which code?", LOCKED, desk.index).startswith("Or use")


def test_an_answer_is_a_sentence_of_the_article_it_cites(desk: Desk) -> None:
    reply = desk.reply(
        Ticket(id="t1", text="Where do I change the address for my invoices?")
    )
    assert reply.queue == "billing"
    assert reply.article == "bills"
    assert reply.answer in set(sentences(BILLS))
    assert reply.refusal is None


def test_what_shares_no_word_with_an_article_is_refused_at_any_limit() -> (
    None
):
    desk = Desk({"locked": article("locked", LOCKED)}, Rules(), min_score=0)
    assert desk.reply(Ticket(id="t1", text="zzz qqq")).refusal


@pytest.mark.parametrize("value", ["inf", "nan", "-1"])
def test_a_limit_is_a_number(value: str) -> None:
    with pytest.raises(ValidationError):
        Settings.load(None, {"HELPLINE_MIN_SCORE": value})


def test_what_fits_no_article_is_refused(desk: Desk) -> None:
    reply = desk.reply(Ticket(id="t1", text="Do you sell pizza?"))
    assert reply.answer is None
    assert reply.article is None
    assert reply.refusal


def test_a_desk_keeps_nothing_of_a_ticket(desk: Desk) -> None:
    texts = ["locked out", "pizza", "invoice address", "locked out"]
    replies = [desk.reply(Ticket(id="t1", text=text)) for text in texts]
    assert replies[0] == replies[-1]


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 20_001])
def test_a_ticket_without_words_or_without_end_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        Ticket(id="t1", text=text)


def test_a_reply_takes_no_field_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Reply(ticket="t1", queue="billing", mood="good")  # type: ignore[call-arg]


def test_rules_always_name_a_queue() -> None:
    rules = Rules()
    assert rules.queue_of("") == QUEUES[0]
    assert rules.queue_of("my invoice and the VAT") == "billing"


def test_settings_come_from_a_file_and_the_environment_wins(tmp_path) -> None:
    file = tmp_path / "helpline.toml"
    file.write_text("min_score = 3.5\n")
    settings = Settings.load(
        file, {"HELPLINE_MIN_SCORE": "4", "HELPLINE_OTHER": "x"}
    )
    assert settings == Settings(min_score=4)
    file.write_text("min_scores = 3.5\n")
    with pytest.raises(ValidationError, match="min_scores"):
        Settings.load(file, {})


def test_an_article_that_is_none_names_its_file(tmp_path) -> None:
    (tmp_path / "bad.md").write_text("---\nid: bad\nqueue: lunch\n---\nText")
    with pytest.raises(ValueError, match=r"bad\.md"):
        corpus.read_articles(tmp_path)


def test_the_command_line_answers_and_refuses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", "qwertz"]) == 0
    assert "refused:" in capsys.readouterr().out
    assert main(["ask", "  "]) == 2
    assert "text:" in capsys.readouterr().err
