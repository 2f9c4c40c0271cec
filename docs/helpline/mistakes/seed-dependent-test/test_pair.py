"""A gate lets a good triage through and keeps a broken one back, whatever the seed."""

from __future__ import annotations

from helpline.gate import fails


def test_a_good_triage_never_fails(subject, said) -> None:
    assert (
        fails(
            lambda seed: subject.passes(said, said.candidates["tuned"], seed),
            20,
        )
        == 0
    )


def test_a_triage_without_articles_never_ships(subject, said) -> None:
    assert (
        fails(
            lambda seed: subject.passes(said, said.candidates["empty"], seed),
            20,
        )
        == 20
    )
