"""A second build: what other pages show of a post is up to date, and nothing crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import JOURNEY

if TYPE_CHECKING:
    from support import Project

RYE = {"flour/rye.md": "# Rye\n\nDark bread.\n"}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "latex", "epub"])
def test_a_new_post_shows_on_every_other(journey: Project, builder: str) -> None:
    journey.build(builder)
    plan = JOURNEY["journey.yml"].replace(
        "- flour/hydration", "- flour/hydration\n              - flour/rye"
    )
    journey.write({**RYE, "journey.yml": plan})
    second = journey.build(builder)
    assert second.warnings == []
    name = {
        "html": "overview/why.html",
        "dirhtml": "overview/why/index.html",
        "singlehtml": "index.html",
        "text": "overview/why.txt",
        "latex": "bread.tex",
        "epub": "overview/why.xhtml",
    }[builder]
    page = second.read(name)
    assert "Part 1 of 4" in page
    assert "Part 1 of 3" not in page


def test_builders_that_share_doctrees_are_each_up_to_date(journey: Project) -> None:
    journey.build("html")
    journey.build("text")
    plan = JOURNEY["journey.yml"].replace(
        "- flour/hydration", "- flour/hydration\n              - flour/rye"
    )
    journey.write({**RYE, "journey.yml": plan})
    journey.build("html")
    assert "Part 1 of 4" in journey.build("text").read("overview/why.txt")


def test_a_build_of_nothing_new_writes_no_page(journey: Project) -> None:
    first = journey.build("html")
    times = {path: path.stat().st_mtime_ns for path in first.out.rglob("*.html")}
    second = journey.build("html")
    again = {
        path.relative_to(second.out).as_posix()
        for path, time in times.items()
        if path.stat().st_mtime_ns != time
    }
    # Sphinx makes these at every build, and we the page that is no document.
    assert again <= {"search.html", "genindex.html", "series-progress.html"}


def test_a_day_that_passes_makes_a_post_late(journey: Project) -> None:
    page = "series-progress.html"
    before = journey.build("html", journey_today="2026-12-20").read(page)
    after = journey.build("html", journey_today="2026-12-31").read(page)
    late = after[after.index("What is late") : after.index("All posts")]
    assert "Milling" in late
    assert "Milling" not in before[before.index("What is late") : before.index("All posts")]


def test_a_hidden_toctree_puts_posts_after_the_chapters_text(journey: Project) -> None:
    journey.write(
        {
            "flour/index.md": """
                # Flour and water

                ## What it is

                :::{journey-toctree}
                :pillar: flour
                :hidden:
                :::

                ## Further reading

                Books.
                """
        }
    )
    tex = journey.build("latex").read("bread.tex")
    chapter = tex[tex.index(r"\chapter{Flour and water}") :]
    assert chapter.index("Books.") < chapter.index("Water makes dough.")
    assert r"\section{Hydration}" in chapter
