"""What a reader meets in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.colors import CONTRAST
from browser.opening import show

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Browser, FloatRect, Locator, Page

SHOWN = ("index", "progress", "overview/the-journey", "pillars/3-llms/index", "guide/directives")

CONTRASTS = (
    "() => {"
    + CONTRAST
    + """
  return [...document.querySelectorAll("[class*=journey-]")]
    .filter((n) => n.offsetParent && [...n.childNodes].some(
      (c) => c.nodeType === 3 && c.textContent.trim()))
    .map((n) => [n.className, contrast(n)]);
}
"""
)


LINE_LENGTHS = """
() => [...document.querySelectorAll("section > p")].flatMap((p) => {
  const range = document.createRange();
  const lines = new Map();
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i += 1) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 10);
      lines.set(line, (lines.get(line) || 0) + 1);
    }
  }
  return [...lines.values()].slice(0, -1);
})
"""
"""The characters of each line but the last of a paragraph."""


def open_page(
    browser: Browser, path: Path, *, width: int = 1280, scheme: Literal["light", "dark"] = "light"
) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    show(page, path.as_uri())
    return page


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wide = []
    for name, path in pages.items():
        show(page, path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(name)
    page.close()
    assert wide == []


def test_a_page_loads_nothing_from_elsewhere(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = browser.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for path in pages.values():
        show(page, path.as_uri())
    page.close()
    assert len(requested) > len(pages)
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_no_errors(browser: Browser, pages: Mapping[str, Path], name: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    show(page, pages[name].as_uri())
    page.close()
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SHOWN[:4])
def test_what_we_draw_is_legible(
    browser: Browser, pages: Mapping[str, Path], name: str, scheme: Literal["light", "dark"]
) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    page = open_page(browser, pages[name], scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    contrasts = page.evaluate(CONTRASTS)
    page.close()
    assert contrasts
    assert [(classes, ratio) for classes, ratio in contrasts if ratio < 4.5] == []


def test_home_says_what_this_is_without_scrolling(
    browser: Browser, pages: Mapping[str, Path]
) -> None:
    page = open_page(browser, pages["index"])
    for selector in (
        "h1",
        ".lead",
        ".for-whom",
        ".start a",
        ".coming",
        ".book-output",
        ".journey-station",
    ):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["y"] + box["height"] <= 800, selector
    page.close()


def test_a_station_opens_by_keyboard(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = open_page(browser, pages["index"])
    station = page.locator(".journey-station-posts").first
    first_post = station.locator(".journey-entry").first
    assert not first_post.is_visible()
    station.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first_post.is_visible()
    assert re.search(r"planned|published", first_post.inner_text())
    page.close()


@pytest.mark.parametrize(("name", "least"), [("index", 10), ("overview/the-journey", 50)])
def test_lines_are_short_enough_to_read(
    browser: Browser, pages: Mapping[str, Path], name: str, least: int
) -> None:
    """45 to 75 characters a line."""
    page = open_page(browser, pages[name])
    lengths = page.evaluate(LINE_LENGTHS)
    page.close()
    assert len(lengths) > least
    assert 50 < sum(lengths) / len(lengths) < 70
    assert max(lengths) <= 80


def test_a_picture_is_seen_when_it_is_reached(browser: Browser, pages: Mapping[str, Path]) -> None:
    page = open_page(browser, pages["overview/the-journey"], width=360)
    for selector in ("figure.blog-figure img", "img.journey-diagram"):
        picture = page.locator(selector).first
        picture.scroll_into_view_if_needed()
        page.wait_for_function(
            "(s) => document.querySelector(s).complete && document.querySelector(s).clientHeight",
            arg=selector,
        )
        box = picture.bounding_box()
        assert box is not None
        assert box["height"] > 100
        assert len(picture.get_attribute("alt") or "") > 20
    page.close()


COLUMNS = "(bar) => getComputedStyle(bar).gridTemplateColumns.split(' ').length"


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_progress_uses_the_width_there_is(
    browser: Browser, pages: Mapping[str, Path], width: int, beside: bool
) -> None:
    page = open_page(browser, pages["progress"], width=width)
    totals = page.locator(".journey-totals b")
    assert totals.count() > 2
    heights = [box["height"] for box in map(_box, totals.all())]
    assert max(heights) < 1.5 * min(heights)  # each on a line of its own
    assert (_box(page.locator(".journey-table-posts thead").first)["width"] > 300) is beside
    bars = [bar.evaluate(COLUMNS) for bar in page.locator(".journey-bar").all()]
    assert (set(bars) == {3}) is beside
    page.close()


def _box(one: Locator) -> FloatRect:
    box = one.bounding_box()
    assert box is not None
    return box
