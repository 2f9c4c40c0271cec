"""Drawings as a browser shows them: nothing runs or loads, and labels stand at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser.opening import show
from images.exports import EXPORTS, WORDS
from images.test_svg import HOSTILE, REFUSED, svg

from sphinx_journey.pictures.engine.svg_clean import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MIDDLES = """
(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const boxes = [];
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    boxes.push(...range.getClientRects());
  }
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((b) => b[side])));
  const [right, foot] = ["right", "bottom"].map((side) => Math.max(...boxes.map((b) => b[side])));
  return [(left + right) / 2, (top + foot) / 2];
})
"""
"""The middles of the words in elements, in pixels."""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[[bytes], tuple[Page, list[str]]]]:
    """Return a function that opens a drawing by itself, where scripts run and everything loads.

    It returns the page, and what the drawing asked for or did.
    """
    page = browser.new_page()
    did: list[str] = []
    path = tmp_path / "drawing.svg"

    def note(dialog: Any) -> None:
        did.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)
    page.on("request", lambda request: did.append(request.url))

    def shown(drawing: bytes) -> tuple[Page, list[str]]:
        did.clear()
        path.write_bytes(drawing)
        show(page, path.as_uri())
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return page, [one for one in did if one != path.as_uri() and not one.startswith("data:")]

    yield shown
    page.close()


def test_a_browser_would_run_and_load_what_is_taken_out(
    opened: Callable[[bytes], tuple[Page, list[str]]],
) -> None:
    for name, did in (("script", "dialog 1"), ("picture elsewhere", "https://example.org/a.png")):
        assert opened(svg(HOSTILE[name]))[1] == [did]


def test_nothing_in_a_drawing_runs_or_loads(
    opened: Callable[[bytes], tuple[Page, list[str]]],
) -> None:
    drawings = {name: svg(text) for name, text in HOSTILE.items() if name not in REFUSED}
    drawings |= {name: text.encode() for name, text in EXPORTS.items()}
    for name, drawing in drawings.items():
        page, did = opened(cleaned(drawing).svg)
        assert did == [], name
        assert page.evaluate("document.documentElement.localName") == "svg"
        links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.href.baseVal)")
        assert [link for link in links if link and not link.strip().startswith("https:")] == []


@pytest.mark.parametrize("tool", ["Mermaid", "tldraw"])
def test_a_label_that_was_html_stands_where_it_stood(
    opened: Callable[[bytes], tuple[Page, list[str]]], tool: str
) -> None:
    source = EXPORTS[tool].encode()
    before = opened(source)[0].evaluate(MIDDLES, "foreignObject")
    page = opened(cleaned(source).svg)[0]
    after = page.evaluate(MIDDLES, "text")
    assert len(before) == len(after) > 0
    scale = page.evaluate("document.documentElement.getScreenCTM().a")
    for was, became in zip(before, after, strict=True):
        assert became == pytest.approx(was, abs=6 * scale)
    assert page.locator("tspan").all_text_contents() == WORDS[tool]
