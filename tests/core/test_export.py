"""Promises of `sphinx_journey.core.export`: data by the published schema, with nothing hidden."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from journey_schema import SCHEMA, VALIDATOR, errors

from sphinx_journey.core import export
from sphinx_journey.core.export import Website, as_json, exported
from sphinx_journey.core.feeds import ids_of
from sphinx_journey.core.model import Author, Journey, Journeys, Pillar, Post, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[dict[str, Any]], object]

WHEN = dt.datetime(2026, 10, 1, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
OUT = Post(
    "why",
    "Why bake",
    Status.PUBLISHED,
    docname="overview/why",
    part=1,
    when=WHEN,
    updated=WHEN + dt.timedelta(1),
    minutes=3,
    words=600,
    description="Because.",
    tags=("start",),
    categories=("Basics",),
    authors=(Author("Ada", "https://example.org/ada", "https://example.org/ada.png"),),
)
PLANNED = Post("rye", "Rye", Status.PLANNED, when=WHEN)
LATER = Post("file-name", "Later", Status.SCHEDULED, when=WHEN)
NOTE = Post("note", "A note", Status.PUBLISHED, docname="notes/note", when=WHEN)


def made(*posts: Post, alone: tuple[Post, ...] = ()) -> dict[str, Any]:
    pillar = Pillar(
        "flour",
        1,
        "Flour",
        label="1",
        part="With yeast",
        summary="Of dough.",
        icon="flame",
        docname="flour/index",
        requires=("tools",),
        posts=posts,
    )
    bread = Journey(id="bread", title="Bread", description="Of bread.", pillars=(pillar,))
    journeys = Journeys({"bread": bread}, {})
    ids = ids_of((*bread.visible, *alone), journeys, "Site", {"": "e.org,2026"})
    website = Website(
        project="Site",
        language="de",
        generator="sphinx-journey 1",
        home="https://e.org/",
        progress={"bread": "https://e.org/progress.html"},
        page=lambda docname: f"https://e.org/{docname}.html",
    )
    value: dict[str, Any] = json.loads(as_json(exported(journeys, alone, ids, website)))
    return value


def posts_of(value: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = value["journeys"][0]["pillars"][0]["posts"]
    return found


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(SCHEMA)
    assert SCHEMA["$id"] == export.SCHEMA
    assert SCHEMA["properties"]["version"] == {"const": export.VERSION}


def test_what_is_written_is_valid_and_complete() -> None:
    value = made(OUT, PLANNED, LATER, alone=(NOTE,))
    assert errors(value) == []
    assert list(value) == list(SCHEMA["properties"])
    for name, item in (
        ("journey", value["journeys"][0]),
        ("totals", value["journeys"][0]["totals"]),
        ("pillar", value["journeys"][0]["pillars"][0]),
        ("post", posts_of(value)[0]),
        ("author", posts_of(value)[0]["authors"][0]),
    ):
        assert set(item) == set(SCHEMA["$defs"][name]["properties"]), name


def test_a_post_says_what_a_roadmap_shows() -> None:
    value = made(OUT, PLANNED, LATER)
    assert posts_of(value) == [
        {
            "id": "tag:e.org,2026:bread/why",
            "slug": "why",
            "title": "Why bake",
            "status": "published",
            "date": "2026-10-01T08:30:00+02:00",
            "updated": "2026-10-02T08:30:00+02:00",
            "part": 1,
            "url": "https://e.org/overview/why.html",
            "words": 600,
            "minutes": 3,
            "description": "Because.",
            "tags": ["start"],
            "categories": ["Basics"],
            "authors": [
                {
                    "name": "Ada",
                    "url": "https://example.org/ada",
                    "avatar": "https://example.org/ada.png",
                }
            ],
        },
        {
            "id": "tag:e.org,2026:bread/rye",
            "slug": "rye",
            "title": "Rye",
            "status": "planned",
            "date": "2026-10-01T08:30:00+02:00",
        },
        {"title": "Later", "status": "scheduled", "date": "2026-10-01T08:30:00+02:00"},
    ]
    totals = {"posts": 3, "published": 1, "words": 600, "minutes": 3}
    assert value["journeys"][0]["totals"] == totals


def test_a_planned_post_keeps_its_identifier_once_it_is_written() -> None:
    (before,) = posts_of(made(PLANNED))
    written = OUT._replace(slug="rye", docname="somewhere/else", title="All about rye")
    (after,) = posts_of(made(written))
    assert before["id"] == after["id"]


def test_an_identifier_that_may_change_is_not_given() -> None:
    twice = made(PLANNED, PLANNED._replace(title="Rye again"))
    assert [one.get("id") for one in posts_of(twice)] == [None, None]
    taken = made(OUT, PLANNED._replace(slug="why", slug_is_typed=True))
    assert [one.get("id") for one in posts_of(taken)] == ["tag:e.org,2026:bread/why", None]
    assert errors(twice) == errors(taken) == []


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SCHEDULED, Status.EXPIRED])
def test_the_name_of_a_hidden_file_is_no_slug(status: Status) -> None:
    hidden = LATER._replace(status=status)
    (one,) = posts_of(made(hidden))
    assert one.keys() == {"title", "status", "date"}
    (one,) = posts_of(made(hidden._replace(slug="own", slug_is_typed=True)))
    assert (one["slug"], one["id"]) == ("own", "tag:e.org,2026:bread/own")


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.PUBLISHED])
def test_of_a_document_that_is_not_out_nothing_is_said(status: Status) -> None:
    (one,) = posts_of(made(OUT._replace(status=status)))
    assert one.keys() <= {"id", "slug", "title", "status", "date"}


def test_what_has_no_value_has_no_key() -> None:
    bare = OUT._replace(
        when=None, updated=None, minutes=None, words=None, description=None,
        tags=(), categories=(), authors=(),
    )  # fmt: skip
    value = made(bare)
    assert errors(value) == []
    assert posts_of(value)[0].keys() == {"id", "slug", "title", "status", "part", "url"}
    assert value["journeys"][0]["totals"] == {"posts": 1, "published": 1}


def test_only_addresses_of_the_web_stand_for_authors() -> None:
    ada = Author("Ada", "javascript:alert(1)", "ada.png")
    (one,) = posts_of(made(OUT._replace(authors=(ada, Author("Bob", "mailto:bob@e.org")))))
    assert one["authors"] == [{"name": "Ada"}, {"name": "Bob", "url": "mailto:bob@e.org"}]


def test_any_text_is_json_in_utf_8() -> None:
    title = 'x\x00\x1b\u2028 \ud800 </script> "\\ 😀 ﷽'
    value = made(OUT._replace(title=title, description=title))
    assert posts_of(value)[0]["title"] == title.replace("\ud800", "?")
    assert errors(value) == []


def test_an_offset_has_whole_minutes() -> None:
    zone = dt.timezone(dt.timedelta(minutes=53, seconds=28))
    (one,) = posts_of(made(OUT._replace(when=dt.datetime(1, 1, 1, tzinfo=zone))))
    assert one["date"] == "0001-01-01T00:00:00+00:53"


def _at(value: dict[str, Any], at: int) -> dict[str, Any]:
    return posts_of(value)[at]


MUTATIONS: dict[str, Change] = {
    "extra key": lambda value: value.update(secret="x"),
    "extra key of a journey": lambda value: value["journeys"][0].update(draft="x"),
    "extra key of totals": lambda value: value["journeys"][0]["totals"].update(drafts=1),
    "extra key of a pillar": lambda value: value["journeys"][0]["pillars"][0].update(path="x"),
    "extra key of a post": lambda value: _at(value, 0).update(text="x"),
    "extra key of an author": lambda value: _at(value, 0)["authors"][0].update(email="x"),
    "other version": lambda value: value.update(version=2),
    "other schema": lambda value: value.update({"$schema": "urn:uuid:x"}),
    "no schema": lambda value: value.pop("$schema"),
    "no journeys": lambda value: value.pop("journeys"),
    "no status": lambda value: _at(value, 1).pop("status"),
    "wrong status": lambda value: _at(value, 1).update(status="secret"),
    "no title": lambda value: _at(value, 1).pop("title"),
    "published without an address": lambda value: _at(value, 0).pop("url"),
    "published without an id": lambda value: _at(value, 0).pop("id"),
    "published without its part": lambda value: _at(value, 0).pop("part"),
    "planned without a slug": lambda value: [_at(value, 1).pop(key) for key in ("id", "slug")],
    "an id without a slug": lambda value: _at(value, 2).update(id="tag:e.org,2026:x"),
    "an id that is none": lambda value: _at(value, 1).update(id="rye"),
    "relative address": lambda value: _at(value, 0).update(url="why.html"),
    "address that is none": lambda value: value.update(url="https://[::1/"),
    "a script as an address": lambda value: _at(value, 0)["authors"][0].update(url="data:x"),
    "date without an offset": lambda value: _at(value, 0).update(date="2026-10-01T08:30:00"),
    "date that doesn't exist": lambda value: _at(value, 0).update(date="2026-02-31T00:00:00+00:00"),
    "part 0": lambda value: _at(value, 0).update(part=0),
    "half a word": lambda value: _at(value, 0).update(words=0.5),
    "empty list of tags": lambda value: _at(value, 0).update(tags=[]),
    "pillar without posts": lambda value: value["journeys"][0]["pillars"][0].pop("posts"),
    "planned post of no journey": lambda value: value["posts"].append(_at(value, 1)),
    "part of a post of no journey": lambda value: value["posts"][0].update(part=1),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_schema_is_strict(name: str) -> None:
    value = made(OUT, PLANNED, LATER, alone=(NOTE,))
    changed = copy.deepcopy(value)
    MUTATIONS[name](changed)
    assert changed != value
    assert errors(changed) != []


@pytest.mark.parametrize("at", [1, 2], ids=["planned", "scheduled"])
@pytest.mark.parametrize(
    "key",
    ["updated", "part", "url", "words", "minutes", "description", "tags", "categories", "authors"],
)
def test_what_only_a_document_says_is_invalid_where_it_is_not_out(key: str, at: int) -> None:
    value = made(OUT, PLANNED, LATER)
    posts_of(value)[at][key] = posts_of(value)[0][key]
    assert errors(value) != []
