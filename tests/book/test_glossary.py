"""The glossary: every term leads somewhere, and somewhere leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support import ROOT

from . import checks
from .markdown import blocks
from .test_posts import PAGES, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = ROOT / "docs"
GLOSSARY = text_of(DOCS / "glossary.md")


def entries() -> list[str]:
    """Return each term with what is said of it."""
    [directive] = [one for one in blocks(GLOSSARY) if one.name == "glossary"]
    return re.split(r"\n+(?=\S)", directive.content.strip())


def linked_terms() -> Iterator[str]:
    """Yield the terms that chapters and posts link, lists and questions included."""
    for page in PAGES:
        for block in blocks(text_of(page)):
            yield from (span.target.lower() for span in block.spans if span.kind == "term")


def test_the_terms_are_in_alphabetical_order() -> None:
    terms = [term.lower() for term in checks.terms(GLOSSARY)]
    assert terms == sorted(terms)


def test_an_entry_ends_with_a_link_to_its_chapter() -> None:
    link = re.compile(r"\n\n  Chapter: \[[^]]+\]\((pillars/[^)]+/index\.md)\)$")
    for entry in entries():
        found = link.search(entry)
        assert found, entry
        assert (DOCS / found[1]).is_file()


def test_each_term_is_linked_from_a_chapter_or_a_post() -> None:
    assert {term.lower() for term in checks.terms(GLOSSARY)} - {*linked_terms()} == set()
