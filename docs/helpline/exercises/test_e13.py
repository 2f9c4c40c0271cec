"""The solutions of post 1.3."""

from __future__ import annotations

import e13_1
import e13_2
import e13_3
import pytest
from helpline.checks import RELATIONS, Relation, changed
from helpline.corpus import read_tickets
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules

TICKETS = read_tickets()


def test_other_numbers_leave_the_rules_alone() -> None:
    assert e13_1.renumber("4 hours, 2FA") == "5 hours, 2FA"
    assert (
        changed(Rules(), [one.text for one in TICKETS], e13_1.RENUMBERED)
        == []
    )


def test_no_failure_in_fifty_runs_still_allows_six_percent() -> None:
    assert e13_2.most_with_none(50) == pytest.approx(0.058, abs=0.001)
    assert (1 - e13_2.most_with_none(50)) ** 50 == pytest.approx(0.05)


def test_a_triage_minds_the_greeting_it_was_taught_less_and_no_other() -> (
    None
):
    train, test = folds(near_copies([one.text for one in TICKETS]))[0]
    known = [TICKETS[at] for at in train]
    texts = [TICKETS[at].text for at in test]
    [greeted] = [one for one in RELATIONS if one.name == "greeted"]
    other = Relation("another greeting", lambda text: f"Dear team,\n\n{text}")
    plain, taught = Learned(known), e13_3.taught(known)
    assert (
        len(changed(taught, texts, greeted))
        < len(changed(plain, texts, greeted)) / 2
    )
    assert (
        len(changed(taught, texts, other))
        > len(changed(plain, texts, other)) * 0.8
    )
