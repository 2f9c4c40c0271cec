"""Languages from right to left, and words that stay together, as a real browser sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.opening import show
from support import JOURNEY, Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

FILES = {
    **JOURNEY,
    "journey.yml": JOURNEY["journey.yml"]
    .replace("title: Flour and water", "title: الدقيق والماء")
    .replace("title: Fire", "title: REST API (C++)"),
    "index.md": JOURNEY["index.md"] + "\n        :::{series-progress}\n        :::\n",
    "flour/hydration.md": (
        "---\ndate: 2026-11-01\nauthors: [Ada Baker, سارة]\ntags: [C++, عجين]\n---\n"
        "# الترطيب 101\n\nنص.\n"
    ),
}
LEFT_EDGES = """
(selector, words) => {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent;
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        found.push([range.getBoundingClientRect().right, word]);
      }
    }
  }
  return found.sort((one, other) => other[0] - one[0]).map((one) => one[1]);
}
"""
"""The words in the order in which they are read from right to left."""


@pytest.fixture(scope="module", params=["furo", "pydata_sphinx_theme", "sphinx_rtd_theme"])
def arabic(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("ar") / "project").write(FILES)
    project.build(language="ar", html_theme=request.param)
    return project


@pytest.fixture(params=["", "rtl"], ids=["theme", "page-from-right-to-left"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Page:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    if request.param:  # what a project adds that turns its theme round
        page.add_init_script("document.documentElement.dir = 'rtl'")
    return page


def in_order(page: Page, selector: str, *words: str) -> bool:
    """Return whether words follow each other from right to left."""
    script = f"([selector, words]) => ({LEFT_EDGES.strip()})(selector, words)"
    return list(page.evaluate(script, [selector, list(words)])) == list(words)


def test_a_line_of_arabic_is_read_from_the_right(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/flour/hydration.html").as_uri())
    assert in_order(page, ".journey-part", "الجزء", "من", "اثنتان", "الدقيق", "Bread")
    line = ("نوفمبر", "2026", "قراءة", "C++", "عجين", "بقلم", "Ada", "سارة")
    assert in_order(page, ".journey-post-line", *line)
    page.close()


def test_a_date_is_read_as_its_language_writes_it(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/flour/hydration.html").as_uri())
    assert in_order(page, ".journey-post-line time", "1", "نوفمبر", "2026")
    show(page, (arabic.root / "out/html/index.html").as_uri())
    assert in_order(page, ".journey-table tbody time", "01", "10", "2026")
    page.close()


def test_a_latin_title_keeps_its_signs_where_they_are(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/index.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    for selector in (
        ".journey-station:nth-child(3) .journey-station-title",
        ".journey-bars > :nth-child(2)",
    ):
        assert in_order(page, selector, ")", "C++", "(", "API", "REST"), selector
    page.close()


def test_signs_at_the_end_of_a_latin_name_stay_there(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/flour/hydration.html").as_uri())
    assert in_order(page, ".journey-tag", "++", "C")
    page.close()


def test_a_name_in_arabic_does_not_turn_numbers_round_in_an_english_line(
    browser: Browser, tmp_path: Path
) -> None:
    tagged = FILES["flour/hydration.md"].replace("[C++, عجين]", "[عجين, '2024', 7 loaves]")
    project = Project(tmp_path / "project").write({**FILES, "flour/hydration.md": tagged})
    built = project.build(html_theme="furo")
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    show(page, (built.out / "flour/hydration.html").as_uri())
    assert in_order(page, ".journey-post-line", "by", "loaves", "7", "2024", "عجين", "2026")
    page.close()


def test_what_is_drawn_begins_at_the_right(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/index.html").as_uri())
    middle = "one => { const r = one.getBoundingClientRect(); return (r.left + r.right) / 2; }"
    number, body, line = (
        page.eval_on_selector(f".journey-station:nth-child(2) {part}", middle)
        for part in (".journey-number", ".journey-station-body", ".journey-station-title")
    )
    assert number > body
    assert number > line
    rail = page.eval_on_selector(
        ".journey-station:nth-child(2)",
        "one => getComputedStyle(one, '::before').right",
    )
    assert float(rail.removesuffix("px")) < 40
    first, last = (
        page.eval_on_selector(f".journey-table th:{which}-child", middle)
        for which in ("first", "last")
    )
    assert first > last
    page.close()


def test_arrows_point_to_where_a_language_goes_on(arabic: Project, page: Page) -> None:
    show(page, (arabic.root / "out/html/flour/hydration.html").as_uri())
    for way, arrow in (("previous", "\u2192"), ("next", "\u2190")):
        content = page.eval_on_selector(
            f".journey-{way} .journey-direction", "one => getComputedStyle(one, '::before').content"
        )
        assert arrow in content
    page.close()


EDGES = """
() => [...document.querySelectorAll(
  ".journey-station-title a, .journey-entry-title, .journey-table a, .journey-bar a"
)].filter((one) => /[\u0600-\u06ff]/.test(one.textContent)).map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = [...range.getClientRects()], left = one.getBoundingClientRect().left;
  return [new Set(lines.map((line) => line.top)).size,
    Math.max(...lines.map((line) => Math.abs(line.left - left)))];
})
"""
"""How many lines each title in Arabic takes, and how far the furthest begins from its left edge."""


def test_a_title_in_arabic_begins_at_the_left_in_an_english_roadmap(
    browser: Browser, tmp_path: Path
) -> None:
    title = "الدقيق والماء وما يمكن أن يسوء معهما في مطبخ بارد قبل الفجر بساعة واحدة"
    plan = FILES["journey.yml"].replace("title: الدقيق والماء", f"title: {title}")
    post = FILES["flour/hydration.md"].replace("# الترطيب 101", f"# {title}")
    project = Project(tmp_path / "project").write(
        {**FILES, "journey.yml": plan, "flour/hydration.md": post}
    )
    page = browser.new_page(viewport={"width": 360, "height": 900})
    show(page, (project.build(html_theme="furo").out / "index.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    found = page.evaluate(EDGES)
    assert len(found) >= 4, found
    assert all(lines > 1 for lines, _ in found), found
    assert all(away < 2 for _, away in found), found
    page.close()


TITLE = "A First-Class Well-Known State-of-the-Art Half-Baked Oven-Ready Title"
NARROW = {
    **JOURNEY,
    "journey.yml": JOURNEY["journey.yml"].replace("title: Flour and water", f"title: {TITLE}"),
    "flour/hydration.md": f"---\ndate: 2026-11-01\n---\n# {TITLE}\n\n" + "Knead and wait. " * 900,
    "index.md": JOURNEY["index.md"] + "\n        :::{series-progress}\n        :::\n",
}
LINES = """
(selector) => [...document.querySelectorAll(selector)].map(
  (one) => new Set([...one.getClientRects()].map((r) => Math.round(r.top))).size)
"""


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar"])
def test_minutes_stay_beside_their_unit(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    project = Project(tmp_path_factory.mktemp(language) / "project").write(NARROW)
    built = project.build(language=language, html_theme="furo")
    for width in range(260, 420, 20):
        page = browser.new_page(viewport={"width": width, "height": 900})
        for name in ("index", "flour/hydration", "flour/index"):
            show(page, (built.out / f"{name}.html").as_uri())
            page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
            assert set(page.evaluate(LINES, ".journey-minutes")) <= {1, 0}, (width, name)
        page.close()


def test_titles_are_not_broken_after_a_hyphen(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("hyphens") / "project").write(NARROW)
    built = project.build(html_theme="furo")
    page = browser.new_page(viewport={"width": 360, "height": 900})
    seen = 0
    for name in ("index", "flour/hydration"):
        show(page, (built.out / f"{name}.html").as_uri())
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        lines = page.evaluate(LINES, ".journey-word")
        assert set(lines) == {1}
        seen += len(lines)
        scrolls = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not scrolls
    assert seen > 10
    page.close()
