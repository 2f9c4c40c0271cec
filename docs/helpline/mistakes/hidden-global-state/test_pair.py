"""A ticket has the same reply whoever wrote before."""

from __future__ import annotations

import random

import pytest
from helpline.corpus import read_tickets
from helpline.desk import Desk, open_desk
from helpline.settings import Settings

TICKETS = read_tickets()
REFUND = next(
    one for one in TICKETS if one.text.startswith("Can you send the money")
)
SIGNED = next(
    one for one in TICKETS if one.text.endswith("\nAccount WS-12546")
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings())


def test_a_refund_is_answered_after_somebody_signed_with_an_account(
    subject, desk: Desk
) -> None:
    subject.reply(desk, SIGNED)
    assert subject.reply(desk, REFUND).article == "ask-for-a-refund"


def test_replies_do_not_depend_on_the_order_of_the_tickets(
    subject, desk: Desk
) -> None:
    some = TICKETS[:300]
    shuffled = random.Random(7).sample(some, len(some))
    in_order = {one.id: subject.reply(desk, one) for one in some}
    assert {one.id: subject.reply(desk, one) for one in shuffled} == in_order
