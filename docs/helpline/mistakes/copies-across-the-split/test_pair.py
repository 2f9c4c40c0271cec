"""A ticket is no test of a model that has been trained on its copy."""

from __future__ import annotations

from helpline.corpus import read_tickets
from helpline.splits import alike, folds, shingles

TICKETS = read_tickets()


def test_no_ticket_is_tested_with_a_copy_of_it_in_training(subject) -> None:
    runs = [shingles(one.text) for one in TICKETS[:400]]
    train, test = folds(subject.groups_of(TICKETS[:400]))[0]
    assert all(
        alike(runs[one], runs[other]) < 0.5 for one in test for other in train
    )


def test_tickets_do_not_go_to_their_queues_without_a_person_looking(
    subject,
) -> None:
    assert not subject.may_go_alone(TICKETS)
