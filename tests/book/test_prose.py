"""How the book's pages are written, and that the checks of it find what they look for."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
import textstat
from support import ROOT

from . import checks, prose

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
PAGES = sorted(
    [
        DOCS / "index.md",
        DOCS / "glossary.md",
        DOCS / "helpline" / "README.md",
        *DOCS.glob("about/*.md"),
        *DOCS.glob("overview/*.md"),
        *DOCS.glob("pillars/*/*.md"),
    ]
)
ENOUGH = 40
"""Sentences of a page from which on shares of them say something about it."""

WRONG = {
    "stands in": "The limit stands in the file, and was set before any score.",
    "standing in": "A word standing in no article changes nothing.",
    "is no": "Half of a surrogate pair is no text, so it gets 422.",
    "may be no": "It may still be no ticket.",
    "others as a predicate": "Words are counted in another way, so the scores are others too.",
    "is other": "The result is other than you think.",
    "a mend": "The mend is one line.",
    "the commonest": "Accuracy is the share of the commonest queue.",
    "a matter of": "It used to be a matter of research.",
    "what … are": "What lies between the two rows are messages with much around them.",
    "a relative clause in another": "It counts tickets that are in a thread that has another one.",
}
RIGHT = {
    "stands in for": "A scripted server stands in for the model.",
    "there is no": "There is no article about it, and there are no others.",
    "no longer": "It is no longer true, and it is no better.",
    "others as an object": "A test that passes tells you about others.",
    "other before a noun": "These are other people's tickets.",
    "mending": "You mend one part and leave the others alone.",
    "what … is": "What counts is a model that ships.",
    "a question": "What are the eight queues?",
    "two clauses of one sentence": "The ticket that came first, and the one that came second.",
    "a clause of content": "A reader who sees that it fails knows that it matters.",
    "that before a noun": "Nobody who waits has asked that question.",
    "so … that": "The tickets that came are so many that nobody reads them.",
}


@pytest.mark.parametrize("sentence", WRONG.values(), ids=WRONG)
def test_a_construction_of_the_list_is_found(sentence: str) -> None:
    [problem] = prose.construction_problems(f"# Title\n\nA first line.\n{sentence}\n")
    assert problem.startswith("line 3: ")


@pytest.mark.parametrize("sentence", RIGHT.values(), ids=RIGHT)
def test_what_only_looks_like_one_is_left_alone(sentence: str) -> None:
    assert prose.construction_problems(f"# Title\n\n{sentence}\n") == []


def test_a_construction_is_found_in_notes_questions_lists_and_the_glossary() -> None:
    page = """# Title

:::{question} Is this the commonest one?
It is the commonest.
:::

- the commonest of items

:::{glossary}
term
  The commonest term.
:::
"""
    assert len(prose.construction_problems(page)) == 4


def test_code_tables_and_headings_are_not_read_as_sentences() -> None:
    page = "# The commonest\n\n| a |\n| --- |\n| the commonest |\n\n```text\nthe commonest\n```\n"
    assert prose.construction_problems(page) == []
    assert prose.shares(page).number == 0


def test_sentences_are_counted_by_how_they_open_and_how_long_they_are() -> None:
    long = " ".join(["word"] * 26)
    page = f"# Title\n\nSo it fails. The test is red. A test, e.g. `one.two`, has {long}.\n"
    assert prose.shares(page) == (3, 1 / 3, 1 / 3, 2 / 3)
    assert len(prose.share_problems(page)) == 1
    assert len(prose.share_problems("# Title\n\nThe test is red.\nThe build fails now.\n")) == 3


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_has_none_of_the_constructions(page: Path) -> None:
    assert prose.construction_problems(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_sentences_of_a_page_hang_together(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if prose.shares(text).number >= ENOUGH:
        assert prose.share_problems(text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_that_is_hard_to_read_is_named(page: Path) -> None:
    """Name it in a warning: the grade level is a hint where to look and no target."""
    text = page.read_text(encoding="utf-8")
    grade = textstat.flesch_kincaid_grade(checks.sentences(text) or "None.")
    if grade > 11:
        warnings.warn(f"{page.relative_to(DOCS)} has grade {grade:.1f}", stacklevel=1)
