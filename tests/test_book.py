"""The book: what its chapters must have; the tests of its posts are in ``tests/book``."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from support import ROOT, build_folder

from sphinx_journey.core.frontmatter import parse
from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.reading_time import scan

if TYPE_CHECKING:
    from pathlib import Path

BOOK = ROOT / "docs"
CHAPTERS = sorted(BOOK.glob("pillars/*/index.md"))
OPEN = "## Make it better yourself"
"""The heading of a chapter's open exercise."""


def prose_words(path: Path) -> int:
    """Return the words of prose: no tables, captions, diagrams, headings or directive options.

    A chapter's open exercise isn't counted, as the exercises of a post aren't.
    """
    text = path.read_text(encoding="utf-8")
    text = re.sub(rf"^{OPEN}$.*?^(?=## )", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(
        r"^(```+|:::+)\{(mermaid|blog-image|dropdown)\}.*?^\1$",
        "",
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
    text = re.sub(r"^(\|.*|#.*)$", "", text, flags=re.MULTILINE)
    skip = parse(text, markup="markdown", path=path.name).length
    return scan(text, markup="markdown", skip_lines=skip).words


def test_the_plan_has_seven_pillars_and_every_post() -> None:
    plan, problems = read_manifest(
        (BOOK / "journey.yml").read_text(encoding="utf-8"), path="journey.yml"
    )
    assert problems == ()
    [journey] = plan.journeys
    assert [len(pillar.posts) for pillar in journey.pillars] == [5, 4, 8, 4, 5, 3, 4]
    assert len(journey.posts) == 2


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.parent.name)
def test_a_chapter_has_its_parts(chapter: Path) -> None:
    text = chapter.read_text(encoding="utf-8")
    assert 700 <= prose_words(chapter) <= 1100
    assert text.count("{mermaid}") == 1
    assert text.count(":alt:") == 1
    assert text.count("{pillar-roadmap}") == text.count("{journey-toctree}") == 1
    assert 2 <= text.count("Our reading:") <= 3
    links = re.findall(r"\]\((https?://[^)]+)\)", text)
    assert len(links) >= 6


@pytest.mark.parametrize("script", ["render.py", "pictures.py"])
def test_the_pictures_are_what_the_scripts_make(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(BOOK / "_art" / script), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_epub_has_the_whole_book_in_its_contents(tmp_path: Path) -> None:
    built = build_folder(BOOK, tmp_path, "epub")
    assert built.warnings == []
    contents = BeautifulSoup(built.read("nav.xhtml"), "html.parser")
    listed = [link.get_text() for link in contents.select("nav a")]
    for chapter in CHAPTERS:
        [title] = re.findall(r"^# (.*)$", chapter.read_text(encoding="utf-8"), re.MULTILINE)
        assert title in listed
    assert {"Progress", "Glossary", "Quick start"} <= set(listed)
    pages = [name for name in built.tree() if name.endswith(".xhtml")]
    assert [name for name in pages if "<script" in built.read(name)] == []  # none would run
