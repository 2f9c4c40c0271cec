"""The book's page: one column, code that isn't cut, its own fonts, and a dark side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.opening import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

OPEN = """
() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const style = document.createElement("style");
  style.textContent = ".sd-tab-content { display: block !important; }";
  document.head.append(style);
}
"""
"""Shows what is folded, and the content of every tab."""

CUT = """
() => [...document.querySelectorAll("div.highlight pre")]
  .filter((pre) => pre.scrollWidth > pre.clientWidth
    || pre.parentElement.scrollWidth > pre.parentElement.clientWidth)
  .map((pre) => pre.innerText.slice(0, 60))
"""
"""The code of which one has to scroll sideways to see it all."""

OUTSIDE = """
() => [...document.querySelectorAll("div.highlight pre")]
  .filter((pre) => pre.getBoundingClientRect().right > window.innerWidth
    || (pre.scrollWidth > pre.clientWidth && getComputedStyle(pre).overflowX === "visible"))
  .map((pre) => pre.innerText.slice(0, 60))
"""
"""The code that is wider than the window, or that runs out of its box."""

EDGES = """
() => {
  const article = document.querySelector("article");
  const right = article.getBoundingClientRect().right;
  const blocks = article.querySelectorAll(`:scope section > :not(section),
    .table-wrapper > table, .book-listing .highlight, .book-output .highlight, .sd-card`);
  return [...blocks]
    .filter((one) => one.getClientRects().length && getComputedStyle(one).float === "none")
    .filter((one) => !one.matches("table")
      || one.parentElement.scrollWidth <= one.parentElement.clientWidth)
    .filter((one) => !one.matches("table") || !one.closest(".book-fold"))
    .filter((one) => !one.matches("span, a"))
    .map((one) => [one.tagName, one.className, one.getBoundingClientRect().right - right])
    .filter(([, name, off]) => name.includes("sd-card") ? off > 1 : Math.abs(off) > 1);
}
"""
"""What ends anywhere but at the column's right edge."""


LINES = """
() => [...document.querySelectorAll("table.book-results td.text-right p")].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size;
})
"""
"""How many lines each number takes."""


def test_no_code_is_cut_beside_the_sidebars(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = {}
    for name, path in pages.items():
        show(page, path.as_uri())
        page.evaluate(OPEN)
        if cut := page.evaluate(CUT):
            found[name] = cut
    page.close()
    assert found == {}


def test_on_a_phone_long_code_scrolls_in_its_own_box(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    scrolling, found = 0, {}
    for name, path in pages.items():
        show(page, path.as_uri())
        page.evaluate(OPEN)
        scrolling += len(page.evaluate(CUT))
        if outside := page.evaluate(OUTSIDE):
            found[name] = outside
    page.close()
    assert scrolling
    assert found == {}


@pytest.mark.parametrize("width", [1280, 1600])
def test_a_page_has_one_right_edge(browser: Browser, pages: Mapping[str, Path], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    found = {}
    for name, path in pages.items():
        if name.startswith(("overview/", "pillars/", "about/", "index", "progress")):
            show(page, path.as_uri())
            page.evaluate(OPEN)
            if edges := page.evaluate(EDGES):
                found[name] = edges
    page.close()
    assert found == {}


def test_a_wide_table_keeps_its_caption_and_first_column_in_view(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wide = 0
    for name, path in pages.items():
        if not name.startswith("pillars/1"):
            continue
        show(page, path.as_uri())
        page.evaluate(OPEN)
        for box in page.locator(".table-wrapper.book-results").all():
            box.evaluate("(box) => { box.scrollLeft = 1e6; }")
            moved = box.evaluate("(box) => box.scrollLeft")
            wide += moved > 0
            frame = box.bounding_box()
            assert frame is not None
            for part in (
                box.locator(".caption-text"),
                box.locator("tbody tr > :first-child").first,
            ):
                where = part.bounding_box()
                assert where is not None
                assert where["x"] >= frame["x"] - 1, name
                assert where["x"] + min(where["width"], 60) <= frame["x"] + frame["width"] + 1, name
    page.close()
    assert wide


WIDE = """
() => [...document.querySelectorAll(".table-wrapper")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText.slice(0, 60))
"""


def test_no_table_of_a_post_is_cut_beside_the_sidebars(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = {}
    for name, path in pages.items():
        if name.startswith(("overview/", "pillars/")):
            show(page, path.as_uri())
            page.evaluate(OPEN)
            if wide := page.evaluate(WIDE):
                found[name] = wide
    page.close()
    assert found == {}


def test_numbers_of_a_table_stay_on_one_line(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    numbers = 0
    for name, path in pages.items():
        if not name.startswith(("overview/", "pillars/1")):
            continue
        show(page, path.as_uri())
        lines = page.evaluate(LINES)
        numbers += len(lines)
        assert max(lines, default=1) <= 1, name
    page.close()
    assert numbers > 50


def test_the_books_own_fonts_are_shown(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    show(page, pages["pillars/1-foundation/serve-it"].as_uri())
    loaded = page.evaluate(
        "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    )
    page.close()
    assert {"Book Serif", "Book Sans", "Book Code"} <= {name.strip('"') for name in loaded}


def test_pictures_and_diagrams_have_a_dark_side(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    shown = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        show(page, pages["overview/the-journey"].as_uri())
        picture = page.locator("figure.blog-figure img:visible").first
        diagram = page.locator("img.journey-diagram").first
        picture.scroll_into_view_if_needed()
        page.wait_for_function("(one) => one.currentSrc", arg=picture.element_handle())
        shown[scheme] = (
            picture.evaluate("(one) => one.currentSrc").rpartition("/")[2],
            diagram.evaluate("(one) => getComputedStyle(one).filter"),
        )
        page.close()
    assert "dark" in shown["dark"][0]
    assert "dark" not in shown["light"][0]
    assert shown["light"][1] == "none"
    assert shown["dark"][1].startswith("invert")


def test_every_page_says_once_what_it_is(pages: Mapping[str, Path]) -> None:
    found = {
        name: path.read_text(encoding="utf-8").count('name="description"')
        for name, path in pages.items()
    }
    assert {name: count for name, count in found.items() if count != 1} == {}
