"""A gate lets a good triage through and keeps a broken one back, whatever the seed."""

from __future__ import annotations

import pytest
from helpline.corpus import read_tickets
from helpline.gate import fails, verdicts


@pytest.fixture(scope="module")
def made():
    return verdicts(read_tickets())


def test_a_good_triage_never_fails(subject, made) -> None:
    assert (
        fails(lambda seed: subject.passes(made.right, made.good, seed)) == 0
    )


def test_a_broken_triage_never_ships(subject, made) -> None:
    assert (
        fails(lambda seed: subject.passes(made.right, made.broken, seed))
        == 50
    )
