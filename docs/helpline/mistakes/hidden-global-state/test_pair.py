"""A ticket has the same reply whoever wrote before."""

from __future__ import annotations

import random

import pytest
from helpline.corpus import read_tickets
from helpline.desk import Desk, open_desk
from helpline.settings import Settings

TICKETS = read_tickets()
BELL = next(one for one in TICKETS if "bell shows a red 3" in one.text)
BEFORE = TICKETS[: TICKETS.index(BELL)]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings())


def test_a_ticket_on_the_bell_is_answered_after_people_named_bell_have_written(
    subject, desk: Desk
) -> None:
    for ticket in BEFORE:
        subject.reply(desk, ticket)
    assert subject.reply(desk, BELL).article == "badge-number-does-not-go-away"


def test_replies_do_not_depend_on_the_order_of_the_tickets(subject, desk: Desk) -> None:
    some = TICKETS[:300]
    shuffled = random.Random(7).sample(some, len(some))
    in_order = {one.id: subject.reply(desk, one) for one in some}
    assert {one.id: subject.reply(desk, one) for one in shuffled} == in_order
