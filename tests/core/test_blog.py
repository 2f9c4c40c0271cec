"""Promises of `sphinx_journey.core.blog` and `listing`: which posts a list shows, and how."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinx_journey.core.blog import Blog, newest_first
from sphinx_journey.core.listing import Selection, listed, unknown_names
from sphinx_journey.core.model import Author, Journey, Journeys, Pillar, Post, Status
from sphinx_journey.core.problems import Miss, Subtype


def post(name: str, day: int | None = None, **values: Any) -> Post:
    when = dt.datetime(2026, 1, day, tzinfo=dt.UTC) if day else None
    made = Post(name.rpartition("/")[2], name, Status.PUBLISHED, docname=name, when=when)
    return made._replace(**values)


FIRST = post("flour/first", 1, pillar_id="flour", tags=("Water", "mill"))
SECOND = post("flour/second", 5, pillar_id="flour", tags=("water",), authors=(Author("Ada"),))
THIRD = post("fire/third", 3, pillar_id="fire", categories=("Heat",))
WAITING = post("w", 9, status=Status.SCHEDULED, docname=None, pillar_id="fire")
ALONE = post("notes/alone", 4, tags=("mill",))
UNDATED = post("notes/undated")
BREAD = Journey(
    id="bread",
    title="Bread",
    pillars=(
        Pillar("flour", 1, "Flour", posts=(FIRST, SECOND)),
        Pillar("fire", 2, "Fire", posts=(THIRD, WAITING)),
    ),
)
JOURNEYS = Journeys({"bread": BREAD}, {})
BLOG = Blog(newest_first([FIRST, SECOND, THIRD, ALONE, UNDATED]))


def names(page: str = "index", **wanted: Any) -> list[str]:
    found = listed(BLOG, JOURNEYS, page, Selection()._replace(**wanted))
    assert not isinstance(found, Miss), found
    return [one.slug for one in found]


def test_the_newest_comes_first_and_what_has_no_date_last() -> None:
    assert names() == ["second", "alone", "third", "first", "undated"]


def test_of_one_day_the_later_part_is_newer() -> None:
    posts = [post("a", 1), post("b", 1), post("c", 2), post("d", 1)]
    assert [one.slug for one in newest_first(posts)] == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"order": "oldest"}, ["first", "third", "alone", "second", "undated"]),
        ({"order": "title"}, ["third", "first", "second", "alone", "undated"]),
        ({"order": "journey"}, ["first", "second", "third"]),
        ({"number": 2}, ["second", "alone"]),
        ({"journey": "bread"}, ["second", "third", "first"]),
        ({"pillar": "flour"}, ["second", "first"]),
        ({"terms": (("tag", ("WATER",)),)}, ["second", "first"]),
        ({"terms": (("tag", ("mill", "water")),)}, ["second", "alone", "first"]),
        ({"terms": (("tag", ("mill",)), ("year", ("2026",)))}, ["alone", "first"]),
        ({"terms": (("category", ("heat",)),)}, ["third"]),
        ({"terms": (("author", ("ada",)),)}, ["second"]),
        ({"terms": (("year", ("2025",)),)}, []),
        ({"folder": "flour"}, ["second", "first"]),
        ({"folder": ""}, ["second", "alone", "third", "first", "undated"]),
        ({"folder": "flou"}, []),
        ({"statuses": ("scheduled",)}, ["w"]),
        ({"statuses": ("published", "scheduled"), "pillar": "fire"}, ["third", "w"]),
        ({"statuses": ("draft",)}, []),
    ],
)
def test_a_list_shows_what_it_asks_for(wanted: dict[str, Any], expected: list[str]) -> None:
    assert names(**wanted) == expected


def test_a_page_isnt_in_its_own_list() -> None:
    assert "second" not in names("flour/second")


def test_a_journey_that_isnt_there_is_said() -> None:
    found = listed(BLOG, JOURNEYS, "index", Selection(journey="bred"))
    assert isinstance(found, Miss)
    assert "Did you mean 'bread'?" in found.message


def test_a_name_that_no_post_has_is_said_unless_a_hidden_one_has_it() -> None:
    wanted = Selection(terms=(("tag", ("watr", "mill", "kept")), ("year", ("1999",))))
    (miss,) = unknown_names(wanted, BLOG.posts, [("tag", "Kept")])
    assert miss.subtype is Subtype.UNKNOWN_TERM
    assert "'watr'" in miss.message
    assert "Did you mean 'water'?" in miss.message
