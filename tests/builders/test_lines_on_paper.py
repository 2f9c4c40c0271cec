"""Lines on paper and in plain text: minutes beside their unit, dates in the order of a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from support import JOURNEY

if TYPE_CHECKING:
    from support import Project

MARK = "\N{RIGHT-TO-LEFT MARK}"


def test_latex_never_breaks_a_line_between_minutes_and_their_unit(project: Project) -> None:
    built = project.write(JOURNEY).build("latex")
    (tex,) = built.out.glob("*.tex")
    text = tex.read_text("utf-8")
    assert "1\xa0min\xa0read" in text  # Sphinx's preamble declares it for pdfTeX
    assert "{1\xa0min} · 1 published" in text
    assert "1 min" not in text


@pytest.mark.parametrize(
    ("builder", "page"), [("text", "index.txt"), ("epub", "index.xhtml"), ("html", "index.html")]
)
def test_a_date_has_a_direction_from_its_first_character_on(
    project: Project, builder: str, page: str
) -> None:
    project.write(JOURNEY)
    text = BeautifulSoup(project.build(builder, language="ar").read(page), "lxml").get_text()
    assert f"{MARK}1 أكتوبر 2026" in text
    english = project.build(builder, out="en").read(page)
    assert MARK not in english


def test_an_epub_has_no_property_that_its_rules_forbid(project: Project) -> None:
    project.write(JOURNEY)
    book = project.build("epub", language="ar")
    styles = [book.read(name) for name in book.tree() if name.endswith("journey-epub.css")]
    assert len(styles) == 1
    assert "unicode-bidi:" not in styles[0]
    assert not re.search(r"(?<![-\w])direction:", styles[0])
    assert "journey.css" not in {name.rpartition("/")[2] for name in book.tree()}
