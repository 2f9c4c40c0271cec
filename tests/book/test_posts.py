"""What each post of the book has; the chapters' pages are in ``tests/test_book.py``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from . import checks

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
RESULTS = DOCS / "helpline" / "results"
POSTS = sorted(
    path
    for path in [*DOCS.glob("overview/*.md"), *DOCS.glob("pillars/*/*.md")]
    if path.name != "index.md"
)
PAGES = sorted([*DOCS.glob("overview/**/*.md"), *DOCS.glob("pillars/**/*.md")])


@pytest.fixture(params=POSTS, ids=lambda path: path.stem)
def post(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_are_posts() -> None:
    assert "the-journey" in [post.stem for post in POSTS]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_shows_no_code_that_is_not_tested(page: Path) -> None:
    assert checks.untested_code(text_of(page)) == []


def test_a_post_has_its_length(post: Path) -> None:
    assert 2000 <= checks.words(text_of(post)) <= 2800


def test_a_post_links_a_term_where_it_first_uses_it(post: Path) -> None:
    glossary = checks.terms(text_of(DOCS / "glossary.md"))
    assert checks.unlinked_terms(text_of(post), glossary) == []


def test_score_lines_are_of_posts_by_their_titles_and_in_their_order() -> None:
    lines = json.loads(text_of(RESULTS / "score_line.json"))["lines"]
    heads = {post.stem: re.findall(r"^# (.+)", text_of(post), re.MULTILINE)[0] for post in POSTS}
    titles = {stem: head.partition(":")[0] for stem, head in heads.items()}
    known = [line for line in lines if line["post"] in titles]
    assert [line["title"] for line in known] == [titles[line["post"]] for line in known]
    plan = text_of(DOCS / "journey.yml")
    places = [plan.index(f"/{line['post']}\n") for line in known]
    assert places == sorted(places)
    assert {line["post"] for line in known} == titles.keys() - {"the-journey"}


def test_a_post_has_its_parts(post: Path) -> None:
    tables = {path.stem: text_of(path) for path in RESULTS.glob("*.csv")}
    assert checks.missing_parts(text_of(post), post.stem, tables) == []


def test_an_exercise_has_a_tested_solution(post: Path) -> None:
    assert checks.exercise_problems(text_of(post)) == []
