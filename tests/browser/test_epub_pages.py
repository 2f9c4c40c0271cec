"""Pages of an EPUB, as a reader of books with a screen of 600 pixels shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.opening import show
from support import JOURNEY, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from support import Build

LONG = "x" * 200
WIDTH = 600


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a journey as EPUB, with addresses as footnotes."""
    return (
        Project(tmp_path_factory.mktemp("epub") / "project")
        .write(
            {
                **JOURNEY,
                "flour/hydration.md": f"""
                    ---
                    date: 2026-11-01
                    ---
                    # Hydration

                    A sentence with [a source](https://example.org/{LONG}).

                    ```python
                    dough = flour + water + salt + yeast  # {LONG}
                    ```

                    | Flour | Grams |
                    | :---: | ----: |
                    | wheat |     5 |
                    | a long name of a kind of flour | 1200 |
                    """,
            }
        )
        .build("epub", epub_show_urls="footnote")
    )


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """Return a page of the width that many e-readers have."""
    with browser.new_page(viewport={"width": WIDTH, "height": 800}) as page:
        yield page


def opened(screen: Page, book: Build, name: str) -> Page:
    """Show a page of the book."""
    show(screen, (book.out / name).as_uri())
    return screen


PAGES = ("index.xhtml", "flour/index.xhtml", "flour/hydration.xhtml", "fire/oven.xhtml")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_page(screen: Page, book: Build, name: str) -> None:
    page = opened(screen, book, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_each_pillar_of_a_roadmap_has_its_number(screen: Page, book: Build) -> None:
    page = opened(screen, book, "index.xhtml")
    marks = page.evaluate(
        "[...document.querySelectorAll('ol.journey-roadmap > li')].map("
        "item => [getComputedStyle(item).display, getComputedStyle(item).listStyleType])"
    )
    assert marks == [["list-item", "decimal"]] * 2


def test_cells_are_set_as_their_table_says(screen: Page, book: Build) -> None:
    page = opened(screen, book, "flour/hydration.xhtml")
    sides = page.evaluate(
        "[...document.querySelectorAll('tr')].map(row => [...row.cells].map("
        "cell => getComputedStyle(cell).textAlign))"
    )
    assert sides == [["center", "right"]] * 3


def test_a_footnotes_mark_has_one_pair_of_brackets(screen: Page, book: Build) -> None:
    page = opened(screen, book, "flour/hydration.xhtml")
    assert page.locator("a.footnote-reference").inner_text() == "[#1]"
    generated = page.evaluate(
        "['::before', '::after'].map(part => getComputedStyle("
        "document.querySelector('a.footnote-reference'), part).content)"
    )
    assert generated == ["none", "none"]


def test_only_a_page_with_footnotes_has_a_heading_for_them(screen: Page, book: Build) -> None:
    heading = "p.rubric:text-is('Footnotes')"
    assert opened(screen, book, "flour/hydration.xhtml").locator(heading).is_visible()
    for name in PAGES:
        if name != "flour/hydration.xhtml":
            assert not opened(screen, book, name).locator(heading).is_visible(), name
