"""What is left of a text must not change when it is read again."""

from __future__ import annotations

from helpline import bm25
from helpline.corpus import read_current, read_tickets
from helpline.desk import Desk
from helpline.settings import Settings
from helpline.triage.rules import Rules
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TICKETS = read_tickets()
SLOW = [HealthCheck.function_scoped_fixture]


@settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    suppress_health_check=SLOW,
)
@given(st.sampled_from([one.text for one in TICKETS]))
def test_words_of_words_are_the_same(subject, text: str) -> None:
    once = subject.words(text)
    assert subject.words(" ".join(once)) == once


def test_a_ticket_that_no_article_answers_well_is_refused(
    subject, monkeypatch
) -> None:
    monkeypatch.setattr(bm25, "words", subject.words)
    desk = Desk(read_current(), Rules(), Settings().min_score)
    [ticket] = [one for one in TICKETS if one.id == "t1172"]
    assert desk.reply(ticket).refusal
