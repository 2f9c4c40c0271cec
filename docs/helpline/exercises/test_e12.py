"""The solutions of post 1.2."""

from __future__ import annotations

import e12_1
import e12_2
import e12_3
import e12_4
import pytest
from helpline.comparison import groupings
from helpline.corpus import read_current, read_tickets
from helpline.splits import near_copies
from helpline.triage.found import Found
from helpline.triage.rules import Rules

TICKETS = read_tickets()
SOME = TICKETS[:500]
COPIES = near_copies([one.text for one in SOME])


def test_the_commonest_queue_has_some_accuracy_and_hardly_any_macro_f1() -> (
    None
):
    assert e12_1.commonest(["a", "a", "a", "b"]) == pytest.approx(
        (0.75, (6 / 7) / 2)
    )
    accuracy, macro = e12_1.commonest([str(one.queue) for one in TICKETS])
    assert round(accuracy, 2) == 0.23, "the text says 23 percent"
    assert macro < 0.06


def test_copies_cross_a_random_split_and_no_grouped_one() -> None:
    texts = [one.text for one in SOME]
    assert e12_2.copied(texts, [one.id for one in SOME]) > 0.05
    assert e12_2.copied(texts, COPIES) == 0


def test_more_tickets_help_less_than_near_copies_say() -> None:
    rise = {}
    for kind, groups in groupings(TICKETS).items():
        if kind in {"near-copies", "messages"}:
            few, every = e12_3.curve(TICKETS, groups, (0.2, 1.0))
            assert few[0] < every[0]
            rise[kind] = every[1] - few[1]
    assert rise["near-copies"] > 0.15
    assert rise["messages"] < 0.12


def test_weights_are_measured_where_they_were_not_chosen() -> None:
    weights, chosen, fresh = e12_4.tuned(
        SOME, COPIES, Rules(), Found(read_current())
    )
    assert len(weights) == 2
    assert 0.3 < fresh < 0.8
    assert 0.3 < chosen < 0.8
