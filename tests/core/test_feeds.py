"""Promises of `sphinx_journey.core.feeds`: identifiers that stay, and JSON Feed."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from sphinx_journey.core.feeds import (
    TAG_AUTHORITY,
    Announced,
    Entry,
    Feed,
    as_json,
    identifier,
    ids_of,
    printable,
)
from sphinx_journey.core.model import Author, Journey, Journeys, Pillar, Post, Status

NOW = dt.datetime(2026, 1, 31, 10, tzinfo=dt.UTC)


def post(docname: str, slug: str = "", pillar: str | None = None) -> Post:
    slug = slug or docname.rpartition("/")[2]
    return Post(slug, docname, Status.PUBLISHED, pillar_id=pillar, docname=docname, when=NOW)


def journeys(*posts: Post) -> Journeys:
    pillars = tuple(
        Pillar(name, at, name, posts=tuple(one for one in posts if one.pillar_id == name))
        for at, name in enumerate(dict.fromkeys(one.pillar_id or "" for one in posts), 1)
    )
    return Journeys({"bread": Journey(id="bread", title="Bread", pillars=pillars)}, {})


def ids(
    posts: list[Post], known: Journeys, project: str = "Site", **authorities: str
) -> dict[str, str]:
    return dict(ids_of(posts, known, project, authorities).of)


def test_an_identifier_is_of_journey_and_slug_alone() -> None:
    before = post("flour/rye", pillar="flour")
    after = post("2027/new/place", "rye", pillar="fire")._replace(
        title="Another", when=NOW + dt.timedelta(9), updated=NOW + dt.timedelta(10)
    )
    first = ids([before], journeys(before))
    second = ids([after], journeys(after), "Another site")
    assert list(first.values()) == list(second.values())
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]+", first["flour/rye"])


def test_a_tag_authority_makes_tag_uris() -> None:
    one, alone = post("flour/rye", pillar="flour"), post("notes/käse und brot")
    found = ids([one, alone], journeys(one), "My site", bread="example.org,2026-01")
    assert found["flour/rye"] == "tag:example.org,2026-01:bread/rye"
    assert found["notes/käse und brot"].startswith("urn:uuid:")
    found = ids([one, alone], journeys(one), "My site", **{"": "ada@example.org,2026"})
    assert found["flour/rye"] == "tag:ada@example.org,2026:bread/rye"
    assert found["notes/käse und brot"] == (
        "tag:ada@example.org,2026:My%20site/k%C3%A4se%20und%20brot"
    )


def test_posts_of_one_slug_have_identifiers_of_their_own() -> None:
    posts = [
        post("flour/intro", pillar="flour"),
        post("fire/intro", pillar="fire"),
        post("fire/deep/intro", pillar="fire"),
        post("a/x"),
        post("b/x"),
        post("y"),
    ]
    found = ids(posts, journeys(*posts[:3]), **{"": "e.org,2026"})
    assert len(set(found.values())) == len(posts)
    assert found["fire/deep/intro"] == "tag:e.org,2026:bread/intro"
    assert found["fire/intro"] == "tag:e.org,2026:bread/intro/fire%2Fintro"
    assert found["y"] == "tag:e.org,2026:Site/y"


def test_no_new_post_takes_an_identifier() -> None:
    old = [post("a/intro"), post("b/x")._replace(slug_is_typed=True)]
    new = [
        post("b/intro")._replace(when=NOW + dt.timedelta(1)),
        post("a/x")._replace(when=NOW - dt.timedelta(1)),
    ]
    before, after = ids(old, Journeys({}, {})), ids([*new, *old], Journeys({}, {}))
    assert before.items() < after.items()
    assert len(set(after.values())) == 4
    same = ids_of([*new, *old], Journeys({}, {}), "Site", {}).same
    assert [(one.docname, keeper.docname) for one, keeper in same] == [
        ("a/x", "b/x"),
        ("b/intro", "a/intro"),
    ]


def test_a_post_without_a_document_has_the_identifier_that_it_will_keep() -> None:
    rye, wheat = post("flour/rye", pillar="flour"), post("flour/wheat", pillar="flour")
    known = journeys(rye, wheat)
    written = ids([rye, wheat], known)
    bare = Post("wheat", "Wheat", Status.PLANNED, when=NOW)
    for ahead in (bare, bare._replace(slug="x", awaited="flour/wheat")):
        announced = Announced("bread", "wheat", ahead)
        found = ids_of([rye], journeys(rye), "Site", {}, [announced]).announced
        assert found == {announced: written["flour/wheat"]}


def test_what_is_announced_takes_no_identifier_and_has_its_own() -> None:
    rye = post("rye", pillar="flour")
    bare = Post("rye", "Rye", Status.PLANNED, slug_is_typed=True, when=NOW - dt.timedelta(9))
    ahead = [
        Announced("bread", "rye", bare),
        Announced("bread", "rye", bare._replace(when=NOW)),
        Announced("bread", "rye", bare._replace(awaited="new/rye")),
        Announced("salt", "rye", bare._replace(awaited="new/rye")),
        Announced("salt", "rye", bare),
    ]
    found = ids_of([rye], journeys(rye), "Site", {}, ahead)
    assert found.of == ids([rye], journeys(rye))
    assert found.same == ()
    assert found.announced[ahead[2]] == found.announced[ahead[3]]
    assert len({*found.of.values(), *found.announced.values()}) == 5


def test_a_feed_has_no_identifier_that_a_post_may_have() -> None:
    paths = [("site", "bread"), ("journey", "bread"), ("a:b", "c/d")]
    for authority in (None, "e.org,2026"):
        feeds = {identifier(path, authority, "feed:") for path in paths}
        posts = {identifier(path, authority) for path in (*paths, ("feed:site", "bread"))}
        assert not feeds & posts
        assert (len(feeds), len(posts)) == (3, 4)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("example.org,2026", True),
        ("example.org,2026-01-31", True),
        ("ada@example.org,2026-12", True),
        ("example.org", False),
        ("example.org,26", False),
        ("example.org,2026-13", False),
        ("https://example.org,2026", False),
        ("exa mple.org,2026", False),
        (",2026", False),
    ],
)
def test_what_a_tag_authority_is(text: str, is_one: bool) -> None:
    assert bool(TAG_AUTHORITY.fullmatch(text)) is is_one


def test_json_feed_has_what_its_specification_wants() -> None:
    entry = Entry(
        id=identifier(("bread", "rye")),
        url="https://example.org/rye.html",
        title="Rye \ud800 </script>",
        published=NOW,
        updated=NOW + dt.timedelta(1),
        summary="How\n\nit begins.",
        authors=(Author("Ada", "https://example.org/ada"), Author("Bob")),
        tags=("a", "b"),
    )
    entries = (entry, entry._replace(content="<p>All</p>"))
    home, url, older = "https://example.org/", "https://e.org/feed.json", "https://e.org/2"
    feed = Feed("urn:x", "Bread", home, url, "de", "Ada", entries, older=older)
    value = json.loads(as_json(feed))
    assert value["version"] == "https://jsonfeed.org/version/1.1"
    assert (value["language"], value["next_url"]) == ("de", "https://e.org/2")
    first, second = value["items"]
    assert first["content_text"] == first["summary"] == "How\n\nit begins."
    assert (second["content_html"], "content_text" in second) == ("<p>All</p>", False)
    assert first["date_published"] == "2026-01-31T10:00:00+00:00"
    assert first["date_modified"] == "2026-02-01T10:00:00+00:00"
    assert first["authors"] == [{"name": "Ada", "url": "https://example.org/ada"}, {"name": "Bob"}]


def test_nothing_is_left_that_xml_cannot_hold() -> None:
    assert printable("a\x00\x0b\x1f\ufffe\ud800b\t\n]]>😀") == "ab\t\n]]>😀"
