"""Promises of `sphinx_journey.core.manifest`."""

from __future__ import annotations

import datetime as dt
import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.model import Author
from sphinx_journey.core.plan import Entry, Plan, PlannedJourney, PlannedPillar
from sphinx_journey.core.problems import Location, Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(r"# <- (.+)$")


def read(text: str) -> tuple[Plan, tuple[Problem, ...]]:
    return read_manifest(dedent(text).lstrip("\n"), path="journey.yml")


def found(problems: tuple[Problem, ...]) -> list[tuple[int | None, str]]:
    assert {problem.location.path for problem in problems} <= {"journey.yml"}
    return sorted((problem.location.line, problem.subtype.value) for problem in problems)


def marked(text: str) -> tuple[Plan, str]:
    """Read a manifest whose comments say which problems its lines have, and no others.

    Return the plan and the messages.
    """
    expected = sorted(
        (number, subtype)
        for number, line in enumerate(dedent(text).lstrip("\n").splitlines(), 1)
        if (mark := _MARK.search(line))
        for subtype in mark[1].split()
    )
    plan, problems = read(text)
    assert found(problems) == expected, problems
    return plan, "\n".join(problem.message for problem in problems)


def only(plan: Plan) -> PlannedJourney:
    (journey,) = plan.journeys
    return journey


def at(line: int) -> Location:
    return Location("journey.yml", line)


# What is read


def test_every_key_is_read() -> None:
    plan, problems = read("""
        id: bread
        title: Bread from scratch
        description: For beginners.
        start: 2026-10-01
        cadence: weekly
        authors:
          ada: {name: Ada Baker, url: "https://example.org/ada", avatar: ada.png}
          bob: Bob
          cy: {}
        posts:
          - overview/why
        pillars:
          - id: flour
            title: Flour and water
            summary: What dough is made of.
            icon: beaker
            doc: flour/index
            posts:
              - /flour/hydration
              - {id: milling, title: Milling, date: 2026-12-24T10:00:00+01:00}
          - id: fire
            title: Fire
            requires: [flour]
            posts:
              - doc: fire/oven
                id: oven
                title: The oven
                date: 2026-12-31
        """)
    assert problems == ()
    milling = dt.datetime(2026, 12, 24, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    flour = PlannedPillar(
        location=at(13),
        id="flour",
        title="Flour and water",
        summary="What dough is made of.",
        icon="beaker",
        docname="flour/index",
        doc_location=at(17),
        posts=(
            Entry(location=at(19), docname="flour/hydration"),
            Entry(location=at(20), id="milling", title="Milling", date=milling),
        ),
    )
    fire = PlannedPillar(
        location=at(21),
        id="fire",
        title="Fire",
        requires=("flour",),
        posts=(
            Entry(
                location=at(25),
                docname="fire/oven",
                id="oven",
                title="The oven",
                date=dt.date(2026, 12, 31),
            ),
        ),
    )
    authors = {
        "ada": Author("Ada Baker", "https://example.org/ada", "ada.png"),
        "bob": Author("Bob"),
        "cy": Author("cy"),
    }
    assert plan == Plan(
        (
            PlannedJourney(
                location=at(1),
                id="bread",
                title="Bread from scratch",
                description="For beginners.",
                start=dt.date(2026, 10, 1),
                cadence="weekly",
                authors=authors,
                posts=(Entry(location=at(11), docname="overview/why"),),
                pillars=(flour, fire),
            ),
        ),
        authors=authors,
    )


def test_authors_may_be_all_that_a_plan_says_or_stand_beside_its_journeys() -> None:
    plan, problems = read("authors: {ada: Ada}\n")
    assert (plan, problems) == (Plan(authors={"ada": Author("Ada")}), ())
    plan, problems = read("""
        authors: {ada: Ada, bob: Bob}
        journeys:
          - {id: bread, pillars: [], authors: {bob: Bob Baker, cy: Cy}}
          - {id: beer, pillars: []}
        """)
    assert problems == ()
    bread, beer = plan.journeys
    ada, bob, cy = Author("Ada"), Author("Bob"), Author("Cy")
    assert bread.authors == {"ada": ada, "bob": Author("Bob Baker"), "cy": cy}
    assert beer.authors == {"ada": ada, "bob": bob}
    assert plan.authors == {"ada": ada, "bob": bob, "cy": cy}


def test_several_journeys_are_in_a_list() -> None:
    plan, _ = marked("""
        journeys:
          - id: bread
            pillars: [{id: flour, posts: [one]}]
          - id: cheese
            title: Cheese
            pillars: []
        """)
    assert [(j.id, j.title, j.location.line) for j in plan.journeys] == [
        ("bread", "bread", 2),
        ("cheese", "Cheese", 4),
    ]


@pytest.mark.parametrize(
    ("written", "cadence"),
    [
        ("weekly", "weekly"),
        ("biweekly", "biweekly"),
        ("monthly", "monthly"),
        ("{days: 10}", 10),
        ("null", None),
    ],
)
def test_every_cadence_is_read(written: str, cadence: object) -> None:
    plan, _ = marked(f"id: bread\ncadence: {written}\npillars: []\n")
    assert only(plan).cadence == cadence


@pytest.mark.parametrize(
    ("written", "docname"),
    [("a/b", "a/b"), ("/a/b", "a/b"), ("' a/b '", "a/b"), ("Ä/1.2 b", "Ä/1.2 b")],
)
def test_a_document_is_named_from_the_source_directory(written: str, docname: str) -> None:
    plan, _ = marked(f"id: bread\nposts: [{written}, {{doc: {written}}}]\npillars: []\n")
    assert [entry.docname for entry in only(plan).posts] == [docname, docname]


def test_a_key_without_a_value_says_nothing() -> None:
    plan, _ = marked("""
        id: bread
        title:
        description:
        start:
        cadence:
        authors:
        posts:
        pillars:
          - id: flour
            title:
            summary:
            icon:
            doc:
            requires:
            posts:
              - {doc: one, title: , date: }
        """)
    pillar = only(plan).pillars[0]
    assert (only(plan).title, pillar.title, pillar.posts[0].docname) == ("bread", "flour", "one")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    plan, problems = read_manifest(
        "\ufeffid: bread\r\ntitel: x\r\npillars: []\r\n", path="journey.yml"
    )
    assert only(plan).id == "bread"
    assert found(problems) == [(2, "manifest_key")]


# Wrong types

TEXT = ["true", "[a]", "{a: b}", "''", "'  '"]
MOMENT = ["3", "true", "2021-09-31", "tomorrow", "'12:30'", "[2021-01-01]", "{a: 2021-01-01}", "''"]
ID = ["3", "true", "[a]", "{a: b}", "a b", "a/b", "''", "'a\\n'", "../a"]
LIST = ["3", "true", "a", "{a: b}"]
DOCNAME = ["3", "true", "[a]", "{a: b}", "''", "../a", "a/../../b", "a\\b"]
CADENCE = [
    "daily", "7", "true", "{days: 0}", "{days: -1}", "{days: true}", "{days: 1.5}",
    "{days: '7'}", "{days: 7, more: 1}", "{}", "[weekly]", "''",
]  # fmt: skip
WRONG: Mapping[str, Mapping[str, list[str]]] = {
    "journey": {
        "id": ID,
        "title": TEXT,
        "description": TEXT,
        "start": MOMENT,
        "cadence": CADENCE,
        "authors": ["3", "true", "ada", "[ada]"],
        "posts": LIST,
        "pillars": LIST,
    },
    "author": {"name": TEXT, "url": TEXT, "avatar": TEXT},
    "pillar": {
        "id": ID,
        "title": TEXT,
        "summary": TEXT,
        "icon": TEXT,
        "doc": DOCNAME,
        "requires": LIST,
        "posts": LIST,
    },
    "entry": {"id": ID, "doc": DOCNAME, "title": TEXT, "date": MOMENT},
}
GOOD = {
    "journey": {"id": "bread", "title": "Bread"},
    "author": {"name": "Ada", "url": "'https://example.org'"},
    "pillar": {"id": "flour", "title": "Flour"},
    "entry": {"id": "water", "doc": "flour/water", "title": "Water"},
}


def with_one(level: str, key: str, value: str) -> str:
    """Return a manifest that is good but for one value, which is marked."""
    keys = {name: dict(pairs) for name, pairs in GOOD.items()}
    keys[level][key] = f"{value}  # <- manifest_value"
    lines = [f"{k}: {v}" for k, v in keys["journey"].items() if k not in {"authors", "pillars"}]
    if "authors" in keys["journey"]:
        lines.append(f"authors: {keys['journey']['authors']}")
    else:
        lines += ["authors:", "  ada:", *(f"    {k}: {v}" for k, v in keys["author"].items())]
    if "pillars" in keys["journey"]:
        return "\n".join([*lines, f"pillars: {keys['journey']['pillars']}"])
    lines += ["pillars:", "  -"]
    lines += [f"    {k}: {v}" for k, v in keys["pillar"].items()]
    if "posts" not in keys["pillar"]:
        lines += ["    posts:", "      -", *(f"        {k}: {v}" for k, v in keys["entry"].items())]
    lines += ["  - {id: salt, posts: [salt/sea]}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("level", "key", "value"),
    [
        (level, key, value)
        for level, keys in WRONG.items()
        for key, values in keys.items()
        for value in values
    ],
)
def test_a_wrong_value_is_one_problem_at_its_line_and_costs_only_itself(
    level: str, key: str, value: str
) -> None:
    plan, message = marked(with_one(level, key, value))
    journey = only(plan)
    assert f"{key}' is " in message
    assert "was expected" in message
    assert journey.id == "bread"
    if (level, key) != ("journey", "title"):
        assert journey.title == "Bread"
    if (level, key) == ("journey", "authors"):
        assert journey.authors == {}
    elif level == "author":
        expected = {"name": "Ada", "url": "https://example.org", "avatar": None}
        expected[key] = {"name": "ada"}.get(key)
        assert journey.authors == {"ada": Author(**expected)}  # type: ignore[arg-type]
    if (level, key) == ("journey", "pillars"):
        assert journey.pillars == ()
        return
    assert [pillar.id for pillar in journey.pillars] == ["flour", "salt"]
    assert journey.pillars[1].posts[0].docname == "salt/sea"
    if level == "entry":
        (entry,) = journey.pillars[0].posts
        values = {"id": entry.id, "doc": entry.docname, "title": entry.title, "date": entry.date}
        expected_entry: dict[str, object] = {**GOOD["entry"], "date": None, key: None}
        assert values == expected_entry


@pytest.mark.parametrize("item", ["3", "true", "null", "[a]", "''", "../a", "'a\\b'"])
def test_a_wrong_post_is_left_out_alone(item: str) -> None:
    plan, _ = marked(f"""
        id: bread
        posts:
          - one
          - {item}  # <- manifest_value
          - two
        pillars: []
        """)
    assert [entry.docname for entry in only(plan).posts] == ["one", "two"]


@pytest.mark.parametrize("item", ["3", "true", "null", "[a]", "flour"])
def test_a_wrong_pillar_or_journey_is_left_out_alone(item: str) -> None:
    plan, _ = marked(f"""
        journeys:
          - {item}  # <- manifest_value
          - id: bread
            pillars:
              - {item}  # <- manifest_value
              - {{id: fire, icon: flame}}
        """)
    assert [pillar.id for pillar in only(plan).pillars] == ["fire"]


@pytest.mark.parametrize("item", ["3", "true", "null", "[a]"])
def test_a_wrong_item_of_requires_or_authors_is_left_out_alone(item: str) -> None:
    plan, _ = marked(f"""
        id: bread
        authors:
          ada: {item}  # <- manifest_value
          bob: Bob
        pillars:
          - id: flour
          - id: fire
            requires:
              - {item}  # <- manifest_value
              - flour
        """)
    assert only(plan).authors == {"bob": Author("Bob")}
    assert only(plan).pillars[1].requires == ("flour",)


@pytest.mark.parametrize("value", ["3", "true", "bread", "{a: b}"])
def test_journeys_must_be_a_list(value: str) -> None:
    plan, _ = marked(f"journeys: {value}  # <- manifest_value\n")
    assert plan == Plan()


def test_a_post_needs_a_document_or_a_title() -> None:
    plan, message = marked("""
        id: bread
        pillars:
          - id: flour
            posts:
              - {id: lost, date: 2026-01-01}  # <- manifest_value
              - {id: kept, title: Kept}
        """)
    assert [entry.id for entry in only(plan).pillars[0].posts] == ["kept"]
    assert "'doc'" in message
    assert "'title'" in message


def test_an_ignored_or_empty_id_counts_as_missing() -> None:
    plan, _ = read("""
        id: bread
        pillars:
          - id: flour
            posts:
              - {id: a b, title: One}
              - {id: , title: Two}
        """)
    assert [entry.id for entry in only(plan).pillars[0].posts] == [None, None]


def test_a_required_pillar_that_is_not_there_is_named_with_the_likely_one() -> None:
    plan, problems = read("""
        id: bread
        pillars:
          - id: flour
          - id: fire
            title: Fire
            requires: [flower]
        """)
    (problem,) = problems
    assert problem.subtype is Subtype.UNKNOWN_PILLAR
    assert problem.location.line in {4, 6}
    assert "Did you mean 'flour'?" in problem.message
    assert len(only(plan).pillars) == 2


# Keys that are unknown, missing, or given twice


def test_an_unknown_key_at_every_level_is_named_with_the_likely_one() -> None:
    plan, messages = marked("""
        id: bread
        titel: Bread  # <- manifest_key
        authors:
          ada: {name: Ada, ulr: x}  # <- manifest_key
        pillars:
          - id: flour
            sumary: x  # <- manifest_key
            posts:
              - doc: one
                tilte: x  # <- manifest_key
        """)
    likely = ["'title'", "'url'", "'summary'", "'title'"]
    assert [line.split("Did you mean ")[1] for line in messages.splitlines()] == [
        f"{word}?" for word in likely
    ]
    assert only(plan).pillars[0].posts[0].docname == "one"


def test_an_unknown_key_like_no_other_is_answered_with_all_that_are_known() -> None:
    _, message = marked("""
        id: bread
        pillars:
          - id: flour
            posts:
              - {doc: one, xyzzy: 1}  # <- manifest_key
        """)
    assert "'xyzzy'" in message
    assert "authors, date, doc, draft, id, readingTime, tags, title" in message


@pytest.mark.parametrize("key", ["2024", "true", "null", "1.5", "''"])
def test_a_key_that_looks_like_another_type_is_just_unknown(key: str) -> None:
    marked(f"id: bread\n{key}: x  # <- manifest_key\npillars: []\n")


def test_the_message_about_keys_beside_journeys_says_where_they_belong() -> None:
    plan, messages = marked("""
        title: Bread  # <- manifest_key
        journeys: [{id: bread, pillars: []}]
        pillars: []  # <- manifest_key
        """)
    assert only(plan).title == "bread"
    assert messages.count("'journeys'") == 2


@pytest.mark.parametrize(
    ("beside", "hint"), [("", ""), ("pilars: []  # <- manifest_key", "'pilars'")]
)
def test_a_manifest_without_pillars_says_so(beside: str, hint: str) -> None:
    plan, messages = marked(f"id: bread  # <- manifest_key\nposts: [one]\n{beside}\n")
    (message,) = [line for line in messages.splitlines() if "has no 'pillars'" in line]
    assert hint in message
    assert [entry.docname for entry in only(plan).posts] == ["one"]


def test_missing_ids_are_made_from_titles_and_reported() -> None:
    plan, messages = marked("""
        title: Bread & Butter  # <- manifest_key
        pillars:
          - title: Flour and Water  # <- manifest_key
          - posts: [one]  # <- manifest_key
        """)
    assert only(plan).id == "bread-butter"
    first, second = only(plan).pillars
    assert first.id == "flour-and-water"
    assert second.posts[0].docname == "one"
    for made in ("bread-butter", "flour-and-water", second.id):
        assert repr(made) in messages


def test_keys_given_twice_are_found_at_every_level_and_the_last_counts() -> None:
    plan, _ = marked("""
        id: bread
        title: One
        title: Two  # <- manifest_key
        pillars:
          - id: flour
            title: One
            title: Two  # <- manifest_key
            posts:
              - doc: one
                doc: two  # <- manifest_key
        """)
    assert only(plan).title == "Two"
    assert only(plan).pillars[0].title == "Two"
    assert only(plan).pillars[0].posts[0].docname == "two"


def test_ids_given_twice_name_both_places_and_the_first_counts() -> None:
    plan, messages = marked("""
        journeys:
          - id: bread
            pillars:
              - {id: flour, title: First}
              - {id: flour, title: Second}  # <- manifest_value
          - id: bread  # <- manifest_value
            pillars: []
          - id: cheese
            pillars:
              - id: flour
        """)
    assert [journey.id for journey in plan.journeys] == ["bread", "cheese"]
    assert [pillar.title for pillar in plan.journeys[0].pillars] == ["First"]
    assert "journey.yml:4" in messages
    assert "journey.yml:2" in messages


# What isn't a manifest


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: bread\ntitle: a: b\npillars: []\n", 2),
        ("id: bread\n\ttitle: x\n", 2),
        ("id: bread\ntitle: 'never closed\npillars: []\n", 4),
        ("id: bread\npillars: [\n", 3),
        ("id: bread\npillars:\n  - id: a\n - id: b\n", 4),
        ("id: bread\ntitle: @x\n", 2),
        ("id: bread\n---\nid: cheese\n", 2),
        ("id: bread\ntitle: !!python/object/apply:os.system ['true']\n", 2),
        ("id: bread\n? [a, b]\n: c\n", 2),
        ("id: bread\ntitle: *nobody\n", 2),
        ("id: bread\ntitle: a\x07b\n", 2),
        ("id: bread\n\x00\n", 2),
    ],
)
def test_what_is_not_yaml_is_one_problem_at_its_line(text: str, line: int) -> None:
    plan, (problem,) = read_manifest(text, path="journey.yml")
    assert plan.journeys == ()
    assert problem.subtype is Subtype.MANIFEST_SYNTAX
    assert problem.location == at(line)
    assert "No journey is read" in problem.message


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "- a\n", "bread", "3"])
def test_the_message_about_a_non_mapping_says_that_it_needs_pillars(text: str) -> None:
    plan, (problem,) = read_manifest(text, path="journey.yml")
    assert plan.journeys == ()
    assert problem.subtype is Subtype.MANIFEST_SYNTAX
    assert problem.location == at(1)
    assert "'pillars'" in problem.message


def test_what_a_manifest_lists_is_known_although_it_cannot_be_read() -> None:
    text = """
id: bread
posts:
  - overview/why.md
  - {doc: "flour/milling", title: "x: [}
  - 'fire/oven'
pillars: [{doc: flour/index, posts: [a, b/c]}]
summary: what about this
"""
    plan, _ = read_manifest(text, path="journey.yml")
    listed = {"overview/why", "flour/milling", "fire/oven", "flour/index", "a", "b/c"}
    assert plan.unread >= listed
    assert not plan.unread & {"about", "summary", "id"}


# Hostile input

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: bread\npillars: " + "[" * 100_000, 2),
        ("id: bread\npillars: " + "{a: " * 100_000, 2),
        ("id: bread\npillars:\n" + "".join(" " * n + "-\n" for n in range(200)), None),
        ("id: bread\n" + BOMB, None),
        ("id: bread\npillars: &a [*a]", 2),
        ("id: bread\npillars: &a\n  - posts: *a\n", 3),
        ("id: &a {<<: *a}", 1),
        ("id: bread\nstart: " + "9" * 100_000, 2),
    ],
)
def test_bombs_are_refused(text: str, line: int | None) -> None:
    plan, (problem,) = read_manifest(text, path="journey.yml")
    assert plan.journeys == ()
    assert problem.subtype is Subtype.MANIFEST_SYNTAX
    if line is not None:
        assert problem.location.line == line
    assert len(problem.message) < 500


HUGE = "x" * 300_000


@pytest.mark.parametrize(
    "text",
    [
        f"title: {HUGE}\npillars: []",
        f"id: {HUGE}/\npillars: []",
        f"id: bread\n? {HUGE}\n: 1\npillars: []",
        f"id: bread\n? {HUGE}\n: 1\n? {HUGE}\n: 2\npillars: []",
        f"id: bread\nstart: {HUGE}\npillars: []",
        f"id: bread\ncadence: {HUGE}\npillars: []",
        f"id: bread\npillars: {HUGE}",
        f"id: bread\npillars: [{{title: {HUGE}}}]",
        f"id: bread\npillars: [{{id: {HUGE}}}, {{id: {HUGE}}}]",
        f"id: bread\npillars: [{{id: {HUGE}, requires: [a{HUGE}]}}]",
        f"id: bread\nposts: [../{HUGE}]\npillars: []",
        f"id: bread\nauthors: {{? {HUGE} : 3}}\npillars: []",
        f"id: bread\nauthors: {{ada: {{? {HUGE} : 3}}}}\npillars: []",
        f"journeys: [{{id: {HUGE}, pillars: []}}, {{id: {HUGE}, pillars: []}}]",
        "id: bread\npillars: [" + "[" * 50 + HUGE + "]" * 50 + "]",
    ],
)
def test_a_message_stays_short_however_long_the_text_is(text: str) -> None:
    _, problems = read_manifest(text, path="journey.yml")
    assert problems
    assert max(len(problem.message) for problem in problems) < 1000


@pytest.mark.parametrize("level", ["journey", "pillar", "entry", "author"])
@pytest.mark.parametrize("bad", ["\\0", "\\a", "\\x1b", "\\x7f", "\\uFFFF"])
def test_control_characters_do_not_get_into_texts(level: str, bad: str) -> None:
    # YAML accepts them as escapes in quotes; XML may not contain them.
    key = "name" if level == "author" else "title"
    plan, _ = marked(with_one(level, key, f'"a{bad}b"'))
    assert re.search("[\x00-\x08\x0e-\x1f\x7f\uffff]", repr(plan)) is None
    assert "\\x00" not in repr(plan)


def test_a_message_is_one_line_whatever_keys_and_values_hold() -> None:
    evil = '"a\\nWARNING: all is lost"'
    _, problems = read(f"""
        id: {evil}
        ? {evil}
        : 1
        ? {evil}
        : 2
        authors: {{{evil}: 3}}
        posts: [{{doc: {evil}, date: {evil}}}]
        pillars: [{{id: {evil}, requires: [{evil}]}}]
        """)
    assert len(problems) >= 6
    assert [p.message for p in problems if len(p.message.splitlines()) > 1] == []


def test_merge_keys_and_aliases_work_as_in_any_yaml() -> None:
    plan, _ = marked("""
        id: bread
        pillars:
          - &first {id: flour, title: Flour, summary: Same}
          - {<<: *first, id: fire}
        """)
    assert [(p.id, p.summary) for p in only(plan).pillars] == [("flour", "Same"), ("fire", "Same")]


# All together


def test_all_problems_are_reported_in_order_and_what_is_good_survives() -> None:
    plan, _ = marked("""
        id: bread
        titel: Bread  # <- manifest_key
        start: 2021-09-31  # <- manifest_value
        cadence: hourly  # <- manifest_value
        authors:
          ada: [x]  # <- manifest_value
          bob: Bob
        posts:
          - overview/why
          - 7  # <- manifest_value
        pillars:
          - flour  # <- manifest_value
          - id: fire
            summary: [x]  # <- manifest_value
            requires: water  # <- manifest_value
            posts:
              - fire/oven
              - {tilte: x}  # <- manifest_key manifest_value
              - {title: Crust, date: soon}  # <- manifest_value
          - id: fire  # <- manifest_value
          - {id: water, posts: [water/one]}
        """)
    journey = only(plan)
    assert [entry.docname for entry in journey.posts] == ["overview/why"]
    assert [pillar.id for pillar in journey.pillars] == ["fire", "water"]
    assert [entry.title for entry in journey.pillars[0].posts] == [None, "Crust"]
    assert journey.authors == {"bob": Author("Bob")}


def test_problems_come_in_the_order_of_the_lines() -> None:
    _, problems = read("""
        cadence: hourly
        titel: x
        id: bread
        pillars: [{id: flour, posts: [3], icon: [4]}]
        start: soon
        """)
    lines = [problem.location.line or 0 for problem in problems]
    assert lines == sorted(lines)
    assert len(lines) == 5


KEYS = st.sampled_from(
    ["id", "title", "description", "start", "cadence", "authors", "posts", "pillars", "journeys",
     "summary", "icon", "doc", "requires", "date", "name", "url", "days", "x", "<<"]
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.sampled_from(["flour", "a/b", "weekly", "2026-01-31", "9999-12-31T23:59:59-23:59"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
ENTRIES = st.lists(st.dictionaries(KEYS, SCALARS, max_size=4) | SCALARS, max_size=4)
PILLARS = st.lists(
    st.fixed_dictionaries({}, optional={"id": SCALARS, "requires": VALUES, "posts": ENTRIES}),
    max_size=4,
)
MANIFESTS = st.fixed_dictionaries(
    {},
    optional={
        "id": SCALARS,
        "authors": VALUES,
        "cadence": VALUES,
        "posts": ENTRIES,
        "pillars": PILLARS,
    },
)


def hold(text: str) -> None:
    """Check what every manifest promises."""
    plan, problems = read_manifest(text, path="journey.yml")
    last = max(len(re.split("\r\n?|\n", text)), 1)
    for problem in problems:
        assert problem.location.path == "journey.yml"
        assert problem.location.line is not None
        assert 1 <= problem.location.line <= last
        assert problem.message
    assert len(set(problems)) == len(problems)
    if not problems:
        assert plan.journeys or "journeys" in text or set(yaml.safe_load(text)) == {"authors"}
    ids = [journey.id for journey in plan.journeys]
    assert len(set(ids)) == len(ids)
    for journey in plan.journeys:
        pillar_ids = [pillar.id for pillar in journey.pillars]
        assert len(set(pillar_ids)) == len(pillar_ids)
        assert all(re.fullmatch(r"[\w-]+", each) for each in (journey.id, *pillar_ids))
        for entry in (*journey.posts, *(e for pillar in journey.pillars for e in pillar.posts)):
            assert entry.docname or entry.title
            assert ".." not in (entry.docname or "").split("/")


@settings(deadline=None)
@given(st.text())
@example("id: bread\npillars:\n")
@example("journeys:\n")
@example("? &a a\n: *a\n")
def test_arbitrary_text_never_raises(text: str) -> None:
    hold(text)


@settings(deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@,?<\n \t0.~", max_size=60))
def test_arbitrary_yaml_characters_never_raise(text: str) -> None:
    hold(text)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    hold(data.decode("utf-8", "replace"))


@settings(deadline=None, max_examples=200)
@given(MANIFESTS | st.fixed_dictionaries({"journeys": st.lists(MANIFESTS, max_size=3)}) | VALUES)
def test_arbitrary_structures_never_raise(data: object) -> None:
    hold(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize(
    ("requires", "message"),
    [
        ({"a": "[a]"}, "a → a"),
        ({"a": "[b]", "b": "[a]"}, "a → b → a"),
        ({"a": "[b]", "b": "[c]", "c": "[b]"}, "b → c → b"),
        ({"c": "[b]", "b": "[a]", "a": "[c]"}, "a → c → b → a"),
    ],
)
def test_pillars_that_require_each_other_are_one_problem_with_their_places(
    requires: dict[str, str], message: str
) -> None:
    text = "id: j\ntitle: J\npillars:\n"
    lines = {}
    for number, name in enumerate("abc"):
        text += f"  - id: {name}\n    title: {name}\n    requires: {requires.get(name, '[]')}\n"
        lines[name] = 6 + 3 * number
    _, problems = read_manifest(text, path="journey.yml")
    (problem,) = problems
    circle = message.split(" → ")[:-1]
    assert f"in a circle: {message}." in problem.message
    assert problem.location == Location("journey.yml", lines[circle[0]])
    assert all(f"journey.yml:{lines[name]}" in problem.message for name in circle[1:])


def test_each_circle_of_pillars_is_a_problem_and_nothing_else_is() -> None:
    def problems(*requires: str) -> int:
        pillars = "".join(
            f"  - {{id: {name}, title: T, requires: [{needed}]}}\n"
            for name, needed in zip("abcd", requires, strict=True)
        )
        return len(read_manifest(f"id: j\ntitle: J\npillars:\n{pillars}", path="j.yml")[1])

    assert problems("", "a", "a, b", "c, a") == 0
    assert problems("b", "a", "d", "c") == 2


def test_a_circle_is_placed_by_its_pillars_where_an_id_is_missing_or_given_twice() -> None:
    text = """\
id: j
title: J
pillars:
  - title: Fire and oven
    requires:
      - flour
  - id: flour
    title: Flour
    requires:
      - fire-and-oven
  - id: flour
    title: Left out
    requires:
      - flour
"""
    _, problems = read_manifest(text, path="journey.yml")
    (problem,) = [p for p in problems if "circle" in p.message]
    assert problem.location == Location("journey.yml", 6)
    assert "fire-and-oven \u2192 flour \u2192 fire-and-oven." in problem.message
    assert "'flour' at journey.yml:10" in problem.message


def test_a_long_circle_makes_no_long_message() -> None:
    pillars = [{"id": f"p{n}", "title": "T", "requires": [f"p{(n + 1) % 500}"]} for n in range(500)]
    text = yaml.safe_dump({"id": "j", "title": "J", "pillars": pillars}, sort_keys=False)
    (problem,) = read_manifest(text, path="journey.yml")[1]
    assert "p0 \u2192 p1 \u2192 p2 \u2192" in problem.message
    assert problem.message.count("journey.yml") < 10
    assert len(problem.message) < 600
