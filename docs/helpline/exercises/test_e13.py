"""What post 1.3 says of the solutions of its exercises."""

from __future__ import annotations

import e13_3
from helpline.checks import RELATIONS, Relation, changed
from helpline.corpus import read_tickets
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

TICKETS = read_tickets()


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
