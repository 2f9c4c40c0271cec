"""Details, tabs and videos as readers use them: by keyboard or link, on paper, without motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser.opening import show
from browser.parts import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from support import Build

SHOWN = """() => ["Mix the wheat.", "Mix the rye.", "Mix it on board."].filter((said) =>
  [...document.querySelectorAll(".journey-tab p")].some(
    (one) => one.textContent === said && one.checkVisibility()))"""
WHEAT, RYE, BOARD = "Mix the wheat.", "Mix the rye.", "Mix it on board."


@pytest.fixture
def visit(browser: Browser, parts: Callable[[str], Build]) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the page in a theme."""
    opened: list[Page] = []

    def visited(theme: str, part: str = "", **options: Any) -> Page:
        page = browser.new_page(viewport={"width": 1000, "height": 900}, **options)
        opened.append(page)
        show(page, (parts(theme).out / "starter/components.html").as_uri() + part)
        return page

    yield visited
    for page in opened:
        page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_one_tab_is_shown_and_the_arrow_keys_choose_another(
    visit: Callable[..., Page], theme: str
) -> None:
    page = visit(theme)
    assert page.evaluate(SHOWN) == [WHEAT]
    page.get_by_role("radio", name="Wheat flour").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SHOWN) == [RYE]
    label = page.locator(".journey-tab-title", has_text="Rye")
    assert label.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    page.locator(".journey-tab-title", has_text="Donau").click()
    assert page.evaluate(SHOWN) == [BOARD]


def test_a_link_in_a_title_can_be_followed(visit: Callable[..., Page]) -> None:
    page = visit("furo")
    page.locator(".journey-tab-title a").click()
    assert page.url.endswith("plain.html")


@pytest.mark.parametrize("theme", THEMES)
def test_a_link_into_a_tab_shows_it(visit: Callable[..., Page], theme: str) -> None:
    page = visit(theme, "#deep")
    assert page.get_by_text("It is deep.", exact=True).is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_printed_nothing_is_folded(visit: Callable[..., Page], theme: str) -> None:
    page = visit(theme)
    assert not page.get_by_text("Flour and water rest.").is_visible()
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == [WHEAT, RYE, BOARD]
    for said in ("Flour and water rest.", "Folded in a list."):
        assert page.get_by_text(said).evaluate(
            "(one) => one.checkVisibility({contentVisibilityAuto: true})"
        )
    assert not page.locator(".journey-tab-title input").first.is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_without_the_style_every_tab_is_shown(visit: Callable[..., Page], theme: str) -> None:
    page = visit(theme)
    page.evaluate("document.querySelectorAll('link[href*=journey]').forEach((one) => one.remove())")
    page.wait_for_function(f"({SHOWN})().length === 3")


@pytest.mark.parametrize("theme", THEMES)
def test_details_have_one_mark_and_unfold_by_keyboard(
    visit: Callable[..., Page], theme: str
) -> None:
    page = visit(theme)
    summary = page.locator("details.journey-details > summary").first
    marks = summary.evaluate(
        "(one) => [getComputedStyle(one).display, ...['::before', '::after'].map("
        "(part) => getComputedStyle(one, part).content)]"
    )
    assert marks == ["list-item", "none", "none"]
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Flour and water rest.").is_visible()


@pytest.mark.parametrize("scheme", ["no-preference", "reduce"])
def test_a_video_starts_by_itself_where_motion_is_welcome(
    visit: Callable[..., Page], scheme: str
) -> None:
    page = visit("furo", reduced_motion=scheme)
    videos = page.locator("figure.journey-video video:visible")
    assert videos.count() == 2
    waits, starts = videos.all()
    page.wait_for_function("(one) => one.readyState > 0", arg=starts.element_handle())
    if scheme == "reduce":
        assert starts.evaluate("(one) => [one.paused, one.controls]") == [True, True]
        assert page.evaluate("[...document.querySelectorAll('video')].every((one) => one.paused)")
    else:
        page.wait_for_function("(one) => one.currentTime > 0", arg=starts.element_handle())
    assert waits.evaluate("(one) => one.paused")
    waits.evaluate("(one) => one.play()")
    page.wait_for_function("(one) => one.currentTime > 0", arg=waits.element_handle())


def test_in_forced_colors_the_chosen_tab_differs_by_more_than_color(
    visit: Callable[..., Page],
) -> None:
    page = visit("furo", forced_colors="active")
    widths = page.evaluate(
        "[...document.querySelectorAll('.journey-tab-title')].map((one) => "
        "getComputedStyle(one).borderBottomWidth)"
    )
    assert widths[0] != "0px"
    assert set(widths[1:]) == {"0px"}
