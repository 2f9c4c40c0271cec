"""A triage that sorts more tickets wrong than the accepted one doesn't take its place."""

from __future__ import annotations

from helpline.scores import difference_interval


def test_what_has_lost_on_the_same_tickets_does_not_ship(
    subject, said
) -> None:
    slipped = said.candidates["slipped"]
    both = (said.accepted, slipped)
    assert difference_interval(said.right, both, said.groups).high < 0
    # What has lost nothing ships by either gate, so that a gate that stops all is no fix.
    assert subject.passes(said, said.accepted)
    assert subject.passes(said, said.candidates["tuned"])
    assert not subject.passes(said, slipped)
