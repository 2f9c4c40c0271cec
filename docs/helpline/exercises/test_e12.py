"""What post 1.2 says of the solutions of its exercises."""

from __future__ import annotations

import e12_1
import e12_3
from helpline.comparison import groupings
from helpline.corpus import read_tickets

TICKETS = read_tickets()


def test_the_commonest_queue_has_some_accuracy_and_hardly_any_macro_f1() -> (
    None
):
    accuracy, macro = e12_1.commonest([str(one.queue) for one in TICKETS])
    assert round(accuracy, 2) == 0.23, "the text says 23 percent"
    assert macro < 0.06


def test_more_tickets_help_less_than_near_copies_say() -> None:
    rise = {}
    for kind, groups in groupings(TICKETS).items():
        if kind in {"near-copies", "messages"}:
            few, every = e12_3.curve(TICKETS, groups, (0.2, 1.0))
            assert few[0] < every[0]
            rise[kind] = every[1] - few[1]
    assert rise["near-copies"] > 0.15
    assert rise["messages"] < 0.12
