"""Views in whatever may hold a table, by every builder; tables where a writer knows few of them."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from support import CONF, Build, Project

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = """\
id: bread
title: Bread
posts: [start]
pillars:
  - {id: flour, title: Flour, posts: [mill, {title: Later, date: 2027-01-01}]}
parts:
  - title: Heat
    pillars:
      - {id: fire, title: Fire, number: Appendix A, posts: [oven]}
      - {id: ash, title: Ash, posts: []}
"""
VIEWS = {
    "cards": ".. pillar-roadmap::\n",
    "table": ".. pillar-roadmap::\n   :view: table\n",
    "pillar": ".. pillar-roadmap::\n   :pillar: flour\n   :view: table\n",
    "progress": ".. series-progress::\n",
    "nav": ".. series-nav::\n",
}


def _in(head: str, by: str = "   ") -> Callable[[str], str]:
    return lambda view: f"{head}\n\n{indent(view, by)}"


def _grid(view: str) -> str:
    lines = [f"| {line:<30} |" for line in view.splitlines()]
    edge = f"+{'-' * 32}+"
    return "\n".join([edge, *lines, edge, ""])


CONTAINERS: dict[str, Callable[[str], str]] = {
    "text": lambda view: view,
    "list table": lambda view: (
        f".. list-table::\n\n   * - {indent(view, ' ' * 7).lstrip()}\n     - x\n"
    ),
    "grid table": _grid,
    "list in a cell": lambda view: (
        f".. list-table::\n\n   * - * {indent(view, ' ' * 9).lstrip()}\n     - x\n"
    ),
    "admonition in a cell": lambda view: (
        f".. list-table::\n\n   * - .. note::\n\n{indent(view, ' ' * 10)}\n     - x\n"
    ),
    "list": lambda view: f"* {indent(view, '  ').lstrip()}",
    "definition": _in("word"),
    "field": lambda view: f":field:\n{indent(view, '   ')}",
    "quote": _in("Words.", "      "),
    "admonition": _in(".. note::"),
    "container": _in(".. container:: mine"),
    "only": _in(".. only:: not nothing"),
    "hlist": lambda view: f".. hlist::\n\n   * {indent(view, '     ').lstrip()}\n   * x\n",
    "version": _in(".. versionadded:: 1.0\n   Words."),
}
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml")
PAPER = ("latex", "text", "man", "texinfo")


def files(containers: tuple[str, ...] = tuple(CONTAINERS)) -> dict[str, str | bytes]:
    """Return a journey, and a post that holds every view in each of some containers."""
    made: dict[str, str | bytes] = {
        "conf.py": CONF,
        "journey.yml": PLAN,
        "index.rst": "Home\n====\n\n.. journey-toctree::\n",
    }
    for name in ("start", "mill", "oven"):
        made[f"{name}.rst"] = f":date: 2026-10-01\n\n{name.title()}\n=====\n\nWords.\n"
    text = [":date: 2026-10-02", "", "Mill", "===="]
    for container in containers:
        text += ["", container.title(), "-" * len(container)]
        for name, view in VIEWS.items():
            text += ["", f"Before {name}.", "", CONTAINERS[container](view)]
    made["mill.rst"] = "\n".join(text)
    return made


@pytest.mark.parametrize("builder", [*BUILDERS, "pseudoxml"])
def test_every_view_stands_in_every_container(project: Project, builder: str) -> None:
    build = project.write(files()).build(builder)
    assert build.warnings == []


def words(build: Build, builder: str) -> str:
    """Return the words of the whole output, without markup, for a rough comparison."""
    patterns = {"latex": "*.tex", "man": "*.1", "texinfo": "*.texi", "text": "mill.txt"}
    (path,) = build.out.glob(patterns[builder])
    return " ".join(re.sub(r"[^\w%]+", " ", path.read_text("utf-8")).split())


@pytest.mark.parametrize("builder", PAPER)
@pytest.mark.parametrize("container", ["list table", "grid table"])
def test_in_a_cell_a_list_says_what_a_table_would(
    project: Project, builder: str, container: str
) -> None:
    one = files((container,))
    text = str(one["mill.rst"])
    said = []
    for name in ("table", "progress"):
        others = set(VIEWS) - {name}
        kept = text
        for other in others:
            kept = kept.replace(f"Before {other}.\n\n{CONTAINERS[container](VIEWS[other])}", "")
        project.write({**one, "mill.rst": kept})
        said.append(words(project.build(builder, out=f"{name}-{builder}"), builder))
    for found in said:
        for word in ("Start", "Mill", "Later", "Oven", "Flour", "Fire", "Heat", "Ash"):
            assert word in found
    assert re.search(r"50 ?%", said[1])


def test_in_html_a_view_in_a_cell_stays_a_table(project: Project) -> None:
    project.write(files(("list table",)))
    for builder, page in (("html", "mill.html"), ("epub", "mill.xhtml")):
        soup = BeautifulSoup(project.build(builder).read(page), "html.parser")
        assert len(soup.select("td table.journey-table-posts")) == 3


@pytest.mark.parametrize("container", ["text", "list"])
def test_outside_of_cells_paper_has_tables(project: Project, container: str) -> None:
    text = project.write(files((container,))).build("text").read("mill.txt")
    assert text.count("| Post ") == 3
    assert text.count("| Pillar ") == 1


def test_a_manual_page_has_a_row_for_each_pillar(project: Project) -> None:
    (page,) = project.write(files(("text",))).build("man").out.glob("*.1")
    text = page.read_text("utf-8")
    rows = text.split(".TS")[1:]
    assert len(rows) == 4
    assert r"\fB1.\fP Flour" in rows[0]


def test_a_rebuilt_page_of_text_with_views_in_cells_is_that_of_a_clean_build(
    project: Project,
) -> None:
    project.write(files(("list table",))).build("text")
    head = ":date: 2026-10-09\n\nKiln\n====\n\nWords.\n"
    project.write({"oven.rst": head})
    again = project.build("text")
    assert "Kiln" in again.read("mill.txt")
    assert again.tree() == project.build("text", out="clean").tree()
