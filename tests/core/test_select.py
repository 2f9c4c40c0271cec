"""Promises of `sphinx_journey.core.select`."""

from __future__ import annotations

import pytest

from sphinx_journey.core.model import Journey, Journeys, Pillar, Place, Post, Status
from sphinx_journey.core.problems import Miss, Subtype
from sphinx_journey.core.select import Choice, choose


def journey(journey_id: str, *pillar_ids: str) -> Journey:
    pillars = tuple(Pillar(id=p, number=n, title=p) for n, p in enumerate(pillar_ids, 1))
    return Journey(id=journey_id, title=journey_id, pillars=pillars)


BREAD, CHEESE = journey("bread", "flour", "fire"), journey("cheese", "milk")
POST = Post(slug="x", title="X", status=Status.PUBLISHED, docname="x", part=1)
ONE = Journeys({"bread": BREAD}, {})
TWO = Journeys(
    {"bread": BREAD, "cheese": CHEESE},
    {
        "of-cheese": (Place(CHEESE, POST, None, None),),
        "of-both": (Place(BREAD, POST, None, None), Place(CHEESE, POST, None, None)),
    },
)


def chosen(
    journeys: Journeys, docname: str, journey_id: str | None = None, pillar_id: str | None = None
) -> tuple[str, list[str]]:
    choice = choose(journeys, docname, journey_id, pillar_id)
    assert isinstance(choice, Choice), choice
    return choice.journey.id, [pillar.id for pillar in choice.pillars]


def refused(
    journeys: Journeys, docname: str, journey_id: str | None = None, pillar_id: str | None = None
) -> Miss:
    choice = choose(journeys, docname, journey_id, pillar_id)
    assert isinstance(choice, Miss), choice
    return choice


def test_the_only_journey_need_not_be_named() -> None:
    assert chosen(ONE, "anywhere") == ("bread", ["flour", "fire"])
    assert chosen(ONE, "anywhere", "bread") == ("bread", ["flour", "fire"])


def test_a_pillar_narrows_the_choice() -> None:
    assert chosen(ONE, "anywhere", None, "fire") == ("bread", ["fire"])
    assert chosen(TWO, "anywhere", "cheese", "milk") == ("cheese", ["milk"])


def test_a_posts_own_journey_is_its_default() -> None:
    assert chosen(TWO, "of-cheese") == ("cheese", ["milk"])
    assert chosen(TWO, "of-cheese", None, "milk") == ("cheese", ["milk"])


def test_a_name_wins_over_the_pages_own_journey() -> None:
    assert chosen(TWO, "of-cheese", "bread") == ("bread", ["flour", "fire"])


@pytest.mark.parametrize("docname", ["anywhere", "of-both"])
def test_of_several_journeys_one_must_be_named(docname: str) -> None:
    choice = refused(TWO, docname)
    assert choice.subtype is Subtype.UNKNOWN_JOURNEY
    assert "':journey:'" in choice.message
    assert "bread, cheese" in choice.message


def test_without_a_journey_there_is_nothing_to_choose_and_the_message_says_how_to_get_one() -> None:
    choice = refused(Journeys({}, {}), "anywhere", "bread", "flour")
    assert choice.subtype is Subtype.UNKNOWN_JOURNEY
    assert "journey.yml" in choice.message


def test_an_unknown_journey_is_named_with_the_likely_one_and_all_that_are_known() -> None:
    choice = refused(TWO, "anywhere", "chese")
    assert choice.subtype is Subtype.UNKNOWN_JOURNEY
    assert "'chese'" in choice.message
    assert "Did you mean 'cheese'?" in choice.message
    assert "bread, cheese" in choice.message


def test_an_unknown_pillar_is_named_with_the_likely_one_and_all_that_are_known() -> None:
    choice = refused(ONE, "anywhere", None, "flower")
    assert choice.subtype is Subtype.UNKNOWN_PILLAR
    assert "'flower'" in choice.message
    assert "Did you mean 'flour'?" in choice.message
    assert "flour, fire" in choice.message


def test_another_journeys_pillar_is_unknown() -> None:
    assert refused(TWO, "anywhere", "bread", "milk").subtype is Subtype.UNKNOWN_PILLAR


@pytest.mark.parametrize("name", ["x" * 100_000, "a\nWARNING: lost"])
def test_a_hostile_name_is_shown_short_and_on_one_line(name: str) -> None:
    for choice in (refused(ONE, "a", name), refused(ONE, "a", "bread", name)):
        assert len(choice.message) < 300
        assert len(choice.message.splitlines()) == 1
