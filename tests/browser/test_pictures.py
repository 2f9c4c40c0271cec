"""Pictures in a real browser: the file that fits, no jump, and an enlargement by keyboard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

import pytest
from browser.opening import show
from images.samples import encoded, textured
from PIL import Image
from support import ROOT, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

ALT = "A tower, seen from below"
TEXT = "Words in front of the picture. " * 60
PAGE = f"""\
# Pictures

:::{{blog-image}} tower.jpg
:alt: {ALT}
:dark: night.jpg

A caption
:::

{TEXT}

:::{{blog-image}} list.png
:alt: A window with a list
:width: 50%
:align: right
:::

{TEXT}

:::{{blog-image}} loops.svg
:alt: Two loops
:::
"""
MOTION = """\
---
orphan: true
---
# Motion

:::{blog-image} loop.gif
:alt: A loaf that turns
:::
"""
LOOPS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 90 60">'
    '<circle cx="45" cy="30" r="20" fill="#159"/></svg>\n'
)
WIDTHS = (480, 800, 1200, 1600)
LAYOUT_SHIFT = """
() => new Promise((resolve) => {
  const element = (node) => (node?.nodeType === 3 ? node.parentElement : node);
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.sources.some((s) => element(s.node)?.closest("section"))) sum += entry.value;
    }
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 300);
})
"""
"""The text that has shifted; the theme's own buttons appear when its script has run."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    frames = [textured((600, 300), seed=seed) for seed in range(4)]
    project = Project(tmp_path_factory.mktemp("pictures") / "project").write(
        {
            "index.md": PAGE,
            "tower.jpg": encoded(textured((1900, 1300)), "JPEG"),
            "night.jpg": encoded(textured((1900, 1300), seed=2), "JPEG"),
            "list.png": encoded(textured((1700, 900), seed=3), "PNG"),
            "loops.svg": LOOPS,
            "motion.md": MOTION,
            "loop.gif": encoded(
                frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0
            ),
        }
    )
    build = project.build("html", html_theme="furo")
    assert build.warnings == []
    return build


def opened(
    browser: Browser,
    build: Build,
    *,
    width: int = 1280,
    ratio: float = 1,
    scheme: Literal["light", "dark"] = "light",
    motion: Literal["no-preference", "reduce"] = "no-preference",
    script: bool = True,
    name: str = "index",
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        device_scale_factor=ratio,
        color_scheme=scheme,
        reduced_motion=motion,
        java_script_enabled=script,
    )
    page = context.new_page()
    show(page, (build.out / f"{name}.html").as_uri())
    return page


def loaded(page: Page, alt: str) -> dict[str, int | str]:
    """Return what a browser shows of the visible picture with that text, once it is there."""
    image = page.locator(f'img[alt="{alt}"]:visible').first
    image.scroll_into_view_if_needed()
    handle = image.element_handle()
    page.wait_for_function("(i) => i.complete && i.naturalWidth > 0", arg=handle)
    shown: dict[str, int | str] = image.evaluate(
        """async (image) => {
          const file = new Image();
          file.src = image.currentSrc;
          await file.decode();
          const box = image.getBoundingClientRect();
          return {source: image.currentSrc, pixels: file.naturalWidth, width: box.width,
                  height: box.height};
        }"""
    )
    return shown


@pytest.mark.parametrize(
    ("width", "ratio", "pixels", "beside"),
    [(360, 1, 480, 480), (360, 2, 800, 480), (1280, 1, 800, 480), (1280, 2, 1600, 800)],
)
def test_a_browser_takes_the_file_that_fits(
    browser: Browser, built: Build, width: int, ratio: float, pixels: int, beside: int
) -> None:
    page = opened(browser, built, width=width, ratio=ratio)
    for alt, expected in ((ALT, pixels), ("A window with a list", beside)):
        shown = loaded(page, alt)
        assert str(shown["source"]).endswith(".webp")
        assert shown["pixels"] == expected
        # Sharp, and the next smaller file, if there is one, would not have been.
        need = float(shown["width"]) * ratio
        assert expected >= need * 0.98
        smaller = [w for w in WIDTHS if w < expected]
        assert not smaller or smaller[-1] < need * 1.1
    page.context.close()


def arriving_late(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()


def test_the_books_home_page_sends_a_third_of_its_pictures_and_does_not_shift(
    browser: Browser, book: Build
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, device_scale_factor=1)
    page = context.new_page()
    page.route("**/_images/*", arriving_late)
    page.goto((book.out / "index.html").as_uri())
    loaded(page, str(page.locator("picture img").first.get_attribute("alt")))
    assert page.evaluate(LAYOUT_SHIFT) == 0
    shown = page.evaluate("[...document.querySelectorAll('article img')].map(i => i.currentSrc)")
    sent = sum((book.out / "_images" / url.rpartition("/")[2]).stat().st_size for url in shown)
    sources = (ROOT / "docs/_static/cover.png").stat().st_size
    assert len(shown) == 1
    assert sent <= 0.35 * sources
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_when_pictures_arrive(browser: Browser, built: Build, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.route("**/_images/*", arriving_late)
    page.goto((built.out / "index.html").as_uri())
    for alt in (ALT, "A window with a list", "Two loops"):
        loaded(page, alt)
    assert page.evaluate(LAYOUT_SHIFT) == 0
    for alt, ratio in ((ALT, 1900 / 1300), ("A window with a list", 1700 / 900)):
        shown = loaded(page, alt)
        assert float(shown["width"]) / float(shown["height"]) == pytest.approx(ratio, rel=0.01)
    context.close()


@pytest.mark.parametrize(("scheme", "name"), [("light", "tower-"), ("dark", "night-")])
def test_a_page_shows_the_variant_of_its_color_scheme(
    browser: Browser, built: Build, scheme: Literal["light", "dark"], name: str
) -> None:
    page = opened(browser, built, scheme=scheme)
    assert page.locator(f'img[alt="{ALT}"]:visible').count() == 1
    assert f"/{name}" in str(loaded(page, ALT)["source"])
    page.context.close()


def test_pictures_far_off_are_not_fetched_at_once(browser: Browser, built: Build) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 300})
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    show(page, (built.out / "index.html").as_uri())
    assert [url for url in requested if "/tower-" in url]
    assert not [url for url in requested if "/night-" in url]
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_a_picture_is_enlarged_and_closed_by_keyboard(browser: Browser, built: Build) -> None:
    page = opened(browser, built)
    link = page.get_by_role("link", name=f"Enlarge: {ALT}")
    before = loaded(page, ALT)
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=ALT)
    assert dialog.is_visible()
    image = dialog.locator("img")
    page.wait_for_function("(i) => i.complete", arg=image.element_handle())
    box = image.bounding_box()
    assert box is not None
    assert box["width"] > float(before["width"]) * 1.4
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 800
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.className").startswith("journey-enlarge")
    page.keyboard.press("Enter")
    assert dialog.is_visible()
    page.keyboard.press("Enter")  # on the button that closes it
    assert not dialog.is_visible()
    page.context.close()


def test_tab_stays_in_an_enlarged_picture_and_a_click_closes_it(
    browser: Browser, built: Build
) -> None:
    page = opened(browser, built, width=360)
    page.locator("a.journey-enlarge:visible").first.click()
    dialog = page.locator("dialog.journey-enlarged")
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || document.activeElement.closest('dialog') !== null"
        )
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.locator("a.journey-enlarge:visible").first.click()
    assert dialog.is_visible()
    page.mouse.click(180, 700)
    assert not dialog.is_visible()
    page.context.close()


def test_a_drawing_fills_the_window(browser: Browser, built: Build) -> None:
    page = opened(browser, built)
    page.get_by_role("link", name="Enlarge: Two loops").click()
    box = page.locator("dialog img").bounding_box()
    assert box is not None
    assert box["height"] > 700
    page.context.close()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_a_reader_who_prefers_less_motion_sees_none(
    browser: Browser, built: Build, motion: Literal["reduce", "no-preference"], moves: bool
) -> None:
    page = opened(browser, built, motion=motion)
    page.locator("a.journey-enlarge:visible").first.click()
    name = page.locator("dialog").evaluate("(d) => getComputedStyle(d).animationName")
    assert (name != "none") == moves
    page.context.close()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_a_looping_picture_stands_still_for_a_reader_who_prefers_less_motion(
    browser: Browser, built: Build, motion: Literal["reduce", "no-preference"], moves: bool
) -> None:
    page = opened(browser, built, motion=motion, name="motion")
    name = str(loaded(page, "A loaf that turns")["source"]).rpartition("/")[2]
    with Image.open(built.out / "_images" / name) as image:
        assert getattr(image, "is_animated", False) is moves
    page.get_by_role("link", name="Enlarge: A loaf that turns").click()
    enlarged = page.locator("dialog img")
    page.wait_for_function("(i) => i.complete && i.naturalWidth", arg=enlarged.element_handle())
    shown = str(enlarged.evaluate("(image) => image.currentSrc")).rpartition("/")[2]
    with Image.open(built.out / "_images" / shown) as image:
        assert getattr(image, "is_animated", False) is moves
    page.context.close()


def test_a_first_picture_far_down_is_not_fetched_at_once(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path / "project").write(
        {
            "index.md": f"# Page\n\n{TEXT}\n\n" * 12 + ":::{blog-image} a.jpg\n:alt: A\n:::\n",
            "a.jpg": encoded(textured((900, 600)), "JPEG"),
        }
    )
    far = project.build("html", html_theme="furo")
    requested: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 300})
    page.on("request", lambda request: requested.append(request.url))
    show(page, (far.out / "index.html").as_uri())
    assert page.locator("img[alt=A]").evaluate("(i) => i.getBoundingClientRect().top") > 2700
    assert [url for url in requested if "_images/a-" in url] == []
    page.close()


def test_without_scripts_the_link_leads_to_the_picture(browser: Browser, built: Build) -> None:
    page = opened(browser, built, script=False)
    page.locator("a.journey-enlarge:visible").first.click()
    page.wait_for_url("**/_images/tower-*.jpg")
    page.context.close()


def test_a_page_has_no_errors(browser: Browser, built: Build) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    show(page, (built.out / "index.html").as_uri())
    page.locator("a.journey-enlarge:visible").first.click()
    page.close()
    assert errors == []
