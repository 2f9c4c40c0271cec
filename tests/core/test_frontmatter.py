"""Promises of `sphinx_journey.core.frontmatter`."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_journey.core.frontmatter import (
    FrontMatter,
    Markup,
    Parsed,
    Syntax,
    as_moment,
    for_sphinx,
    parse,
)
from sphinx_journey.core.problems import Location, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping


def markdown(text: str) -> Parsed:
    return parse(text, markup="markdown", path="post.md")


def rst(text: str) -> Parsed:
    return parse(text, markup="rst", path="post.rst")


def messages(parsed: Parsed) -> list[str]:
    return [f"{problem.location}: {problem.message}" for problem in parsed.problems]


EVERYTHING = FrontMatter(
    title="A title: with “quotes” and #",
    link_title="Short",
    description="One sentence.",
    summary="Another.",
    slug="a-title_1",
    pillar="foundation",
    date=dt.date(2026, 1, 31),
    publish_date=dt.datetime(2026, 2, 1, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    lastmod=dt.datetime(2026, 3, 1, 10, 30, 15),  # noqa: DTZ001
    expiry_date=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    draft=True,
    weight=3,
    series_order=-1,
    reading_time=2.5,
    aliases=("/old/",),
    tags=("career", "ml"),
    categories=("guide",),
    keywords=("k",),
    authors=("Ada", "Grace"),
    series=("ai-engineer",),
    images=("cover.png",),
)
IN_YAML = """\
---
title: "A title: with “quotes” and #"
linkTitle: Short
description: One sentence.
Summary: Another.
slug: a-title_1
pillar: foundation
date: 2026-01-31
publishDate: 2026-02-01 10:00:00+02:00
lastmod: 2026-03-01T10:30:15
expiryDate: 2027-01-01T00:00:00Z
DRAFT: yes
weight: 3
series_order: -1
readingTime: 2.5
aliases: [/old/]
tags:
  - career
  - ml
categories: guide
keywords: [k, ""]
authors: [Ada]
author: Grace
series: ai-engineer
images: [cover.png]
orphan: true
---
# Body
"""
IN_TOML = """\
+++
# a comment
title = "A title: with “quotes” and #"
linkTitle = "Short"
description = '''
One sentence.'''
Summary = "Another."
slug = "a-title_1"
pillar = "foundation"
date = 2026-01-31
publishDate = 2026-02-01T10:00:00+02:00
lastmod = 2026-03-01T10:30:15
expiryDate = 2027-01-01 00:00:00Z
DRAFT = true
weight = 3
series_order = -1
readingTime = 2.5
aliases = ["/old/"]
tags = [
  "career",
  "ml",
]
categories = "guide"
keywords = ["k", ""]
authors = ["Ada"]
author = "Grace"
series = "ai-engineer"
images = ["cover.png"]
orphan = true
+++
# Body
"""
IN_JSON = """\
{
  "title": "A title: with “quotes” and #", "linkTitle": "Short",
  "description": "One sentence.", "Summary": "Another.",
  "slug": "a-title_1",
  "pillar": "foundation",
  "date": "2026-01-31", "publishDate": "2026-02-01T10:00:00+02:00",
  "lastmod": "2026-03-01 10:30:15", "expiryDate": "2027-01-01T00:00:00Z",
  "DRAFT": true, "weight": 3, "series_order": -1, "readingTime": 2.5,
  "aliases": ["/old/"], "tags": ["career", "ml"], "categories": "guide",
  "keywords": ["k", null], "authors": ["Ada"], "author": "Grace",
  "series": "ai-engineer", "images": ["cover.png"], "orphan": true
}
# Body
"""
IN_FIELDS = """\
.. a comment
   of two lines

.. _a-target:

:orphan:
:title: A title: with “quotes”
   and #
:linkTitle: Short
:description: One sentence.
:Summary: Another.
:slug: a-title_1
:pillar: foundation
:date: 2026-01-31
:publishDate: 2026-02-01 10:00:00+02:00
:lastmod: 2026-03-01T10:30:15
:expiryDate: 2027-01-01T00:00:00Z
:DRAFT:
:weight: 3
:series_order: -1
:readingTime: 2.5

:aliases: /old/
:tags:
   - career
   - ml
:categories: guide
:keywords: k,
:authors: Ada
:author: Grace
:series: ai-engineer
:images:
   cover.png

Body
====
"""


@pytest.mark.parametrize(
    ("text", "markup", "syntax", "length"),
    [
        (IN_YAML, "markdown", "yaml", 27),
        (IN_TOML, "markdown", "toml", 30),
        (IN_JSON, "markdown", "json", 12),
        (IN_FIELDS, "rst", "field list", 33),
    ],
)
@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_is_read_alike_in_every_syntax(
    text: str, markup: Markup, syntax: Syntax, length: int, prefix: str, newline: str
) -> None:
    parsed = parse(prefix + text.replace("\n", newline), markup=markup, path="post")
    assert messages(parsed) == []
    assert parsed.meta == EVERYTHING
    assert (parsed.syntax, parsed.length, parsed.broken) == (syntax, length, False)
    assert "orphan" in parsed.data
    assert "DRAFT" in parsed.data


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (IN_YAML, "markdown"),
        (IN_TOML, "markdown"),
        (IN_JSON, "markdown"),
        (IN_FIELDS, "rst"),
    ],
)
def test_lines_lead_to_the_keys_in_the_file(text: str, markup: Markup) -> None:
    parsed = parse(text, markup=markup, path="post")
    assert set(parsed.lines) == {key.lower() for key in parsed.data}
    for key, line in parsed.lines.items():
        assert key in text.split("\n")[line - 1].lower()


@pytest.mark.parametrize(
    ("line", "line_in_toml", "expected"),
    [
        ('draft: "false"', 'draft = "false"', "'draft' is the text 'false' where true or false"),
        ('weight: "3a"', 'weight = "3a"', "'weight' is the text '3a' where a whole number"),
        ("weight: 3.0", "weight = 3.0", "the number 3.0 where a whole number"),
        ("weight: true", "weight = true", "'weight' is true where a whole number"),
        ("readingTime: true", "readingTime = true", "'readingTime' is true where a number of"),
        ("readingTime: .inf", "readingTime = inf", "the number inf where a number of minutes"),
        ("readingTime: .nan", "readingTime = nan", "the number nan where a number of minutes"),
        ("readingTime: -1", "readingTime = -1", "the number -1 where a number of minutes"),
        ("date: 2021-09-31", 'date = "2021-09-31"', "'2021-09-31' where a date"),
        ("date: 5", "date = 10:00:00", " where a date was expected: write one that exists"),
        ("title: 2.5", "title = 2.5", "the number 2.5 where text"),
        ("title: [a]", "title = ['a']", "'title' is a list where text"),
        ("draft: {a: b}", "draft = {a = 1}", "'draft' is a mapping where true or false"),
        ("tags: {a: b}", "tags = {a = 1}", "'tags' is a mapping where a text or a list"),
        ("tags: true", "tags = true", "'tags' is true where text"),
        ("tags: [a, 7.5, [b]]", "tags = ['a', 7.5]", "item 2 of 'tags' is the number 7.5 where"),
        ("slug: a b/c", 'slug = "a b/c"', "- and _ was expected: write it as 'a-b-c'"),
        ("slug: a,b", 'slug = "a,b"', "letters, digits, - and _"),
        (r'title: "a\x07"', r'title = "a\u0007"', "printable text"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_a_problem_on_its_line_and_counts_as_not_given(
    line: str, line_in_toml: str, expected: str
) -> None:
    for text in (f"---\nsummary: s\n{line}\n---\n", f"+++\nsummary = 's'\n{line_in_toml}\n+++\n"):
        parsed = markdown(text)
        (problem,) = parsed.problems
        assert problem.location == Location("post.md", 3)
        assert problem.subtype is Subtype.FRONT_MATTER_VALUE
        assert expected in problem.message
        assert "was expected: " in problem.message
        left = ("a",) if "tags" in line and "[" in line else ()
        held = line.startswith(("draft", "date")) and "false" not in line
        assert parsed.meta == FrontMatter(summary="s", tags=left, draft=held)
        assert ("held back like a draft" in problem.message) == held
        assert ("The value is ignored." in problem.message) != held
        assert not parsed.broken


@pytest.mark.parametrize("value", ['"true"', '"yes"', "1", "[]", "maybe"])
def test_an_invalid_draft_value_makes_a_draft(value: str) -> None:
    assert markdown(f"---\ndraft: {value}\n---\n").meta.draft


@pytest.mark.parametrize("value", ['"false"', '"no"', "0", '"off"'])
def test_an_invalid_draft_value_that_can_only_mean_no_makes_no_draft(value: str) -> None:
    parsed = markdown(f"---\ndraft: {value}\n---\n")
    assert not parsed.meta.draft
    assert "The value is ignored." in parsed.problems[0].message


@pytest.mark.parametrize("key", ["date", "publishDate", "expiryDate", "PUBLISHDATE"])
@pytest.mark.parametrize("value", ["someday", "2026-02-30", "5", "[2026-01-01]"])
def test_an_invalid_date_withholds_its_document(key: str, value: str) -> None:
    assert markdown(f"---\n{key}: {value}\ndraft: false\n---\n").meta.draft
    assert not markdown(f"---\nlastmod: {value}\n---\n").meta.draft


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("---\ndraft: true\nx: [\n---\n", True),
        ("---\nx: [\nexpiryDate: 2026-01-01\n---\n", True),
        ("+++\nDRAFT = true\nx = [\n+++\n", True),
        ("---\ntitle: a: b\n---\n\ndraft\n", False),
        ("---\nupdated: x: y\ndrafty: 1\n---\n", False),
        ("---\ntitle: never closed\ndraft: true\n", True),
        ("---\nlayout: never closed\ntheme: x\nDraft: true\n\nbody", True),
        ("+++\nlayout = 'never closed'\npublishDate = 2099-01-01\n\nbody", True),
        ("+++\nlayout: yaml in the marks of TOML\ndraft: true\n+++\nbody", True),
        ("{'draft': true}\nbody", True),
        ("{\n  draft: true,\n  title: x\n}\nbody", True),
        ('{"a": "' + "x" * 9999 + '",, "draft": true}\nbody', True),
        ('{"a": 1,,\r"b": 2,\r"expiryDate": "x"\r}\rbody', True),
        ('{"a": 1,,\r"b": 2\r}\rThe draft\r', False),
        ("---\n" + "x: 1\n" * 500 + "draft: true\ny: [\n---\n", True),
        ("---\ntitle: never closed\n" + "\n" * 100 + "This was a draft.\n", False),
    ],
)
def test_a_broken_block_that_mentions_the_gate_withholds_its_document(
    text: str, *, held: bool
) -> None:
    parsed = markdown(text)
    assert parsed.broken
    assert parsed.meta.draft is held
    assert ("held back like a draft" in parsed.problems[0].message) == held


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nDate: a line of prose\n",
        "---\nNote: prose\n\nDraft: prose\n",
        "{term}`post` is a role\n\ndraft: prose\n",
        "{#id .class}\n# Date: 2027\n",
        "+++\nA cell of text\n\ndate: prose\n+++\n",
    ],
)
def test_prose_that_mentions_a_draft_or_a_date_is_not_front_matter(text: str) -> None:
    assert markdown(text) == Parsed(FrontMatter(), "none", {}, 0, {}, False, ())


DAYS = ["2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29", "2026-04-31"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("key", ["date", "publishDate", "expiryDate"])
@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("---\ntitle: x\n{key}: {day}\n---\nbody", "markdown"),
        ("---\ntitle: x\n{key}: {day}T10:00:00Z\n---\nbody", "markdown"),
        ("+++\ntitle = 'x'\n{key} = {day}\n+++\nbody", "markdown"),
        ("+++\ntitle = 'x'\n{key} = '{day}'\n+++\nbody", "markdown"),
        ('{{"title": "x",\n\n"{key}": "{day}"\n}}\nbody', "markdown"),
        (":title: x\n:author: y\n:{key}: {day}\n\nbody", "rst"),
    ],
)
def test_an_invalid_day_is_one_problem_on_its_line_and_publishes_nothing(
    text: str, markup: Markup, key: str, day: str
) -> None:
    parsed = parse(text.format(key=key, day=day), markup=markup, path="post")
    assert parsed.meta.draft
    (problem,) = parsed.problems
    assert problem.location == Location("post", 3)
    assert "held back like a draft" in problem.message


def test_a_wrong_item_has_its_own_line() -> None:
    parsed = markdown("---\ntags:\n  - a\n  - 20.24\n---\n")
    assert parsed.problems[0].location.line == 4


def test_a_wrong_field_is_a_problem_on_its_line() -> None:
    parsed = rst(":draft: perhaps\n:weight: three\n:readingTime: 5 min\n:date: 2021-09-31\n")
    assert [problem.location.line for problem in parsed.problems] == [1, 2, 3, 4]
    assert parsed.meta == FrontMatter(draft=True)
    assert "quotes" not in " ".join(messages(parsed))


def test_a_very_long_text_makes_no_long_message() -> None:
    assert all(len(text) < 400 for text in messages(markdown(f"---\ndate: {'x' * 9999}\n---\n")))


@pytest.mark.parametrize("value", ["", "null", "''", "' '"])
def test_a_key_without_a_value_counts_as_not_given(value: str) -> None:
    text = "".join(f"{key}: {value}\n" for key in ("title", "date", "draft", "weight", "tags"))
    parsed = markdown(f"---\n{text}---\n")
    assert (parsed.meta, messages(parsed)) == (FrontMatter(), [])


def test_keys_of_others_are_kept_and_never_warned_about() -> None:
    parsed = markdown("---\npublishdata: 1\norphan: true\nmyst: {a: [1]}\n2024: x\n---\n")
    assert messages(parsed) == []
    assert parsed.data == {"publishdata": 1, "orphan": True, "myst": {"a": [1]}, "2024": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft: false\na: 1\nDraft: true\n---\n",
        "---\ndraft: false\na: 1\ndraft: true\n---\n",
        "+++\ndraft = false\na = 1\nDraft = true\n+++\n",
        '{"draft": false,\n"a": 1,\n\n"Draft": true}',
        '{"draft": false,\n"a": [{"draft": 2}],\n\n"draft": true}',
    ],
)
def test_a_key_given_twice_is_a_problem_and_the_last_one_counts(text: str) -> None:
    parsed = markdown(text)
    assert [problem.location.line for problem in parsed.problems] == [4]
    assert "is given twice" in parsed.problems[0].message
    assert parsed.meta.draft
    assert parsed.lines["draft"] == 4


def test_the_same_key_on_another_level_is_not_given_twice() -> None:
    for text in ('{"a": {"draft": 1},\n"draft": true}', "---\na: {draft: 1}\ndraft: true\n---\n"):
        parsed = markdown(text)
        assert messages(parsed) == []
        assert parsed.lines == {"a": parsed.lines["draft"] - 1, "draft": parsed.lines["draft"]}


def test_a_field_given_twice_is_a_problem_if_it_is_ours() -> None:
    parsed = rst(":draft: yes\n:param x: a\n:param x: b\n:draft: no\n")
    assert [problem.location.line for problem in parsed.problems] == [4]
    assert parsed.meta.draft is True  # which of the two is meant, nobody knows


@pytest.mark.parametrize("slug", ["notebook-to-package", "über_1", "日本語", "हिन्दी"])
def test_a_slug_may_have_the_letters_of_any_script(slug: str) -> None:
    assert markdown(f"---\nslug: {slug}\n---\n").meta.slug == slug


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-01-31", dt.date(2026, 1, 31)),
        (" 2026-01-31 ", dt.date(2026, 1, 31)),
        ("2026-01-31T10:05", dt.datetime(2026, 1, 31, 10, 5)),  # noqa: DTZ001
        ("2026-01-31 10:05:06.25", dt.datetime(2026, 1, 31, 10, 5, 6, 250000)),  # noqa: DTZ001
        ("2026-01-31t10:05:06z", dt.datetime(2026, 1, 31, 10, 5, 6, tzinfo=dt.UTC)),
        ("2026-01-31T00:00:00.123456789Z", dt.datetime(2026, 1, 31, 0, 0, 0, 123456, dt.UTC)),
        (
            "2026-01-31 10:00:00 -0330",
            dt.datetime(2026, 1, 31, 10, tzinfo=dt.timezone(-dt.timedelta(hours=3, minutes=30))),
        ),
        (
            "2026-01-31T10:00:00+05",
            dt.datetime(2026, 1, 31, 10, tzinfo=dt.timezone(dt.timedelta(hours=5))),
        ),
        (dt.date(2026, 1, 31), dt.date(2026, 1, 31)),
    ],
)
def test_a_moment_is_iso_8601_and_has_to_exist(
    written: object, moment: dt.date | dt.datetime
) -> None:
    found = as_moment(written)
    assert found == moment
    assert type(found) is type(moment)
    if isinstance(found, dt.datetime) and isinstance(moment, dt.datetime):
        assert found.utcoffset() == moment.utcoffset()


NO_MOMENTS = ["2021-09-31", "2026-1-31", "20260131", "0000-01-01", "2026-01-31T24:00:00"]
NO_MOMENTS += ["2026-01-31T10", "2026-01-31T10:00:60", "2026-01-31T10:00:00+25:00", "10:00:00"]
NO_MOMENTS += ["2026-01-31Z", "٢٠٢٦-01-31", "2026-01-31\n2026-01-31", ""]


@pytest.mark.parametrize("written", [*NO_MOMENTS, 5, True, None, [], dt.time(10)])
def test_what_is_not_a_day_or_time_of_day_is_not_a_moment(written: object) -> None:
    assert as_moment(written) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n",
        "\n---\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
        "--\ntitle: x\n--\n",
        "---\n\ntext below a thematic break\n",
        "---\nNote: a thematic break\n",
        "---",
        "+++",
        '+++ {"slide": true}\ntext\n+++\n',
        "+++\nA cell of text, from one block break to the next\n+++\n",
        "+++\n[a link](x)\n+++\n",
        "+++ \n\ntext\n",
        "{term}`post` is a role\n",
        "{{ jinja }}\n",
        "{% if x %}\n",
        "{#id .class}\n# Title\n",
        "{",
        "{}, says she\n",
    ],
)
def test_markdown_that_only_looks_like_front_matter_has_none(text: str) -> None:
    parsed = markdown(text)
    assert parsed == Parsed(FrontMatter(), "none", {}, 0, {}, False, ())
    assert for_sphinx(text, parsed, force_title=True) == text


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# c\n---\n", "+++\n\n+++\n", "{}\n", "{ }"])
def test_an_empty_block_is_front_matter_that_says_nothing(text: str) -> None:
    parsed = markdown(text)
    assert (parsed.meta, parsed.broken, messages(parsed)) == (FrontMatter(), False, [])
    assert parsed.length == text.rstrip("\n").count("\n") + 1
    assert for_sphinx(text, parsed).strip() == ""
    assert for_sphinx(text, parsed).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "syntax", "line", "length", "reason"),
    [
        ("---\ntitle: a: b\nx: 1\n---\nbody", "yaml", 2, 4, "needs quotes"),
        ("---\nx: 1\ntitle: [\n---\nbody", "yaml", 3, 4, ""),
        ("---\n- a\n---\nbody", "yaml", 2, 3, "not a mapping"),
        ("---\nJust text\n---\nbody", "yaml", 2, 3, "not a mapping"),
        ("---\nx: 1\ny: !!python/name:os.x\n---\nbody", "yaml", 3, 4, "!!python/name:os.x"),
        ("+++\nx = 1\ntitle = x\n+++\nbody", "toml", 3, 4, "nvalid value"),
        ("+++\nx = 1\nx = 2\n+++\nbody", "toml", 3, 4, "overwrite"),
        ("+++\ntitle: x\n+++\nbody", "toml", 2, 3, "'='"),
        ("+++\nx = 1\ny = [\n+++\nbody", "toml", 4, 4, ""),
        (f"+++\nx = 0x{'f' * 99}\n+++\nbody", "toml", 2, 3, "64 bits"),
        ("+++\n" + "a." * 500 + "a = 1\n+++\nbody", "toml", 2, 3, "200 dots"),
        ('{"a": 1,, "b": 2}\nbody', "json", 1, 1, "property name"),
        ('{\n "a": 1\n "b": 2\n}\nbody', "json", 3, 4, "','"),
        ('{"a": NaN}\nbody', "json", 1, 1, "NaN"),
        ('{"a": "\\ud800"}\nbody', "json", 1, 1, "lone surrogate"),
        (f'{{"a": {"9" * 30}}}\nbody', "json", 1, 1, "64 bits"),
        ('{"a": 1} body', "json", 1, 0, "after its closing brace"),
        ('{"a": 1,\n\ntext\n}\nbody', "json", 3, 0, ""),
        ('{"quoted" words of a body}', "json", 1, 0, ""),
        ("---\ntitle: x\ndraft: true\n\nbody", "yaml", 1, 0, "never closed"),
        ("+++\ntitle = 'x'\n\nbody", "toml", 1, 0, "never closed"),
    ],
)
def test_a_block_that_cannot_be_read_is_one_problem_and_loses_no_line_of_the_body(
    text: str, syntax: str, line: int, length: int, reason: str
) -> None:
    parsed = markdown(text)
    (problem,) = parsed.problems
    assert problem.subtype is Subtype.FRONT_MATTER_SYNTAX
    assert problem.location == Location("post.md", line)
    assert reason in problem.message
    assert (parsed.syntax, parsed.broken, parsed.length) == (syntax, True, length)
    assert (parsed.meta, parsed.data) == (FrontMatter(draft="draft" in text), {})
    out = for_sphinx(text, parsed, force_title=True)
    assert out == ("\n" * length + "body" if length else text)


LINES = ["---", "----", "---  ", " ---", "   ---", "    ---", "\t---", "--- x", "-", "- - -"]
LINES += ["...", "... ", " ...", "....", "a: 1", "", " "]


@given(st.lists(st.sampled_from(LINES), max_size=8), st.booleans())
@example(lines=["----", "a: 1", "---", "----"], ends=True)
@example(lines=["---", "    ---", " ... ", "a: 1", "   -----  "], ends=False)
def test_yaml_ends_where_myst_parser_ends_it(lines: list[str], ends: bool) -> None:
    front_matter = pytest.importorskip("mdit_py_plugins.front_matter")
    markdown_it = pytest.importorskip("markdown_it")
    text = "\n".join(lines) + ("\n" if ends else "")
    tokens = markdown_it.MarkdownIt().use(front_matter.front_matter_plugin).parse(text)
    block = next((token for token in tokens if token.type == "front_matter"), None)
    assert markdown(text).length == (block.map[1] if block else 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Title\n=====\n\n:Date: 2020-01-01\n",
        ":ref:`x` begins a paragraph\n",
        "text\n\n:draft: true\n",
        "..\n\n   :draft: true\n",
        ".. toctree::\n\n:draft: true\n",
        ".. [1] a footnote\n\n:draft: true\n",
        ": draft: true\n",
        ":draft : true\n",
        ":draft:true\n",
        "---\nNote: prose\n---\n",
        "------\nTitle\n------\n\ndraft: prose\n",
    ],
)
def test_rst_without_a_leading_field_list_has_no_front_matter(text: str) -> None:
    assert replace(rst(text), doubts=()) == Parsed(FrontMatter(), "none", {}, 0, {}, False, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title\n=====\n\n:draft: true\n", 4),
        ("=====\nTitle\n=====\n:Author: A\n:expiryDate: 2026-01-01\n", 5),
        ("---\ndraft: true\n---\n", 1),
        ("+++\ndraft = true\n+++\n", 1),
        ('{"draft": true}\n', 1),
        ("\n\n---\ndate: 2099-01-01\n---\n", 3),
    ],
)
def test_rst_in_a_notation_that_is_not_read_is_withheld(text: str, line: int) -> None:
    parsed = rst(text)
    assert parsed.meta.draft
    assert parsed.length == 0
    (problem,) = parsed.problems
    assert problem.subtype is Subtype.FRONT_MATTER_SYNTAX
    assert problem.location.line == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n---\ndraft: true\n---\n# T\n", 2),
        (" ---\ndraft: true\n ---\n", 1),
        ("<!-- a comment -->\n\n+++\ndate = 2099-01-01\n+++\n", 3),
        ('\n{\n"draft": true\n}\n', 2),
    ],
)
def test_a_document_whose_front_matter_is_not_at_its_head_is_withheld(text: str, line: int) -> None:
    parsed = markdown(text)
    assert parsed.meta.draft
    assert parsed.length == 0
    (problem,) = parsed.problems
    assert problem.location.line == line


@pytest.mark.parametrize(
    "before",
    [
        "\n\n",
        ".. c\n\n",
        "..\n   c\n",
        ".. _t:\n",
        ".. |s| replace:: x\n\n",
        ".. meta::\n   :a: b\n\n",
    ],
)
def test_what_leaves_nothing_visible_may_precede_the_field_list(before: str) -> None:
    parsed = rst(before + ":draft:\n\nbody")
    assert parsed.meta.draft
    assert parsed.length == parsed.lines["draft"] == before.count("\n") + 1


@pytest.mark.parametrize(
    ("written", "truth"),
    [("", True), (" TRUE", True), (" yes", True), (" No", False), (" false", False)],
)
def test_a_draft_field_is_true_when_empty(written: str, truth: bool) -> None:
    assert rst(f":draft:{written}\n").meta.draft is truth


@pytest.mark.parametrize(
    ("field", "items"),
    [
        (":tags: a b, c", ("a b", "c")),
        (":tags:\n  a b\n  c", ("a b", "c")),
        (":tags: a,\n  b, a", ("a", "b")),
        (":tags:\n\n  - a, b\n    c\n  - d", ("a, b c", "d")),
        (":authors: Lovelace, Ada; Hopper, Grace", ("Lovelace, Ada", "Hopper, Grace")),
        (":author: Lovelace, Ada", ("Lovelace, Ada",)),
    ],
)
def test_a_list_field_is_commas_lines_or_bullets(field: str, items: tuple[str, ...]) -> None:
    meta = rst(field).meta
    assert (*meta.tags, *meta.authors) == items


def test_for_sphinx_never_changes_rst() -> None:
    assert for_sphinx(IN_FIELDS, rst(IN_FIELDS), force_title=True) == IN_FIELDS


def front_matter_of(text: str) -> dict[str, object]:
    """Read a text as MyST-Parser does."""
    found = re.match(r"---\n(.*?)^(?:---|\.\.\.)$", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return cast("dict[str, object]", yaml.safe_load(found[1]))


def test_yaml_that_myst_can_read_is_left_alone() -> None:
    assert for_sphinx(IN_YAML, markdown(IN_YAML)) == IN_YAML


@pytest.mark.parametrize("text", [IN_TOML, IN_JSON, IN_YAML.replace("01-31", "02-31")])
def test_what_myst_cannot_read_becomes_yaml_of_as_many_lines(text: str) -> None:
    parsed = markdown(text)
    out = for_sphinx(text, parsed)
    assert out.split("\n")[parsed.length :] == text.split("\n")[parsed.length :] == ["# Body", ""]
    assert front_matter_of(out) == parsed.data
    assert front_matter_of(out)["orphan"] is True


def test_json_on_one_line_grows_to_the_shortest_block() -> None:
    text = '{"title": "x", "orphan": true}\nbody'
    out = for_sphinx(text, markdown(text))
    assert out == '---\n{"title": "x", "orphan": true}\n---\nbody'


@pytest.mark.parametrize("text", [IN_YAML, IN_TOML, IN_JSON])
def test_a_forced_title_tells_myst_to_make_it_the_heading(text: str) -> None:
    parsed = markdown(text)
    out = for_sphinx(text, parsed, force_title=True)
    assert out.count("\n") == text.count("\n")
    data = front_matter_of(out)
    assert data.pop("myst") == {"title_to_header": True}
    assert data.pop("title") == r"A title\: with “quotes” and \#"
    assert data.items() <= parsed.data.items()


def test_a_forced_title_joins_the_settings_for_myst_that_are_there() -> None:
    text = "---\nTitle: x\nmyst: {title_to_header: false, substitutions: {a: b}}\n---\n"
    data = front_matter_of(for_sphinx(text, markdown(text), force_title=True))
    assert data == {"title": "x", "myst": {"title_to_header": True, "substitutions": {"a": "b"}}}


def test_a_title_is_forced_only_where_there_is_one() -> None:
    text = "---\nweight: 3\n---\n"
    assert for_sphinx(text, markdown(text), force_title=True) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_a_forced_title_shows_the_authors_characters(title: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    text = json.dumps({"title": title})
    parsed = markdown(text)
    if parsed.meta.title is None:
        return
    data = front_matter_of(for_sphinx(text, parsed, force_title=True))
    heading, inline, *_ = markdown_it.MarkdownIt().parse(f"# {data['title']}\n")
    assert heading.tag == "h1"
    assert all(child.type == "text" for child in inline.children)
    shown = "".join(child.content for child in inline.children)
    assert shown.strip() == parsed.meta.title.strip()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_a_title_of_several_lines_becomes_one(newline: str) -> None:
    text = json.dumps({"title": f"two{newline} lines"})
    data = front_matter_of(for_sphinx(text, markdown(text), force_title=True))
    assert data["title"] == "two lines"


HOSTILE = [*"[{-+:`'\"# \t.9!%|\x85\r", '{"', '{"\\', '{"a":', '{"a":[', ":a", ":\\", ": "]
HOSTILE += ["&a ", "*a ", "? ", "- ", "..", "a.", '"a".', "1:"]
FRAMES = ["{}", "---\na: {}\n---\n", "---\n{}\n---\n", "+++\na = {}\n+++\n", "+++\n{}\n+++\n"]
FRAMES += ['{{"a": {}}}', ":a: {}", ".. {}"]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_long_repetition_is_read_in_linear_time(piece: str, frame: str) -> None:
    # A pattern that is quadratic in any of these would take minutes.
    text = frame.format(piece * (200_000 // len(piece)))
    for markup in ("markdown", "rst"):
        parsed = parse(text, markup=markup, path="x")
        assert all(len(problem.message) < 500 for problem in parsed.problems)
        assert for_sphinx(text, parsed, force_title=True).count("\n") >= text.count("\n")


PIECES = [
    "---",
    "+++",
    "...",
    "\n",
    "\n",
    "\r\n",
    "title: ",
    "title = ",
    '"title": ',
    "date: 2026-01-01",
]
PIECES += [
    *'{}"[],:= \t\ufeff\x00\x0c\x85a1',
    "draft: ",
    ":draft:",
    "true",
    "&a ",
    "*a ",
    "<<: ",
    "!!",
]
PIECES += ["- ", "..", "\\ud800", "0x", "tags: [a, 1]"]


@given(
    st.text() | st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.sampled_from(["", "---\n", "+++\n", "{", ":a: "]),
    st.sampled_from(["", "\n---\n", "\n+++\n", "}\n"]),
    st.sampled_from(["markdown", "rst"]),
    st.booleans(),
)
def test_any_text_is_read_and_handed_on_with_the_same_lines(
    middle: str, before: str, after: str, markup: Markup, force_title: bool
) -> None:
    text = before + middle + after
    parsed = parse(text, markup=markup, path="x")
    out = for_sphinx(text, parsed, force_title=force_title)
    assert parsed.broken <= (not parsed.data)
    assert parsed.broken == any(
        problem.subtype is Subtype.FRONT_MATTER_SYNTAX for problem in parsed.problems
    )
    json.dumps(parsed.data)  # plain
    if markup == "rst":
        assert out == text
        return
    newline = re.compile("\r\n?|\n")
    assert parsed.length <= len(newline.split(text))
    if parsed.length >= 3 or not parsed.data:
        assert len(newline.split(out)) == len(newline.split(text))
    behind = newline.split(text)[parsed.length :]
    assert newline.split(out)[-len(behind) :] == behind or not behind
    if parsed.data:
        assert set(markdown(out).data) >= set(parsed.data) - {"Title", "TITLE"}


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.strip)
moments = (st.dates() | st.datetimes(timezones=st.none() | st.just(dt.UTC))).filter(
    lambda moment: moment.year > 1  # Go's zero time is none
)
values = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "linkTitle": words,
        "slug": st.from_regex(r"[a-z0-9_-]+", fullmatch=True),
        "draft": st.booleans(),
        "date": moments,
        "PublishDate": moments,
        "weight": st.integers(-(2**63), 2**63 - 1),
        "readingTime": st.integers(0, 10**6) | st.floats(0, 10**6),
        "tags": st.lists(words, max_size=3),
        "series": words,
        "params": st.dictionaries(words, st.lists(words, max_size=2), max_size=2),
    },
)


def toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dt.date():
            return value.isoformat()
        case int() | float():
            return repr(value)
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
        case _:
            # TOML's basic strings have JSON's escapes, but no surrogate pairs.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@given(values)
def test_the_same_mapping_reads_alike_from_yaml_toml_and_json(data: Mapping[str, object]) -> None:
    in_yaml = "---\n" + yaml.safe_dump(data, sort_keys=False) + "---\n"
    in_toml = "+++\n" + "".join(f"{k} = {toml(v)}\n" for k, v in data.items()) + "+++\n"
    in_json = json.dumps(data, default=lambda moment: moment.isoformat())
    read = [markdown(text) for text in (in_yaml, in_toml, in_json)]
    assert [messages(parsed) for parsed in read] == [[], [], []]
    assert read[0].meta == read[1].meta == read[2].meta
    assert set(read[1].data) == set(data)
    assert read[0].meta.weight == data.get("weight")
    assert read[0].meta.date == data.get("date")
