"""Courses: chapters numbered otherwise, parts above chapters, and a line that stays the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from support import CONF, EVERYTHING, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

INDEX = f"# Course\n\n{EVERYTHING}"
PLAN = """\
id: c
title: Course
pillars:
  - {id: preface, title: Preface, number: none, doc: preface, posts: [a]}
  - {id: setup, title: Setting up, number: 0, doc: setup, posts: [b]}
  - {id: lines, title: Linear regression, doc: lines, posts: [c]}
  - {id: trees, title: Trees, doc: trees, posts: []}
  - {id: tables, title: Tables, number: Appendix A, doc: tables, posts: []}
"""
DOCUMENTS = {f"{name}.md": f"# {name.capitalize()}\n\nWords.\n" for name in "abc"}
CHAPTERS = {
    f"{name}.md": f"# {name.capitalize()}\n\n```{{journey-toctree}}\n:pillar: {name}\n```\n"
    for name in ("preface", "setup", "lines", "trees", "tables")
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a course with a preface, a chapter 0 and an appendix."""
    files = {"conf.py": CONF, "journey.yml": PLAN, "index.md": INDEX}
    return Project(tmp_path / "project").write({**files, **DOCUMENTS, **CHAPTERS})


def texts(build: Build, page: str, selector: str) -> list[str]:
    found = BeautifulSoup(build.read(page), "html.parser").select(selector)
    return [" ".join(one.get_text(" ").split()) for one in found]


def test_numbers_are_those_of_the_plan(project: Project) -> None:
    build = project.build()
    assert build.warnings == []
    stations = texts(build, "index.html", ".journey-station .journey-number")
    assert stations == ["", "0", "1", "2", ""]
    titles = texts(build, "index.html", ".journey-station-title")
    assert titles[0] == "Preface"
    assert titles[-1] == "Appendix A Tables"
    rows = texts(build, "index.html", ".journey-pillar-row")
    numbered = ["Preface", "0. Setting up", "1. Linear regression", "2. Trees"]
    assert rows[:5] == [*numbered, "Appendix A: Tables"]
    bars = texts(build, "index.html", ".journey-bars .journey-bar-label")
    assert bars[1:3] == ["0 Setting up", "1 Linear regression"]
    assert bars[-1] == "Appendix A: Tables"
    assert texts(build, "lines.html", ".journey-chapter-line strong") == ["Pillar 1 of 2"]
    assert texts(build, "tables.html", ".journey-chapter-line strong") == ["Appendix A"]
    assert texts(build, "preface.html", ".journey-chapter-line strong") == []


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_numbers_are_those_of_the_plan_on_paper(project: Project, builder: str) -> None:
    build = project.build(builder)
    assert build.warnings == []
    name = {"text": "index.txt", "latex": "bread.tex", "epub": "index.xhtml"}[builder]
    page = " ".join(re.sub(r"<[^>]+>|\\[A-Za-z]+|[{}]", " ", build.read(name)).split())
    for words in ("0. Setting up", "1. Linear regression", "Appendix A: Tables"):
        assert words in page
    counted = PLAN.replace("number: none, ", "").replace(", number: Appendix A", "")
    project.write({"journey.yml": counted.replace("number: 0", "number: 2")})
    assert project.build(builder).warnings == []


WRONG = {
    "-1": "'pillars[1].number' is -1",
    "1.5": "'pillars[1].number' is 1.5",
    "true": "'pillars[1].number' is True",
    "[1]": "'pillars[1].number' is [1]",
    "''": "'pillars[1].number' is ''",
    "A label that is much too long to be one": "is 'A label that is much too long",
    '"a\\tb\\0"': "'pillars[1].number' is",
    "1000001": "'pillars[1].number' is 1000001",
}


@pytest.mark.parametrize("value", WRONG)
def test_a_number_that_is_none_is_said_where_it_stands(project: Project, value: str) -> None:
    plan = PLAN.replace("number: 0, ", "").replace("number: none", f"number: {value}")
    build = project.write({"journey.yml": plan}).build()
    (warning,) = build.warnings
    assert warning.startswith(f"{project.srcdir / 'journey.yml'}:4: ")
    assert WRONG[value] in warning
    assert "the pillar is counted" in warning
    assert texts(build, "index.html", ".journey-station .journey-number")[0] == "1"


def test_a_number_given_twice_is_said(project: Project) -> None:
    build = project.write({"journey.yml": PLAN.replace("number: 0", "number: Appendix A")}).build()
    (warning,) = build.warned("manifest_value")
    assert "the number 'Appendix A', as 'setup' has" in warning
    assert f"{project.srcdir / 'journey.yml'}:8: " in warning


# Parts


PARTS = """\
id: c
title: Course
pillars:
  - {id: preface, title: Preface, number: none, doc: preface, posts: [a]}
parts:
  - title: Supervised
    pillars:
      - {id: lines, title: Linear regression, doc: lines, posts: [b]}
      - {id: trees, title: Trees, doc: trees, posts: [c]}
  - title: Besides
    pillars:
      - {id: setup, title: Setting up, doc: setup, posts: []}
"""


def parents(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Return what each heading of a part has below it."""
    found = []
    for heading in page.select("p.rubric.journey-group"):
        below = heading.find_next_sibling(["ol", "div"])
        assert isinstance(below, Tag)
        titles = below.select(".journey-station-title, .journey-bar-label")
        found.append((heading.get_text(), [one.get_text(" ", strip=True) for one in titles]))
    return found


def test_parts_stand_above_their_chapters(project: Project) -> None:
    project.write({"journey.yml": PARTS, "tables.md": "---\norphan: true\n---\n# Tables\n"})
    build = project.build(html_theme="furo")
    assert build.warnings == []
    page = BeautifulSoup(build.read("index.html"), "html.parser")
    expected = [("Supervised", ["Linear regression", "Trees"]), ("Besides", ["Setting up"])]
    numbered = [("Supervised", ["1 Linear regression", "2 Trees"]), ("Besides", ["3 Setting up"])]
    assert parents(page) == [*expected, *numbered]
    rows = texts(build, "index.html", ".journey-table tbody tr")
    assert rows[2:6] == ["Supervised", "1. Linear regression", "B 1 min", "2. Trees"]
    names = [str(one["aria-label"]) for one in page.select("ol.journey-roadmap")]
    assert names == ["Course", "Course: Supervised", "Course: Besides"]
    captions = texts(build, "a.html", ".sidebar-tree .caption")
    assert captions == ["Supervised", "Besides"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_parts_stand_above_their_chapters_on_paper(project: Project, builder: str) -> None:
    project.write({"journey.yml": PARTS, "tables.md": "---\norphan: true\n---\n# Tables\n"})
    build = project.build(builder)
    assert build.warnings == []
    name = {"text": "index.txt", "latex": "bread.tex", "epub": "index.xhtml"}.get(builder)
    assert build.read(name or "index.html").count("Supervised") >= 3


def test_a_part_of_another_name_is_in_every_table_of_contents(project: Project) -> None:
    project.write({"journey.yml": PARTS, "tables.md": "---\norphan: true\n---\n# Tables\n"})
    project.build(html_theme="furo")
    renamed = project.write({"journey.yml": PARTS.replace("Supervised", "With a teacher")})
    build = renamed.build(html_theme="furo")
    assert texts(build, "a.html", ".sidebar-tree .caption") == ["With a teacher", "Besides"]
    assert build.tree() == project.build(html_theme="furo", out="clean").tree()


@pytest.mark.parametrize("title", ["R&D", "C# basics", "50% faster_", "{~}$^"])
def test_the_title_of_a_part_does_not_name_the_contents_of_a_pdf(
    project: Project, title: str
) -> None:
    plan = PARTS.replace("Supervised", f"'{title}'")
    files = {"journey.yml": plan, "tables.md": "---\norphan: true\n---\n# Tables\n"}
    (first,) = re.findall(r"pillars:\n(  - .*\n)", PARTS)[:1]
    project.write({**files, "journey.yml": plan.replace(f"pillars:\n{first}", "pillars: []\n", 1)})
    (project.srcdir / "preface.md").unlink()
    (project.srcdir / "a.md").unlink()
    build = project.build("latex")
    assert build.warnings == []
    (name,) = (one for one in build.tree() if one.endswith(".tex"))
    assert not re.search(r"contentsname\}?\{" + re.escape(title), build.read(name))


def captions(build: Build) -> list[tuple[str, list[str]]]:
    """Return the captions in a page's sidebar, each with what is below it."""
    page = BeautifulSoup(build.read("a.html"), "html.parser")
    found: list[tuple[str, list[str]]] = []
    for one in page.select(".sidebar-tree > *"):
        if one.name == "p":
            found.append((one.get_text(), []))
        else:
            items = [item.get_text() for item in one.select("li.toctree-l1 > a")]
            found = [*found[:-1], (found[-1][0], items)] if found else [("", items)]
    return found


def test_a_caption_of_ones_own_stands_above_what_is_in_no_part(project: Project) -> None:
    index = INDEX.replace("{journey-toctree}\n", "{journey-toctree}\n:caption: First\n:name: all\n")
    files = {"journey.yml": PARTS, "tables.md": "---\norphan: true\n---\n# Tables\n"}
    build = project.write({**files, "index.md": index}).build(html_theme="furo")
    assert build.warnings == []
    expected = [("Supervised", ["Lines", "Trees"]), ("Besides", ["Setup"])]
    assert captions(build) == [("First", ["Preface"]), *expected]
    (first,) = re.findall(r"pillars:\n(  - .*\n)", PARTS)[:1]
    plan = PARTS.replace(f"pillars:\n{first}", "pillars: []\n", 1)
    again = project.write({"journey.yml": plan.replace("[b]", "[a, b]")}).build(html_theme="furo")
    assert captions(again) == expected
    assert len([one for one in again.warned("option") if "':caption:' is left out" in one]) == 1


def test_numbers_go_on_through_the_parts(project: Project) -> None:
    index = INDEX.replace("{journey-toctree}\n", "{journey-toctree}\n:numbered: 1\n")
    files = {"journey.yml": PARTS, "tables.md": "---\norphan: true\n---\n# Tables\n"}
    build = project.write({**files, "index.md": index}).build(html_theme="furo")
    assert captions(build) == [("", ["1. Preface", "2. Lines", "3. Trees", "4. Setup"])]


def test_a_chapter_zero_alone_is_no_chapter_of_none(project: Project) -> None:
    plan = "id: c\ntitle: C\npillars: [{id: p, title: P, number: 0, doc: lines, posts: [c]}]\n"
    build = project.write({"journey.yml": plan}).build()
    assert texts(build, "lines.html", ".journey-chapter-line strong") == ["0"]


def test_a_number_is_one_in_every_place_or_a_label(project: Project) -> None:
    for written, shown in (("'\u0663'", "\u0663"), ("'01'", "01"), ("None", ""), ("'none '", "")):
        plan = PLAN.replace("number: 0", f"number: {written}")
        build = project.write({"journey.yml": plan}).build()
        assert texts(build, "index.html", ".journey-station .journey-number")[1] == shown
        assert texts(build, "setup.html", ".journey-chapter-line strong") == (
            [shown] if shown else []
        )
        assert texts(build, "lines.html", ".journey-chapter-line strong") == ["Pillar 1 of 2"]


def test_one_station_alone_is_numbered_zero(project: Project) -> None:
    plan = PARTS.replace("title: Setting up", "title: Setting up, number: 0")
    project.write({"journey.yml": plan.replace("title: Course\n", "title: Course\nposts: [d]\n")})
    build = project.write({"d.md": "# D\n\nWords.\n"}).build()
    stations = texts(build, "index.html", ".journey-station .journey-number")
    assert stations == ["", "", "1", "2", "0"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  - title: Besides\n    pillars", "  - pillars", "This part has no 'title'"),
        ("title: Besides", "titel: Besides", "Did you mean 'title'?"),
        ("title: Besides", "title: [a]", "'parts[2].title' is ['a']"),
        ("parts:\n", "parts:\n  - just a title\n", "'parts[1]' is 'just a title'"),
        ("id: setup,", "id: lines,", "The pillar 'lines' is also described at"),
        ("parts:\n", "parts:\n  - title: Later\n", "journey.yml:6: WARNING: This part has no"),
        ("parts:\n", "parts:\n  - {title: L, pillars: []}\n", "This part has no 'pillars'"),
        ("title: Besides", "title: Supervised", "at journey.yml:6, has the same title"),
    ],
)
def test_what_is_wrong_with_a_part_is_said(
    project: Project, before: str, after: str, said: str
) -> None:
    assert before in PARTS
    build = project.write({"journey.yml": PARTS.replace(before, after)}).build()
    assert len([one for one in build.warnings if said in one]) == 1
    assert "Linear regression" in build.read("index.html")


# Columns, and the line of a post


def test_a_column_that_says_nothing_is_left_out(project: Project) -> None:
    plan = PLAN.replace("posts: [a]", "posts: [a, {title: Later}]")
    heads = ".journey-table-posts thead th"
    assert texts(project.build(), "index.html", heads)[:2] == ["Post", "Reading"]
    project.write({"journey.yml": plan})
    assert texts(project.build(), "index.html", heads)[:3] == ["Post", "Reading", "Status"]
    project.write({"a.md": "---\ndate: 2026-01-31\n---\n# A\n\nWords.\n"})
    built = texts(project.build(), "index.html", heads)
    assert built[:4] == ["Post", "Date", "Reading", "Status"]
    planned = "id: c\ntitle: C\npillars: [{id: p, title: P, posts: [{title: X}, {title: Y}]}]\n"
    for name in (*DOCUMENTS, *CHAPTERS):
        (project.srcdir / name).unlink()
    build = project.write({"journey.yml": planned}).build()
    assert texts(build, "index.html", ".journey-table-posts th")[:1] == ["Post"]
    assert texts(build, "index.html", ".journey-table-posts td")[:2] == ["X", "Y"]


LINES = {
    "('part', 'total', 'planned', 'pillar', 'journey')": "Part 2 of 3 · Setting up · Course",
    "['part', 'journey']": "Part 2 · Course",
    "['journey', 'pillar']": "Setting up · Course",
    "['pillar']": "Setting up",
}


@pytest.mark.parametrize("value", LINES)
def test_the_line_of_a_post_says_what_is_chosen(project: Project, value: str) -> None:
    project.write({"conf.py": f"{CONF}journey_nav_line = {value}\n"})
    build = project.build()
    assert build.warnings == []
    assert texts(build, "b.html", ".journey-part") == [LINES[value]]


def test_without_a_count_a_new_post_leaves_other_pages_as_they_are(project: Project) -> None:
    project.write({"conf.py": f"{CONF}journey_nav_line = ['part', 'pillar']\n"})
    before = project.build().tree()
    longer = PLAN.replace("doc: trees, posts: []", "doc: trees, posts: [d]")
    after = project.write({"journey.yml": longer, "d.md": "# D\n\nWords.\n"}).build().tree()
    assert before["a.html"] == after["a.html"]
    assert before["b.html"] == after["b.html"]
    assert before["c.html"] == after["c.html"]
    assert before["trees.html"] != after["trees.html"]  # its next is the new one


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("['part', 'pilar']", "journey_nav_line is 'pilar', but one of part, total"),
        ("'part'", "journey_nav_line is 'part', but a list of part, total"),
        ("[['part']]", "journey_nav_line is ['part'], but one of"),
    ],
)
def test_a_line_of_something_else_is_said(project: Project, value: str, said: str) -> None:
    build = project.write({"conf.py": f"{CONF}journey_nav_line = {value}\n"}).build()
    assert len([one for one in build.warned("config") if said in one]) == 1


def test_an_empty_line_is_no_line(project: Project) -> None:
    build = project.write({"conf.py": f"{CONF}journey_nav_line = []\n"}).build()
    assert build.warnings == []
    assert texts(build, "b.html", ".journey-part") == []
    assert texts(build, "b.html", ".journey-next a") == ["Lines"]
