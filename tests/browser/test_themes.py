"""Every part that the extension draws, in several themes: measured as a browser shows it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from browser.colors import CONTRAST
from browser.opening import show
from browser.parts import OTHER_THEMES, PAGES, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from support import Build

AXE = Path(str(importlib.util.find_spec("axe_playwright_python").origin)).parent / "axe.min.js"  # type: ignore[union-attr]

# Elements of ours that can be seen: not those in a closed <details>, nor heads of tables that are
# only for screen readers, nor the marks beside captions.
SEEN = """
const seen = (selector) => [...document.querySelectorAll(selector)].filter(
  (one) => one.checkVisibility() && !one.closest("details:not([open]) > :not(summary)")
    && !(one.closest("thead") && getComputedStyle(one.closest("thead")).position === "absolute")
    && !one.closest("a.headerlink"));
"""
HIDDEN = """
const found = [];
for (const one of document.querySelectorAll("[class*=journey-], [class*=journey-] *")) {
  if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  if (one.closest("a.headerlink, dialog, progress, style, script, svg, video")) continue;
  const tab = one.closest(".journey-tab");  // a reader chooses one; on paper all are shown
  if (tab && !tab.checkVisibility() && !matchMedia("print").matches) continue;
  if (one.closest(".journey-neighbors") && matchMedia("print").matches) continue;  // as we want it
  const shown = one.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const size = parseFloat(getComputedStyle(one).fontSize);
  if (!shown || size < 10) found.push(`${one.tagName}.${one.className}: ${shown} ${size} px`);
}
return found;
"""
TORN_WORDS = (
    SEEN
    + """
const found = [];
for (const one of seen("[class*=journey-], [class*=journey-] *"))
  for (const node of one.childNodes) {
    if (node.nodeType !== 3 || !node.data.trim() || one.closest("svg, progress, pre")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
    if (lines > Math.max(1, node.data.trim().length / 3)) found.push(`${node.data}: ${lines}`);
  }
return found;
"""
)
WIDER = (
    SEEN
    + """
const width = document.documentElement.clientWidth;
const found = [];
for (const one of seen("[class*=journey-], [class*=journey-] *, figure.blog-figure *")) {
  if (one.matches(".table-wrapper, .pst-scrollable-table-container")) continue;  // they scroll
  if (one.closest(".journey-diagram-view *")) continue;  // it scrolls in its box
  if (one.closest("pre")) continue;
  const box = one.getBoundingClientRect(), around = one.parentElement.getBoundingClientRect();
  if (box.right > width + 1 || box.left < -1 || (box.width && box.right > around.right + 1.5))
    found.push(`${one.tagName}.${one.className}: ${box.left}-${box.right} in ${around.right}`);
}
return found;
"""
)
SMALL_TARGETS = (
    SEEN
    + """
return seen(`.journey-table a, .journey-entry a, .journey-station summary, .journey-neighbors a,
  .journey-bar a, .journey-station-title a, .journey-post-title a, .journey-terms a,
  a.journey-enlarge img, .journey-details > summary,
  .journey-tab-title, .journey-tab-title > input`).filter(
  (one) => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; }
).map((one) => `${one.textContent}: ${one.getBoundingClientRect().height}`);
"""
)
TORN_DATES = (
    SEEN
    + """
return seen("time, .journey-status").filter((one) => one.getClientRects().length > 1)
  .map((one) => one.textContent);
"""
)
TORN_HEADS = (
    SEEN
    + """
return seen(".journey-table thead th").filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode());
  return range.getClientRects().length > 1;
}).map((one) => one.textContent);
"""
)
MARKED = (
    SEEN
    + """
return seen(`.journey-list, .journey-list > li`).filter((one) => {
  const style = getComputedStyle(one);
  return style.listStyleType !== "none" || style.marginLeft !== "0px";
}).map((one) => one.className + ": " + one.textContent.slice(0, 30));
"""
)
OUT_OF_SHAPE = (
    SEEN
    + """
const top = (one) => one.getBoundingClientRect().top;
return [
  ...seen(".journey-station").filter((one) => {
    const above = top(one.querySelector(".journey-station-title"));
    return Math.abs(above - top(one.querySelector(".journey-number"))) > 6;
  }),
  ...seen(".journey-totals").filter((one) => getComputedStyle(one).display !== "grid"),
  ...seen(".journey-station-posts, .journey-station-posts > summary").filter((one) => {
    const style = getComputedStyle(one);
    return style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.borderLeftWidth !== "0px"
      || style.boxShadow !== "none" || getComputedStyle(one, "::before").content !== "none";
  }),
].map((one) => one.className + ": " + one.textContent.slice(0, 30));
"""
)
FORGET = "() => { const kept = localStorage.length; localStorage.clear(); return kept > 0; }"
ROLES = """
return [...document.querySelectorAll(`span.journey-post, span.journey-pillar, span.journey-series`)]
  .map((one) => { const style = getComputedStyle(one);
    return [style.display, style.borderTopWidth, style.paddingTop, style.marginTop].join(" "); });
"""


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[bool, Page]]:
    """Return a window with scripts, and one without: to open one takes longer than a page."""
    opened = {scripts: browser.new_page(java_script_enabled=scripts) for scripts in (True, False)}
    yield opened
    for page in opened.values():
        page.close()


@pytest.fixture
def visit(windows: dict[bool, Page], parts: Callable[[str], Build]) -> Callable[..., Page]:
    """Return a function that shows a page of a theme; the one it showed before is gone then."""

    def visited(
        theme: str,
        name: str,
        width: int = 1280,
        color_scheme: Literal["dark", "light"] = "light",
        java_script_enabled: bool = True,
    ) -> Page:
        page = windows[java_script_enabled]
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme=color_scheme, forced_colors="none")
        show(page, (parts(theme).out / f"{name}.html").as_uri())
        if java_script_enabled and page.evaluate(FORGET):  # what a theme has kept
            page.reload()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        return page

    return visited


def run(page: Page, script: str) -> Any:
    return page.evaluate(f"() => {{ {script} }}")


@pytest.mark.parametrize("theme", [*THEMES, *OTHER_THEMES])
def test_the_parts_build_with_no_other_warning(parts: Callable[[str], Build], theme: str) -> None:
    assert [one for one in parts(theme).warnings if "nowhere.png" not in one] == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("theme", [*THEMES, *OTHER_THEMES])
def test_nothing_of_ours_leaves_its_place(
    visit: Callable[..., Page], theme: str, width: int
) -> None:
    whole = "return document.documentElement.scrollWidth"
    plain = run(visit(theme, "plain", width), whole)  # pydata's own header is 351 px wide
    for name in (*PAGES, "boxes"):
        page = visit(theme, name, width)
        assert run(page, WIDER) == [], name
        assert run(page, TORN_WORDS) == [], name
        if name != "short/long":  # there, themes don't break its title above the text
            assert run(page, whole) <= plain


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_dates_and_heads_stand_on_one_line_and_targets_are_large_enough(
    visit: Callable[..., Page], theme: str, width: int
) -> None:
    for name in PAGES:
        page = visit(theme, name, width)
        assert run(page, TORN_DATES) == []
        assert run(page, TORN_HEADS) == []
        assert run(page, SMALL_TARGETS) == []


@pytest.mark.parametrize("theme", [*THEMES, *OTHER_THEMES])
def test_lists_of_ours_keep_their_shape_and_roles_stay_in_their_line(
    visit: Callable[..., Page], theme: str
) -> None:
    for name in PAGES:
        page = visit(theme, name)
        assert run(page, MARKED) == []
        assert run(page, OUT_OF_SHAPE) == []
        assert set(run(page, ROLES)) <= {"inline 0px 0px 0px"}
    assert run(visit(theme, "index"), ROLES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_with_a_dark_variant_keeps_its_caption(
    visit: Callable[..., Page], theme: str, scheme: str
) -> None:
    page = visit(theme, "starter/flour", color_scheme=scheme)
    figure = page.locator("figure.blog-figure", has_text="seen from the yard")
    assert figure.locator("figcaption").is_visible()
    for words in ("seen from the yard", "Ada Baker", "CC BY 4.0"):
        assert figure.get_by_text(words).is_visible()
    assert figure.locator("img:visible").count() == 1


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("theme", [*THEMES, *OTHER_THEMES])
def test_what_is_drawn_is_visible(
    visit: Callable[..., Page], theme: str, media: Literal["screen", "print"]
) -> None:
    for name in PAGES:
        page = visit(theme, name)
        page.emulate_media(media=media)
        assert run(page, HIDDEN) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", [*THEMES, *OTHER_THEMES])
def test_axe_finds_nothing_in_what_we_draw(
    visit: Callable[..., Page], theme: str, scheme: str
) -> None:
    found: dict[str, list[str]] = {}
    for name in PAGES:
        found |= violations(visit(theme, name, color_scheme=scheme), name)
    assert found == {}, json.dumps(found, indent=1)


FAINT = (
    SEEN
    + CONTRAST
    + """
const found = [];
for (const one of seen("[class*=journey-], [class*=journey-] *")) {
  if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  if (one.closest("progress, svg, style, .xref")) continue;  // a role's link is the theme's own
  if (contrast(one) < 4.5) found.push(`${one.tagName}.${one.className}: ${contrast(one)}`);
}
return found;
"""
)  # axe needs scripts


# Not on paper with Wagtail's theme: there, it sets all tables of a dark page in white on white.
@pytest.mark.parametrize(
    ("theme", "where"),
    [
        *((theme, "without scripts") for theme in (*THEMES, *OTHER_THEMES)),
        *((theme, "on paper") for theme in (*THEMES, "shibuya", "sphinxawesome_theme")),
    ],
)
def test_colors_fit_the_page_where_the_system_is_dark(
    visit: Callable[..., Page], theme: str, where: str
) -> None:
    scripts = where == "on paper"
    for name in ("index", "starter/flour"):
        page = visit(theme, name, color_scheme="dark", java_script_enabled=scripts)
        page.emulate_media(media="print" if scripts else "screen")
        assert run(page, FAINT) == [], name


def violations(page: Page, name: str) -> dict[str, list[str]]:
    """Return what axe finds in what we draw: by a page's name and a rule, the elements."""
    page.add_script_tag(path=AXE)
    result = page.evaluate(
        "() => axe.run({include: [['[class*=journey-]:not(.xref)'], ['figure.blog-figure']],"
        "exclude: [['a.headerlink']]},"
        "{resultTypes: ['violations']})"
    )
    return {
        f"{name}: {one['id']}": [node["html"][:200] for node in one["nodes"]]
        for one in result["violations"]
    }


DIAGRAMS = """
return [...document.querySelectorAll("img.journey-diagram")].map((image) => {
  const box = image.closest(".journey-diagram-view");
  return {alt: image.alt,
    letters: 15 * image.getBoundingClientRect().width / image.getAttribute("width"),
    scrolls: box.scrollWidth > box.clientWidth + 1, inside: box.getBoundingClientRect().right,
    left: image.getBoundingClientRect().left, right: image.getBoundingClientRect().right,
    below: image.closest("figure")?.querySelector("figcaption")?.getBoundingClientRect().right,
    ratio: image.getBoundingClientRect().height / image.getBoundingClientRect().width
      - image.getAttribute("height") / image.getAttribute("width")};
});
"""


@pytest.mark.parametrize(("width", "least"), [(360, 11), (1280, 9)])
@pytest.mark.parametrize("theme", THEMES)
def test_a_diagram_is_legible_and_scrolls_in_its_own_box(
    visit: Callable[..., Page], theme: str, width: int, least: float
) -> None:
    page = visit(theme, "starter/diagrams", width)
    for image in page.locator("img.journey-diagram").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("(i) => i.complete", arg=image.element_handle())
    found = {one["alt"]: one for one in run(page, DIAGRAMS)}
    assert len(found) == 5
    for one in found.values():
        assert least - 0.1 <= one["letters"] <= 15.1
        assert one["inside"] <= width
        assert abs(one["ratio"]) < 0.02
        assert (one["below"] or 0) <= width  # a caption stays where it is
    if width == 360:
        assert {alt for alt, one in found.items() if one["scrolls"]} == {
            *("Plain", "With a caption")
        }
    page.emulate_media(media="print")
    assert not [one for one in run(page, DIAGRAMS) if one["scrolls"]]


@pytest.mark.parametrize("theme", THEMES)
def test_a_diagram_stands_where_it_is_aligned(visit: Callable[..., Page], theme: str) -> None:
    page = visit(theme, "starter/diagrams")
    found = {one["alt"]: one for one in run(page, DIAGRAMS)}
    words = page.get_by_text("Words before it").bounding_box()
    assert words is not None
    left, right = words["x"], words["x"] + words["width"]
    middle = found["In the middle"]
    assert abs(middle["left"] + middle["right"] - left - right) < 4
    assert found["On the left"]["left"] - left < 4
    assert right - found["Captioned on the right"]["right"] < 30
    beside = page.get_by_text("Words that stand beside what is on the left").first
    top = "(one) => one.getBoundingClientRect().top"
    image = page.get_by_alt_text("On the left")
    assert beside.evaluate(top) < image.evaluate("(i) => i.getBoundingClientRect().bottom")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", THEMES)
def test_a_diagram_is_enlarged_by_keyboard_and_click(
    visit: Callable[..., Page], theme: str, width: int
) -> None:
    page = visit(theme, "starter/diagrams", width)
    link = page.get_by_role("link", name="Enlarge: With a caption")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="With a caption")
    room, image = dialog.locator(".journey-enlarged-room"), dialog.locator("img")
    around = room.bounding_box()
    assert around is not None
    assert 0 <= around["x"] <= around["x"] + around["width"] <= width
    # At least in its own size: what has no room is scrolled to.
    assert image.evaluate("(i) => i.clientWidth >= Number(i.getAttribute('width'))")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(room) => room.scrollLeft > 0", arg=room.element_handle())
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    link.click()
    assert dialog.is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_the_empty_part_of_a_bar_has_no_hue(visit: Callable[..., Page], theme: str) -> None:
    bars = visit(theme, "index").locator(".journey-bar progress").all()
    script = "(one) => getComputedStyle(one).backgroundColor"
    assert len({bar.evaluate(script) for bar in bars}) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_bars_and_the_line_are_seen_in_forced_colors_and_on_paper(
    visit: Callable[..., Page], theme: str
) -> None:
    page = visit(theme, "index")
    bar, station = page.locator(".journey-bar progress").first, ".journey-station"
    line = f"getComputedStyle(document.querySelector('{station}'), '::before')"
    page.emulate_media(forced_colors="active")
    assert bar.evaluate("(one) => getComputedStyle(one).borderTopWidth") != "0px"
    assert page.evaluate(f"{line}.forcedColorAdjust") == "none"
    page.emulate_media(forced_colors="none", media="print")
    assert bar.evaluate("(one) => getComputedStyle(one).printColorAdjust") == "exact"
    assert page.evaluate(f"{line}.printColorAdjust") == "exact"
    skip = page.locator("a.skip-to-content, a.skip-link, #pst-skip-link")
    assert not any(one.is_visible() for one in skip.all())
