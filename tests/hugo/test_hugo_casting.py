"""Promises of `sphinx_journey.hugo.casting`, `dates` and `globs`.

What Hugo 0.168 makes of the values was found out with it; test_hugo_content compares the most
telling ones with it at each run.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.frontmatter import Parsed, for_sphinx, parse
from sphinx_journey.hugo.casting import HUGO
from sphinx_journey.hugo.dates import dates_of
from sphinx_journey.hugo.globs import GlobError, matches
from sphinx_journey.hugo.moments import as_hugo_moment


def hugo(text: str) -> Parsed:
    return parse(text, markup="markdown", path="a.md", casting=HUGO)


def yaml(*lines: str) -> Parsed:
    return hugo("\n".join(["---", *lines, "---", "Text."]))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('weight: "15"', "weight", 15),
        ("weight: 09", "weight", 9),
        ("weight: 5.0", "weight", 5),
        ("weight: 0", "weight", None),
        ("seriesOrder: '3'", "series_order", 3),
        ("series_order: 0", "series_order", 0),
        ('readingTime: "7 min"', "reading_time", 7),
        ('readingTime: "5.0"', "reading_time", 5),
        ("readingTime: ~7 minutes read", "reading_time", 7),
        ("readingTime: 2.5", "reading_time", 2.5),
        ("readingTime: true", "reading_time", None),
        ("title: 3.11", "title", "3.11"),
        ("title: 3.10", "title", "3.10"),
        ("title: 2021", "title", "2021"),
        ("title: 2021-01-02", "title", "2021-01-02"),
        ("title: yes", "title", "yes"),
        ("title: ~", "title", None),
        ("TITLE: A", "title", "A"),
        ("tags: [2021, 3.11, true, ~, a]", "tags", ("2021", "3.11", "true", "a")),
        ("tags: a b", "tags", ("a b",)),
        ("keywords: a b", "keywords", ("a", "b")),
        ("aliases: /a /b", "aliases", ("/a", "/b")),
        ("seriesId: one", "series", ("one",)),
        ("image: a.png", "images", ("a.png",)),
        ("image: {src: a.png, alt: A}", "images", ()),
        ("author: {name: Ada, url: x}", "authors", ("Ada",)),
        ("authors: [{name: Ada}, Bob]", "authors", ("Ada", "Bob")),
        ("slug: My Post/Ü", "slug", "My Post/Ü"),
        ("slug: -a-", "slug", "a"),
        ('draft: "true"', "draft", True),
        ("draft: t", "draft", True),
        ("draft: 1", "draft", True),
        ("draft: 0", "draft", False),
        ("published: 'false'", "draft", True),
        ("published:", "draft", True),
        ("date: 2021-09-03T8:05:00", "date", dt.datetime(2021, 9, 3, 8, 5)),  # noqa: DTZ001
    ],
)
def test_what_hugo_takes_is_taken_and_not_warned_of(line: str, field: str, value: object) -> None:
    found = yaml(line)
    assert getattr(found.meta, field) == value
    assert (found.problems, found.doubts) == ((), ())


@pytest.mark.parametrize(
    "line",
    ["draft: truet", "draft: [true]", "date: 2021-09-31", "date: 2021-9-3", "publishDate: soon"],
)
def test_what_hugo_refuses_or_turns_into_its_opposite_is_a_problem_and_holds_back(
    line: str,
) -> None:
    found = yaml("title: A", line)
    assert [str(problem.location) for problem in found.problems] == ["a.md:3"]
    assert found.meta.draft


@pytest.mark.parametrize("line", ["weight: x", "title: [a]", "tags: {a: 1}", "readingTime: 1 hour"])
def test_what_nothing_can_be_made_of_is_a_problem_and_the_document_is_published(line: str) -> None:
    found = yaml(line)
    assert len(found.problems) == 1
    assert not found.meta.draft


@pytest.mark.parametrize(
    "line", ["build: {render: never}", "_build: {list: false}", "headless: true", "cascade: {a: 1}"]
)
def test_keys_that_decide_of_pages_raise_no_doubt(line: str) -> None:
    assert yaml(line).doubts == ()


@pytest.mark.parametrize(
    "head",
    [
        "\n\n---\ntitle: T\ndraft: true\n---\n",
        " \n\t\n---\ntitle: T\ndraft: true\n---\n",
        "\n+++ \ntitle = 'T'\ndraft = true\n+++ \n",
        '\n{"title": "T", "draft": true}\n',
        "\r\n---\r\ntitle: T\r\ndraft: true\r\n---\r\n",
        "\ufeff---\ntitle:\tT\ndraft:\ttrue\n---\n",
    ],
)
def test_blank_lines_may_come_before_front_matter_and_lines_stay_true(head: str) -> None:
    text = head + "Text.\n"
    found = hugo(text)
    assert (found.meta.title, found.meta.draft, found.problems) == ("T", True, ())
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert "title" in lines[found.lines["title"] - 1].lower()
    given_to_myst = for_sphinx(text, found).replace("\r\n", "\n").split("\n")
    assert given_to_myst[0].lstrip("\ufeff") == "---"
    if "{" not in head:
        assert given_to_myst.index("Text.") == lines.index("Text.")


def test_without_the_switch_blank_lines_before_front_matter_are_a_fault() -> None:
    found = parse("\n---\ndraft: true\n---\n", markup="markdown", path="a.md")
    assert found.broken
    assert found.meta.draft


@pytest.mark.parametrize("text", ["", "\n", "---\n---\n", "\n\n---\n\n---"])
def test_a_file_that_holds_nothing_says_nothing(text: str) -> None:
    found = hugo(text)
    assert (dict(found.data), found.problems, found.doubts) == ({}, (), ())


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-09-03", "2021-09-03"),
        ("2021-09-03 8:05:00", "2021-09-03T08:05:00"),
        ("2021-09-03 08:05:00 +0200 CEST", "2021-09-03T08:05:00+02:00"),
        ("2021-09-03T08:05:00+0200", "2021-09-03T08:05:00+02:00"),
        ("03 Sep 2021", "2021-09-03"),
        ("Fri Sep  3 08:05:00 2021", "2021-09-03T08:05:00"),
        ("Fri Sep  3 08:05:00 CEST 2021", "2021-09-03T08:05:00"),
        ("Fri Sep 03 08:05:00 +0200 2021", "2021-09-03T08:05:00+02:00"),
        ("03 Sep 21 08:05 MST", "2021-09-03T08:05:00"),
        ("03 Sep 21 08:05 -0700", "2021-09-03T08:05:00-07:00"),
        ("Friday, 03-Sep-71 08:05:00 MST", "1971-09-03T08:05:00"),
        ("Fri, 03 Sep 2021 08:05:00 GMT", "2021-09-03T08:05:00"),
    ],
)
def test_dates_in_the_forms_of_go_are_read(text: str, iso: str) -> None:
    found = as_hugo_moment(text)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "value", ["2021-09-03 8:05", "Fri Sep 33 08:05:00 2021", 10**30, True, 1.5]
)
def test_what_is_no_date_to_go_is_none(value: object) -> None:
    assert as_hugo_moment(value) is None


def test_dates_are_taken_from_the_keys_that_the_site_names() -> None:
    day = dt.date(2020, 1, 2)
    changed = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    by_name = {"date": (":filename", ":default")}
    found = dates_of({"date": "2019-01-01"}, by_name, name="2020-01-02-a-post")
    assert (found.date, found.publish_date, found.slug) == (day, dt.date(2019, 1, 1), "a-post")
    assert dates_of({"when": "2020-01-02"}, {"date": ("When",)}, name="a").publish_date == day
    assert dates_of({}, {"date": (":fileModTime",)}, name="a").date is None
    assert dates_of({}, {"date": (":git",)}, name="a", git=changed).date == changed
    assert dates_of({"modified": "2020-01-02"}, {}, name="a").publish_date == day
    assert dates_of({"when": "soon"}, {"date": ("when",)}, name="a").wrong == ("when",)
    assert dates_of({"date": "0001-01-01"}, {}, name="a").date is None


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("/s/**", ["/s/a", "/s/sub", "/s/sub/c"]),
        ("/s/*", ["/s/a", "/s/sub"]),
        ("/s/?", ["/s/a"]),
        ("/s/[!b]", ["/s/a"]),
        ("/s/[a-c]", ["/s/a"]),
        ("{/s/a,/s/s*}", ["/s/a", "/s/sub"]),
        ("/s{,/sub}/*", ["/s/a", "/s/sub", "/s/sub/c"]),
        ("/S/\\\\A".replace("\\\\", "\\"), ["/s/a"]),
        ("*", []),
        ("**", ["/", "/s", "/s/a", "/s/sub", "/s/sub/c"]),
    ],
)
def test_globs_match_what_hugo_matches(pattern: str, found: list[str]) -> None:
    paths = ["/", "/s", "/s/a", "/s/sub", "/s/sub/c"]
    assert [path for path in paths if matches(pattern, path)] == found


@given(st.text(alphabet="*?[]{},!^-ab/\\", max_size=60), st.text(alphabet="ab/", max_size=60))
def test_no_glob_is_too_odd(pattern: str, path: str) -> None:
    with suppress(GlobError):
        matches(pattern, path)


def test_a_glob_of_many_stars_takes_no_time_to_speak_of() -> None:
    assert not matches("*a" * 400, "a" * 300 + "b")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(HUGO.keys)), _VALUES, max_size=6))
def test_no_value_of_front_matter_is_too_odd(data: dict[str, object]) -> None:
    found = hugo(json.dumps(data) + "\nText.")
    assert all(problem.message for problem in found.problems)
