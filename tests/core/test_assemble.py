"""Promises of `sphinx_journey.core.assemble`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_journey.core.assemble import assemble
from sphinx_journey.core.document import Document, Settings, default_slug, instant
from sphinx_journey.core.frontmatter import FrontMatter, parse
from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.model import Author, Status
from sphinx_journey.core.order import post_order, reading_order
from sphinx_journey.core.plan import Entry, Plan, PlannedJourney, PlannedPillar
from sphinx_journey.core.problems import Location, Problem, Subtype
from sphinx_journey.core.publication import publications_of
from sphinx_journey.core.reading_time import Body, ReadingSpeed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_journey.core.model import Journey, Journeys

BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
CAIRO = ZoneInfo("Africa/Cairo")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


NOW = Settings(now=utc("2026-11-22T12:00"), zone=dt.UTC)


def plan(text: str) -> Plan:
    made, problems = read_manifest(dedent(text).lstrip("\n"), path="journey.yml")
    assert problems == ()
    return made


def docs(sources: Mapping[str, str]) -> dict[str, Document]:
    """Return documents by the YAML of their front matter; it begins on line 2."""
    made = {}
    for docname, front in sources.items():
        text = f"---\n{dedent(front).strip()}\n---\n# {docname}\n"
        parsed = parse(text, markup="markdown", path=f"{docname}.md")
        assert parsed.problems == ()
        made[docname] = Document(
            docname=docname,
            path=f"{docname}.md",
            front=parsed.meta,
            lines=parsed.lines,
            title=f"Title of {docname}",
        )
    return made


def build(
    manifest: str, sources: Mapping[str, str], settings: Settings = NOW
) -> tuple[Journeys, tuple[Problem, ...]]:
    return assemble(plan(manifest), docs(sources), settings)


def status_of(front: FrontMatter, settings: Settings) -> Status:
    """Return the status of a document with that front matter."""
    one = Document(docname="one", path="one.md", front=front)
    return publications_of({"one": one}, Plan(), settings)["one"].status


def clean(manifest: str, sources: Mapping[str, str], settings: Settings = NOW) -> Journeys:
    """Assemble something without problems."""
    journeys, problems = build(manifest, sources, settings)
    assert problems == ()
    return journeys


def one_problem(
    manifest: str, sources: Mapping[str, str], subtype: Subtype, *, place: str, also: str
) -> Journeys:
    """Assemble something with one problem, which names both its places."""
    journeys, problems = build(manifest, sources)
    (problem,) = problems
    assert problem.subtype is subtype
    assert str(problem.location) == place
    assert also in problem.message
    return journeys


def order(journey: Journey) -> list[str | None]:
    return [post.docname for post in journey.posts]


BREAD = """
    id: bread
    title: Bread
    posts:
      - why
    pillars:
      - id: flour
        title: Flour
        doc: flour/index
        posts:
          - flour/water
          - {id: milling, title: Milling, date: 2026-12-24}
          - flour/salt
      - id: fire
        title: Fire
        doc: fire/index
        posts:
          - fire/oven
    """
PAGES = dict.fromkeys(["why", "flour/index", "flour/water", "flour/salt", "fire/index"], "") | {
    "fire/oven": "",
    "about": "",
}


# Order and parts


def test_the_manifests_order_counts_whatever_documents_say_about_themselves() -> None:
    manifest = "id: bread\npillars: [{id: flour, posts: [c, a, b]}]"
    fronts = {"a": "weight: 1", "b": "date: 2020-01-01", "c": "{weight: 9, date: 2026-01-01}"}
    journey = clean(manifest, fronts).by_id["bread"]
    assert order(journey) == ["c", "a", "b"]


def test_documents_that_place_themselves_follow_by_weight_then_date_then_natural_name() -> None:
    manifest = "id: bread\npillars: [{id: flour, posts: [listed]}]"
    fronts = {
        "p/1.10": "",
        "p/1.2": "",
        "p/late": "date: 2026-02-01",
        "p/early": "date: 2026-01-01",
        "p/published-early": "{date: 2026-03-01, publishDate: 2025-01-01}",
        "p/second": "{series_order: 2, date: 2020-01-01}",
        "p/third": "{weight: 3, series_order: 1}",
        "p/first": "{weight: -1, date: 2026-05-05}",
        "p/second-too": "weight: 2",
    }
    placed = {name: f"pillar: flour\n{_lines(front)}" for name, front in fronts.items()}
    journey = clean(manifest, {"listed": "", **placed}).by_id["bread"]
    assert order(journey) == [
        "listed",
        "p/first",
        "p/second",
        "p/second-too",
        "p/third",
        "p/published-early",
        "p/early",
        "p/late",
        "p/1.2",
        "p/1.10",
    ]


def _lines(flow: str) -> str:
    return flow.strip("{}").replace(", ", "\n")


@pytest.mark.parametrize(
    "names",
    [
        ["1.2", "1.10"],
        ["a", "a1", "a2", "a10"],
        ["a2/z", "a10/a"],
        ["part-9", "part-10", "part-100"],
        ["1", "a"],
        ["7", "1234567890123456789"],
        ["x\u0663", "x\u0661\u0660"],
    ],
)
def test_names_are_in_natural_order(names: list[str]) -> None:
    sources = dict.fromkeys(reversed(names), "series: bread")
    assert order(clean("id: bread\npillars: []", sources).by_id["bread"]) == names


def test_a_name_of_thousands_of_digits_has_a_place_too() -> None:
    sources = dict.fromkeys(["1" * 5000, "a", "2"], "series: bread")
    assert len(clean("id: bread\npillars: []", sources).by_id["bread"].visible) == 3


def test_dates_are_ordered_as_instants_also_where_the_clock_goes_back() -> None:
    # In Berlin, 02:30 with +02:00 is 45 minutes before 02:15 with +01:00.
    sources = {
        "a": "series: bread\ndate: 2026-10-25T02:15:00+01:00",
        "b": "series: bread\ndate: 2026-10-25T02:30:00+02:00",
        "c": "series: bread\ndate: 2026-10-25",
    }
    journeys = clean("id: bread\npillars: []", sources, Settings(now=NOW.now, zone=BERLIN))
    assert order(journeys.by_id["bread"]) == ["c", "b", "a"]


def test_parts_number_the_posts_that_are_there_over_the_whole_journey() -> None:
    journey = clean(BREAD, PAGES).by_id["bread"]
    assert [(p.part, p.docname or p.title) for p in journey.posts] == [
        (1, "why"),
        (2, "flour/water"),
        (None, "Milling"),
        (3, "flour/salt"),
        (4, "fire/oven"),
    ]
    assert len(journey.visible) == 4
    assert [p.part for p in journey.visible] == [1, 2, 3, 4]
    assert [(p.number, p.id) for p in journey.pillars] == [(1, "flour"), (2, "fire")]
    assert [p.pillar_id for p in journey.posts] == [None, "flour", "flour", "flour", "fire"]


# What a post is


def test_a_documents_own_values_win_over_the_entrys() -> None:
    manifest = """
        id: bread
        authors: {ada: {name: Ada Baker, url: https://example.org/ada}}
        pillars:
          - id: flour
            posts:
              - {doc: one, id: from-plan, title: Planned title, date: 2026-01-05}
              - {doc: two, id: from-plan-too, title: Planned title, date: 2030-01-01}
        """
    sources = {
        "one": """
            slug: own-slug
            date: 2026-01-02
            description: Own words.
            summary: Not these.
            tags: [a, b]
            authors: [ada, Bob]
            readingTime: 7
            """,
        "two": "summary: These.",
    }
    documents = docs(sources)
    documents["one"] = replace(documents["one"], title="Own title", body=Body(300, 20, 1, True))
    documents["two"] = replace(documents["two"], title=None, body=Body(426, 501, 20, True))
    journeys, problems = assemble(plan(manifest), documents, NOW)
    assert problems == ()
    one, two = journeys.by_id["bread"].posts
    assert (one.slug, one.title, one.when) == ("own-slug", "Own title", utc("2026-01-02T00:00"))
    assert one.status is Status.PUBLISHED
    assert (one.minutes, one.words, one.description) == (7, 320, "Own words.")
    assert one.tags == ("a", "b")
    assert one.authors == (Author("Ada Baker", "https://example.org/ada"), Author("Bob"))
    assert (two.slug, two.title, two.description) == ("from-plan-too", "Planned title", "These.")
    assert (two.minutes, two.words) == (4, 927)


def test_reading_speed_shapes_the_minutes() -> None:
    documents = docs({"one": ""})
    documents["one"] = replace(documents["one"], body=Body(1000, 0, 0, True))
    fast = replace(NOW, speed=ReadingSpeed(words=500))
    journeys, _ = assemble(plan("id: bread\nposts: [one]\npillars: []"), documents, fast)
    assert journeys.by_id["bread"].posts[0].minutes == 2


def test_a_post_without_a_document_is_planned_by_the_entrys_title_and_date() -> None:
    journey = clean(BREAD, PAGES).by_id["bread"]
    post = journey.posts[2]
    assert (post.slug, post.title, post.status) == ("milling", "Milling", Status.PLANNED)
    assert (post.docname, post.part, post.when) == (None, None, utc("2026-12-24T00:00"))


def test_a_planned_day_is_midnight_in_the_zone() -> None:
    journeys = clean(BREAD, PAGES, Settings(now=NOW.now, zone=AUCKLAND))
    when = journeys.by_id["bread"].posts[2].when
    assert when is not None
    assert when == utc("2026-12-23T11:00")
    assert when.date() == dt.date(2026, 12, 24)


def test_a_post_is_shown_by_the_day_it_has_in_the_zone() -> None:
    sources = {"one": "series: bread\ndate: 2026-11-21T22:30:00Z"}
    journeys = clean("id: bread\npillars: []", sources, Settings(now=NOW.now, zone=AUCKLAND))
    when = journeys.by_id["bread"].posts[0].when
    assert when is not None
    assert when.date() == dt.date(2026, 11, 22)


# Status

STATUS_CASES = [
    ("", Status.PUBLISHED),
    ("date: 2026-11-22", Status.PUBLISHED),
    ("date: 2026-11-23", Status.SCHEDULED),
    ("date: 2026-11-22T12:00:00Z", Status.PUBLISHED),
    ("date: 2026-11-22T12:00:01Z", Status.SCHEDULED),
    ("date: 2026-11-22T14:00:00+02:00", Status.PUBLISHED),
    ("date: 2026-11-22T12:00:00-00:30", Status.SCHEDULED),
    ("date: 2026-11-22T12:00", Status.PUBLISHED),
    ("date: 2026-11-22T12:01", Status.SCHEDULED),
    ("draft: true", Status.DRAFT),
    ("draft: false", Status.PUBLISHED),
    ("draft: true\ndate: 2099-01-01", Status.DRAFT),
    ("draft: true\nexpiryDate: 2020-01-01", Status.DRAFT),
    ("date: 2099-01-01\npublishDate: 2020-01-01", Status.PUBLISHED),
    ("date: 2020-01-01\npublishDate: 2099-01-01", Status.SCHEDULED),
    ("expiryDate: 2026-11-22", Status.EXPIRED),
    ("expiryDate: 2026-11-22T12:00:00Z", Status.EXPIRED),
    ("expiryDate: 2026-11-22T12:00:01Z", Status.PUBLISHED),
    ("expiryDate: 2026-11-23", Status.PUBLISHED),
    ("date: 2098-01-01\nexpiryDate: 2099-01-01", Status.SCHEDULED),
    ("date: 0001-01-01\nexpiryDate: 9999-12-31", Status.PUBLISHED),
]


@pytest.mark.parametrize(("front", "status"), STATUS_CASES)
def test_the_status_follows_from_draft_and_dates(front: str, status: Status) -> None:
    sources = {"one": f"series: bread\n{front}"}
    assert status_of(docs(sources)["one"].front, NOW) is status
    assert clean("id: bread\npillars: []", sources).by_id["bread"].posts[0].status is status


ZONE_EDGES = [
    # A bare date is midnight in the zone.
    (AUCKLAND, "2026-11-23", "2026-11-22T10:59:59", Status.SCHEDULED),
    (AUCKLAND, "2026-11-23", "2026-11-22T11:00:00", Status.PUBLISHED),
    (ZoneInfo("Pacific/Niue"), "2026-11-22", "2026-11-22T10:59:59", Status.SCHEDULED),
    (ZoneInfo("Pacific/Niue"), "2026-11-22", "2026-11-22T11:00:00", Status.PUBLISHED),
    # A time without an offset is in the zone, one with an offset isn't.
    (BERLIN, "2026-07-01T12:00", "2026-07-01T09:59:59", Status.SCHEDULED),
    (BERLIN, "2026-07-01T12:00", "2026-07-01T10:00:00", Status.PUBLISHED),
    (BERLIN, "2026-07-01T12:00Z", "2026-07-01T11:59:59", Status.SCHEDULED),
    (BERLIN, "2026-07-01T12:00Z", "2026-07-01T12:00:00", Status.PUBLISHED),
    # The clock goes forward at midnight: there is no 00:00 on that day in Cairo.
    (CAIRO, "2026-04-24", "2026-04-23T21:59:59", Status.SCHEDULED),
    (CAIRO, "2026-04-24", "2026-04-23T22:00:00", Status.PUBLISHED),
    # The clock goes back in Berlin: 02:30 comes twice, at 00:30 UTC and at 01:30 UTC.
    (BERLIN, "2026-10-25T02:30:00+02:00", "2026-10-25T00:29:59", Status.SCHEDULED),
    (BERLIN, "2026-10-25T02:30:00+02:00", "2026-10-25T01:15:00", Status.PUBLISHED),
    (BERLIN, "2026-10-25T02:15:00+01:00", "2026-10-25T00:30:00", Status.SCHEDULED),
    # The clock goes forward in Berlin: 02:30 doesn't exist, and means 01:30 UTC.
    (BERLIN, "2026-03-29T02:30", "2026-03-29T01:15:00", Status.SCHEDULED),
    (BERLIN, "2026-03-29T02:30", "2026-03-29T01:30:00", Status.PUBLISHED),
]


@pytest.mark.parametrize(("zone", "date", "now", "status"), ZONE_EDGES)
def test_dates_are_compared_as_instants(
    zone: ZoneInfo, date: str, now: str, status: Status
) -> None:
    front = docs({"one": f"date: {date}"})["one"].front
    here = utc(now)
    for moment in (here, here.astimezone(zone)):
        assert status_of(front, Settings(now=moment, zone=zone)) is status


def test_expiry_is_compared_as_an_instant_where_the_clock_goes_back() -> None:
    front = docs({"one": "expiryDate: 2026-10-25T02:30:00+02:00"})["one"].front
    now = utc("2026-10-25T01:15").astimezone(BERLIN)
    assert status_of(front, Settings(now=now, zone=BERLIN)) is Status.EXPIRED


@settings(deadline=None)
@given(
    st.dates() | st.datetimes(timezones=st.none() | st.timezones()),
    st.datetimes(timezones=st.timezones()),
    st.timezones(),
)
def test_any_date_has_an_instant_and_a_status(
    moment: dt.date | dt.datetime, now: dt.datetime, zone: ZoneInfo
) -> None:
    made = instant(moment, zone)
    assert made.tzinfo is not None
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        assert made.timestamp() == moment.timestamp()
    elif isinstance(moment, dt.datetime):
        assert made.replace(tzinfo=None) == moment
    else:
        assert (made.date(), made.time()) == (moment, dt.time())
    status = status_of(FrontMatter(date=moment), Settings(now=now, zone=zone))
    is_later = made.timestamp() > now.timestamp()
    assert status is (Status.SCHEDULED if is_later else Status.PUBLISHED)


# Slugs


@pytest.mark.parametrize(
    ("docname", "slug"),
    [
        ("overview/the-journey", "the-journey"),
        ("flour/index", "flour"),
        ("a/b/index", "b"),
        ("index", "index"),
        ("about", "about"),
        ("a/index-2", "index-2"),
    ],
)
def test_a_slug_is_the_files_stem_or_the_folder_of_an_index(docname: str, slug: str) -> None:
    assert default_slug(docname) == slug
    sources = {docname: "series: bread"}
    assert clean("id: bread\npillars: []", sources).by_id["bread"].posts[0].slug == slug


def test_a_planned_posts_slug_comes_from_its_id_then_document_then_title() -> None:
    manifest = """
        id: bread
        posts:
          - {id: one, doc: a/two, title: Three}
          - {doc: a/two-b, title: Three}
          - {title: "Three & Four, über"}
          - {title: "!?"}
        pillars: []
        """
    journey = clean(manifest, {}).by_id["bread"]
    assert [p.slug for p in journey.posts] == ["one", "two-b", "three-four-über", "post"]


@pytest.mark.parametrize(
    ("manifest", "sources", "place", "also"),
    [
        (
            "id: bread\nposts: [a, b]\npillars: []",
            {"a": "slug: same", "b": "date: 2026-01-01\nslug: same"},
            "b.md:3",
            "a.md:2",
        ),
        (
            "id: bread\nposts:\n  - {id: one, title: One}\n  - a\npillars: []",
            {"a": "slug: one"},
            "a.md:2",
            "journey.yml:3",
        ),
        (
            "id: bread\nposts:\n  - {id: one, title: One}\n  - {id: one, title: Two}\npillars: []",
            {},
            "journey.yml:4",
            "journey.yml:3",
        ),
        (
            """
            journeys:
              - {id: a, posts: [x], pillars: []}
              - {id: b, posts: [{id: one, title: One}], pillars: []}
            """,
            {"x": "slug: one"},
            "journey.yml:3",
            "x.md:2",
        ),
    ],
)
def test_a_slug_that_two_posts_share_names_both_places(
    manifest: str, sources: dict[str, str], place: str, also: str
) -> None:
    one_problem(manifest, sources, Subtype.SLUG, place=place, also=also)


def test_every_further_owner_of_a_slug_is_reported() -> None:
    sources = dict.fromkeys(["a", "b", "c"], "series: bread\nslug: one")
    _, problems = build("id: bread\npillars: []", sources)
    assert [str(p.location) for p in problems] == ["b.md:3", "c.md:3"]


@pytest.mark.parametrize(
    ("manifest", "sources"),
    [
        (
            "id: bread\nposts: [a/intro, b/intro, c/intro/index]\npillars: []",
            ("a/intro", "b/intro"),
        ),
        ("id: bread\nposts:\n  - {id: one, title: One}\n  - a/one\npillars: []", ("a/one",)),
        ("id: bread\nposts:\n  - {title: One}\n  - {title: One}\npillars: []", ()),
    ],
)
def test_a_slug_that_nobody_chose_is_no_claim(manifest: str, sources: tuple[str, ...]) -> None:
    clean(manifest, dict.fromkeys((*sources, "c/intro/index"), ""))


def test_one_post_in_two_journeys_is_not_a_duplicate() -> None:
    manifest = "journeys: [{id: a, posts: [x], pillars: []}, {id: b, posts: [x], pillars: []}]"
    clean(manifest, {"x": ""})


# Documents in the manifest


@pytest.mark.parametrize(
    ("manifest", "place", "first"),
    [
        ("id: j\nposts:\n  - one\n  - one\npillars: []", 4, 3),
        ("id: j\nposts:\n  - one\npillars:\n  - id: p\n    posts:\n      - /one", 7, 3),
        (
            """
            id: j
            pillars:
              - id: p
                posts:
                  - one
              - id: q
                posts:
                  - {doc: one, title: Again}
            """,
            8,
            5,
        ),
    ],
)
def test_a_document_named_twice_counts_once_and_both_places_are_named(
    manifest: str, place: int, first: int
) -> None:
    journeys = one_problem(
        manifest,
        {"one": ""},
        Subtype.MANIFEST_DOCUMENT,
        place=f"journey.yml:{place}",
        also=f"journey.yml:{first}",
    )
    (post,) = journeys.by_id["j"].posts
    assert post.part == 1


@pytest.mark.parametrize(
    "manifest",
    [
        "id: j\npillars:\n  - {id: p, doc: one}\n  - {id: q, doc: one}",
        "id: j\npillars:\n  - id: p\n    doc: one\n    posts:\n      - one",
    ],
)
def test_a_document_named_as_a_chapter_and_again_names_both_places(manifest: str) -> None:
    _, problems = build(manifest, {"one": ""})
    (problem,) = problems
    assert problem.subtype is Subtype.MANIFEST_DOCUMENT
    assert "'one'" in problem.message
    assert "journey.yml:3" in problem.message or "journey.yml:4" in problem.message
    assert problem.location.line in {4, 6}


def test_a_document_that_is_not_there_is_a_problem_unless_it_has_a_title() -> None:
    manifest = """
        id: bread
        posts:
          - fluor
          - {doc: later, title: Later}
        pillars:
          - id: p
            doc: flower
        """
    journeys, problems = build(manifest, {"flour": ""})
    assert {str(p.location) for p in problems} <= {
        "journey.yml:3",
        "journey.yml:6",
        "journey.yml:7",
    }
    assert [p.subtype for p in problems] == [Subtype.MANIFEST_DOCUMENT] * 2
    messages = {p.message.split("'")[1]: p.message for p in problems}
    assert set(messages) == {"fluor", "flower"}
    assert all("Did you mean 'flour'?" in message for message in messages.values())
    journey = journeys.by_id["bread"]
    assert [(p.title, p.status, p.docname) for p in journey.posts] == [
        ("Later", Status.PLANNED, None)
    ]
    assert [(p.id, p.docname) for p in journey.pillars] == [("p", None)]
    assert journeys.places == {}
    assert journeys.chapters == {}


# Documents that place themselves


def test_a_document_places_itself_by_series_or_pillar() -> None:
    sources = {
        "a": "series: bread",
        "b": "{series: [bread], pillar: flour}".strip("{}").replace(", ", "\n"),
        "c": "pillar: fire",
        "d": "tags: [bread]",
    }
    manifest = "id: bread\npillars: [{id: flour}, {id: fire}]"
    journey = clean(manifest, sources).by_id["bread"]
    assert [p.docname for p in journey.overview] == ["a"]
    assert [[p.docname for p in pillar.posts] for pillar in journey.pillars] == [["b"], ["c"]]


def test_a_series_that_the_manifest_lacks_is_a_problem_with_a_hint() -> None:
    sources = {"a": "pillar: fire\nseries: bred"}
    manifest = "id: bread\npillars: [{id: flour}, {id: fire}]"
    made, problems = assemble(plan(manifest), docs(sources), NOW)
    assert [(p.location, p.subtype) for p in problems] == [
        (Location("a.md", 3), Subtype.UNKNOWN_JOURNEY)
    ]
    assert "Did you mean 'bread'?" in problems[0].message
    assert made.by_id["bread"].posts == ()


def test_a_series_may_be_named_by_its_title() -> None:
    manifest = "id: bread-from-scratch\npillars: [{id: fire-and-oven}]"
    sources = {"a": "series: Bread from scratch\npillar: Fire and oven"}
    journey = clean(manifest, sources).by_id["bread-from-scratch"]
    assert [post.docname for post in journey.pillars[0].posts] == ["a"]


def test_a_document_that_expires_before_it_comes_out_is_a_problem_with_both_places() -> None:
    sources = {"one": "date: 2026-03-01\ndraft: false\nexpiryDate: 2026-03-01"}
    _, problems = assemble(plan("id: bread\npillars: []"), docs(sources), NOW)
    assert [(p.location, p.subtype) for p in problems] == [
        (Location("one.md", 4), Subtype.FRONT_MATTER_VALUE)
    ]
    assert "one.md:2" in problems[0].message


def test_with_several_journeys_a_document_places_itself_by_series() -> None:
    manifest = "journeys: [{id: a, pillars: [{id: p}]}, {id: b, pillars: [{id: p}]}]"
    sources = {"x": "series: [b, a]\npillar: p", "y": "pillar: p", "z": "series: b"}
    journeys = clean(manifest, sources)
    assert order(journeys.by_id["a"]) == ["x"]
    assert order(journeys.by_id["b"]) == ["z", "x"]


def test_a_chapters_own_page_that_names_its_pillar_is_not_one_of_its_posts() -> None:
    sources = {**PAGES, "flour/index": "series: bread\npillar: flour"}
    journeys = clean(BREAD, sources)
    assert "flour/index" not in journeys.places
    assert len(journeys.by_id["bread"].visible) == 4


def test_a_document_may_repeat_what_the_manifest_says() -> None:
    sources = {**PAGES, "flour/water": "series: bread\npillar: flour", "why": "series: bread"}
    journey = clean(BREAD, sources).by_id["bread"]
    assert order(journey) == ["why", "flour/water", None, "flour/salt", "fire/oven"]


@pytest.mark.parametrize("series", ["", "\nseries: bread"])
def test_a_placement_that_disagrees_names_both_places_and_the_manifest_counts(series: str) -> None:
    sources = {**PAGES, "flour/water": f"date: 2026-01-01\npillar: fire{series}"}
    journeys = one_problem(
        BREAD, sources, Subtype.PLACEMENT, place="flour/water.md:3", also="journey.yml:10"
    )
    assert journeys.places["flour/water"][0].post.pillar_id == "flour"


def test_a_post_of_no_pillar_that_claims_one_disagrees() -> None:
    sources = {**PAGES, "why": "pillar: fire"}
    journeys = one_problem(
        BREAD, sources, Subtype.PLACEMENT, place="why.md:2", also="journey.yml:4"
    )
    assert journeys.places["why"][0].post.pillar_id is None


def test_a_pillar_that_is_not_there_is_named_with_the_likely_one() -> None:
    sources = {**PAGES, "new": "series: bread\npillar: flower"}
    journeys = one_problem(
        BREAD, sources, Subtype.UNKNOWN_PILLAR, place="new.md:3", also="Did you mean 'flour'?"
    )
    assert "new" not in journeys.places


# Previous and next


def stops(journeys: Journeys, docname: str, journey_id: str = "bread") -> list[str | None]:
    (place,) = [p for p in journeys.places[docname] if p.journey.id == journey_id]
    return [stop.docname if stop else None for stop in (place.previous, place.next)]


def test_previous_and_next_pass_through_the_chapters_pages() -> None:
    journeys = clean(BREAD, PAGES)
    titles = {name: document.title for name, document in docs(PAGES).items()}
    made = reading_order(journeys.by_id["bread"], titles)
    assert [(stop.docname, stop.pillar_number) for stop in made] == [
        ("why", None),
        ("flour/index", 1),
        ("flour/water", None),
        ("flour/salt", None),
        ("fire/index", 2),
        ("fire/oven", None),
    ]
    assert [stop.title for stop in made] == [f"Title of {stop.docname}" for stop in made]
    assert stops(journeys, "why") == [None, "flour/index"]
    assert stops(journeys, "flour/water") == ["flour/index", "flour/salt"]
    assert stops(journeys, "flour/salt") == ["flour/water", "fire/index"]
    assert stops(journeys, "fire/oven") == ["fire/index", None]
    assert set(journeys.places) == {"why", "flour/water", "flour/salt", "fire/oven"}


def test_a_chapter_without_a_page_is_passed_over() -> None:
    manifest = "id: bread\npillars: [{id: p, posts: [a]}, {id: q, posts: [b]}]"
    journeys = clean(manifest, {"a": "", "b": ""})
    assert stops(journeys, "a") == [None, "b"]
    assert stops(journeys, "b") == ["a", None]


def test_a_chapters_page_leads_to_its_journey_and_pillar() -> None:
    journeys = clean(BREAD, PAGES)
    assert {
        name: (journey.id, pillar.id) for name, (journey, pillar) in journeys.chapters.items()
    } == {
        "flour/index": ("bread", "flour"),
        "fire/index": ("bread", "fire"),
    }


def test_a_post_of_several_journeys_has_a_place_in_each_in_the_manifests_order() -> None:
    manifest = """
        journeys:
          - {id: b, posts: [x, y], pillars: []}
          - {id: a, posts: [z, x], pillars: []}
        """
    journeys = clean(manifest, dict.fromkeys("zyx", ""))
    assert list(journeys.by_id) == ["b", "a"]
    assert [place.journey.id for place in journeys.places["x"]] == ["b", "a"]
    assert [place.post.part for place in journeys.places["x"]] == [1, 2]
    assert stops(journeys, "x", "b") == [None, "y"]
    assert stops(journeys, "x", "a") == ["z", None]


def test_an_empty_plan_makes_no_journey() -> None:
    journeys, problems = assemble(Plan(), docs({"a": "series: x\npillar: y"}), NOW)
    assert not journeys
    assert problems == ()


def test_all_problems_are_reported_not_only_the_first() -> None:
    manifest = """
        id: bread
        posts:
          - gone
          - a/one
          - a/one
        pillars:
          - id: flour
            posts: [b/one]
        """
    sources = {"a/one": "pillar: flour\nslug: one", "b/one": "slug: one", "c": "pillar: fire"}
    _, problems = build(manifest, sources)
    assert sorted(p.subtype for p in problems) == [
        Subtype.MANIFEST_DOCUMENT,
        Subtype.MANIFEST_DOCUMENT,
        Subtype.PLACEMENT,
        Subtype.SLUG,
        Subtype.UNKNOWN_PILLAR,
    ]


# Any plan and documents

NAMES = ["a", "b", "1.2", "1.10", "p/index", "p/one", "q/index", "q/one", "index"]
WHEN = st.sampled_from(
    [
        None,
        dt.date(2026, 1, 1),
        dt.date(9999, 12, 31),
        dt.datetime(2026, 1, 1, 12),  # noqa: DTZ001
        utc("2026-10-25T01:00"),
        dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
        dt.datetime(1, 1, 1, tzinfo=AUCKLAND),
    ]
)
FRONTS = st.builds(
    FrontMatter,
    date=WHEN,
    publish_date=WHEN,
    weight=st.none() | st.integers(-3, 3),
    series_order=st.none() | st.integers(-3, 3),
    slug=st.none() | st.sampled_from(["s", "one"]),
    pillar=st.none() | st.sampled_from(["p", "q", "r"]),
    series=st.sampled_from([(), ("j",), ("k",), ("k", "j"), ("nowhere",)]),
)
DOCUMENTS = st.dictionaries(st.sampled_from(NAMES), FRONTS).map(
    lambda fronts: {
        name: Document(docname=name, path=f"{name}.md", front=front)
        for name, front in fronts.items()
    }
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    line = iter(range(1, 10_000))

    def entries() -> tuple[Entry, ...]:
        given_entries = draw(
            st.lists(
                st.tuples(
                    st.none() | st.sampled_from(NAMES),
                    st.none() | st.sampled_from(["x", "one"]),
                    st.none() | st.just("Title"),
                    WHEN,
                ),
                max_size=5,
            )
        )
        return tuple(
            Entry(
                location=Location("journey.yml", next(line)),
                docname=docname,
                id=slug,
                title=title if docname else "Title",
                date=when,
            )
            for docname, slug, title, when in given_entries
        )

    def journey(journey_id: str) -> PlannedJourney:
        pillars = tuple(
            PlannedPillar(
                location=Location("journey.yml", next(line)),
                id=pillar_id,
                title=pillar_id,
                docname=draw(st.none() | st.sampled_from(NAMES)),
                posts=entries(),
            )
            for pillar_id in draw(st.lists(st.sampled_from("pqr"), unique=True, max_size=3))
        )
        return PlannedJourney(
            location=Location("journey.yml", next(line)),
            id=journey_id,
            title=journey_id,
            posts=entries(),
            pillars=pillars,
        )

    ids = draw(st.lists(st.sampled_from("jk"), unique=True, max_size=2))
    return Plan(tuple(journey(journey_id) for journey_id in ids))


ANY = settings(deadline=None, max_examples=100)
SETTINGS = st.builds(
    Settings,
    now=st.sampled_from([NOW.now, utc("2026-10-25T01:15").astimezone(BERLIN)]),
    zone=st.sampled_from([dt.UTC, BERLIN, AUCKLAND]),
)


@ANY
@given(plans(), DOCUMENTS, SETTINGS)
def test_parts_have_no_gaps_and_no_document_is_listed_twice(
    made: Plan, documents: dict[str, Document], when: Settings
) -> None:
    journeys, problems = assemble(made, documents, when)
    assert list(journeys.by_id) == [planned.id for planned in made.journeys]
    for journey in journeys.by_id.values():
        there = [post.docname for post in journey.posts if post.docname is not None]
        assert [post.part for post in journey.visible] == list(range(1, len(there) + 1))
        assert len(set(there)) == len(there)
        assert set(there) <= documents.keys()
        assert all(p.part is None for p in journey.posts if p.docname is None)
        assert all((p.docname is None) == (p.status is Status.PLANNED) for p in journey.posts)
        assert all(post.slug for post in journey.posts)
        for pillar in journey.pillars:
            assert {post.pillar_id for post in pillar.posts} <= {pillar.id}
    assert all(p.location.line and p.message for p in problems)


@ANY
@given(plans(), DOCUMENTS, SETTINGS)
def test_reading_order_names_every_page_once(
    made: Plan, documents: dict[str, Document], when: Settings
) -> None:
    journeys, _ = assemble(made, documents, when)
    for journey in journeys.by_id.values():
        names = [stop.docname for stop in reading_order(journey, {})]
        chapters = [pillar.docname for pillar in journey.pillars if pillar.docname]
        assert len(set(names)) == len(names)
        assert set(names) == {*chapters, *(p.docname for p in journey.visible)}


@ANY
@given(plans(), DOCUMENTS, SETTINGS)
def test_previous_and_next_are_inverse_and_follow_reading_order(
    made: Plan, documents: dict[str, Document], when: Settings
) -> None:
    journeys, _ = assemble(made, documents, when)
    posts = {(j.id, p.docname) for j in journeys.by_id.values() for p in j.visible}
    places = {
        (place.journey.id, docname): place
        for docname, there in journeys.places.items()
        for place in there
    }
    assert places.keys() == posts
    for (journey_id, docname), place in places.items():
        assert place.post.docname == docname
        names = [s.docname for s in reading_order(place.journey, {})]
        if place.next is None:
            assert names[-1] == docname
        else:
            assert names[names.index(docname) + 1] == place.next.docname
            after = places.get((journey_id, place.next.docname))
            assert after is None or (after.previous and after.previous.docname == docname)
        if place.previous is None:
            assert names[0] == docname
        else:
            assert names[names.index(docname) - 1] == place.previous.docname
            before = places.get((journey_id, place.previous.docname))
            assert before is None or (before.next and before.next.docname == docname)


@ANY
@given(plans(), DOCUMENTS, SETTINGS, st.randoms(use_true_random=False))
def test_the_order_in_which_documents_were_read_does_not_matter(
    made: Plan, documents: dict[str, Document], when: Settings, random: object
) -> None:
    shuffled = list(documents.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, _ = assemble(made, documents, when)
    again, _ = assemble(made, dict(shuffled), when)
    assert again.by_id == first.by_id
    assert again.places == first.places


@ANY
@given(DOCUMENTS, SETTINGS)
def test_any_two_documents_have_an_order(documents: dict[str, Document], when: Settings) -> None:
    found = publications_of(documents, Plan(), when)
    keys = [post_order(document, found[name].when) for name, document in documents.items()]
    assert len({repr(key) for key in keys}) == len(keys)
    for one in keys:
        for other in keys:
            assert (one < other) + (other < one) + (one == other) == 1


SECRET = "zyx"


@ANY
@given(plans(), DOCUMENTS, SETTINGS, st.sets(st.sampled_from(NAMES)))
def test_nothing_of_a_withheld_documents_own_text_is_shown(
    made: Plan, documents: dict[str, Document], when: Settings, withheld_names: set[str]
) -> None:
    built = {name: one for name, one in documents.items() if name not in withheld_names}
    withheld = {}
    for name in withheld_names & documents.keys():
        front = documents[name].front
        front = front._replace(
            title=SECRET,
            link_title=SECRET,
            description=SECRET,
            summary=SECRET,
            slug=SECRET,
            series=(*front.series, SECRET),
            tags=(SECRET,),
            authors=(SECRET,),
        )
        withheld[name] = replace(
            documents[name], front=front, title=SECRET, body=Body(777_777, 0, 0, True)
        )
    journeys, problems = assemble(made, built, when, withheld)
    assert SECRET not in repr(journeys)
    assert "777777" not in repr(journeys)
    assert not withheld.keys() & journeys.places.keys()
    assert not withheld.keys() & journeys.chapters.keys()
    pages = {f"{name}.md" for name in withheld}
    own = {Subtype.SLUG, Subtype.FRONT_MATTER_VALUE}  # two claims to a slug; never out
    assert all(p.subtype in own for p in problems if p.location.path in pages)
    for journey in journeys.by_id.values():
        assert all(p.status is not Status.PUBLISHED for p in journey.posts if p.docname is None)


@ANY
@given(plans(), DOCUMENTS, SETTINGS, st.sets(st.sampled_from(NAMES)))
def test_a_withheld_document_changes_nothing_that_the_others_show(
    made: Plan, documents: dict[str, Document], when: Settings, withheld_names: set[str]
) -> None:
    built = {name: one for name, one in documents.items() if name not in withheld_names}
    withheld = {name: one for name, one in documents.items() if name in withheld_names}
    with_them, _ = assemble(made, built, when, withheld)
    without, _ = assemble(made, built, when)
    for journey_id, journey in with_them.by_id.items():
        assert journey.visible == without.by_id[journey_id].visible
        assert [p.docname for p in journey.pillars] == [
            p.docname for p in without.by_id[journey_id].pillars
        ]


@pytest.mark.parametrize(
    ("planned", "own", "is_said"),
    [
        ("2099-01-14", "2026-10-12", True),
        ("2026-10-12", "2099-01-14", True),
        ("2026-10-12", "2026-10-13", False),
        ("2099-01-14", "2099-01-15", False),
        ("2026-10-12", None, False),
    ],
)
def test_a_plan_and_a_file_that_disagree_on_what_is_out_are_named(
    planned: str, own: str | None, is_said: bool
) -> None:
    plan = f"id: j\nposts:\n  - {{doc: a, date: {planned}}}\npillars: []"
    _, problems = build(plan, {"a": f"date: {own}" if own else ""})
    said = [f"{one.location}: {one.message}" for one in problems if "say the same" in one.message]
    assert len(said) == is_said
    if own and is_said:
        assert said[0].startswith(f"journey.yml:3: The date of 'a' is {planned} here and {own} at")
