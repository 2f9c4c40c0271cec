"""What the book's site does besides showing text: copying, searching, and missing addresses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browser.opening import show
from sitecheck.axe import faults
from sitecheck.search import cost
from sitecheck.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser
    from support import Build


COPIED = """
document.addEventListener("copy", () => { window.copied = document.activeElement.value; })
"""
"""Keeps what goes to the clipboard: it is in a field that has the focus for that moment."""


@pytest.fixture(scope="module")
def site(book: Build) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Return the address of the book with its search index, and what is sent."""
    command = [sys.executable, "-m", "pagefind", "--site", str(book.out), "--quiet"]
    subprocess.run(command, check=True)
    with served(book.out) as found:
        yield found


def test_code_is_copied_without_prompts_and_output(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = browser.new_page()
    show(page, pages["pillars/1-foundation/serve-it"].as_uri())
    page.locator(".copybtn").first.wait_for(state="attached")
    commands = page.locator(".highlight-console:has-text('listens on') .copybtn").first
    page.evaluate(COPIED)
    commands.evaluate("(button) => button.click()")
    copied = page.evaluate("window.copied")
    outputs = page.locator(".book-output .highlight-text .copybtn").count()
    page.close()
    assert copied.split("\n") == ["pip install ./docs/helpline", "python -m helpline serve"]
    assert outputs == 0


def test_the_search_finds_text_and_no_navigation_in_one_chapter_or_all(
    browser: Browser, site: tuple[str, list[tuple[str, int]]]
) -> None:
    page = browser.new_page()
    show(page, f"{site[0]}/search.html?q=event+loop")
    found = page.locator("ol.book-found > li")
    found.first.wait_for()
    everywhere = found.count()
    assert "Serve it" in page.locator("ol.book-found").inner_text()
    assert "Part 6 of" not in page.locator("ol.book-found").inner_text()
    page.locator("select#book-chapter").select_option("Overview")
    page.wait_for_function(
        "(n) => document.querySelectorAll('ol.book-found > li').length < n", arg=everywhere
    )
    chapters = {one.inner_text() for one in page.locator(".book-found-chapter").all()}
    page.close()
    assert chapters <= {"Overview"}


def test_a_search_costs_little(browser: Browser, site: tuple[str, list[tuple[str, int]]]) -> None:
    found = cost(browser, *site)
    assert 0 < found.ready < 150_000
    assert 0 < found.least <= found.most < 150_000


def test_opened_as_a_file_the_search_is_sphinxs(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = browser.new_page()
    show(page, pages["search"].as_uri() + "?q=citation")
    page.locator("#search-results li a").first.wait_for()
    links = page.locator("#search-results li a").all_inner_texts()
    page.close()
    assert "0.2 From notebook to system" in links


def test_a_missing_address_has_a_page_that_works_at_any_depth(
    browser: Browser, site: tuple[str, list[tuple[str, int]]]
) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status > 399 else None)
    missing = f"{site[0]}/pillars/1-foundation/nowhere/else.html"
    show(page, missing)
    assert page.locator("h1").inner_text() == "Page not found"
    page.get_by_role("link", name="the first page").click()
    page.locator(".journey-station").first.wait_for()
    page.close()
    assert failed == [missing]


@pytest.mark.parametrize("name", ["index", "pillars/1-foundation/serve-it", "search", "404"])
def test_axe_finds_nothing_on_a_page(
    browser: Browser, site: tuple[str, list[tuple[str, int]]], name: str
) -> None:
    """`nox -s site` looks at every page."""
    assert list(faults(browser, f"{site[0]}/{name}.html")) == []
