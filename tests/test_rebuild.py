"""A second build: what other pages show of a post is up to date, and nothing crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import build_main
from support import CONF, JOURNEY

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


def test_a_build_with_nothing_new_writes_no_page(journey: Project) -> None:
    first = journey.build("html")
    times = {path: path.stat().st_mtime_ns for path in first.out.rglob("*.html")}
    second = journey.build("html")
    again = {
        path.relative_to(second.out).as_posix()
        for path, time in times.items()
        if path.stat().st_mtime_ns != time
    }
    # Sphinx makes these in every build, and we make the page that isn't a document.
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


def test_a_plan_that_comes_later_finds_the_documents(project: Project) -> None:
    files = dict(JOURNEY)
    plan = files.pop("journey.yml")
    index, files["index.md"] = files["index.md"], "# Bread\n"
    project.write({"conf.py": CONF + "suppress_warnings = ['toc.not_included']\n", **files})
    project.build()
    built = project.write({"journey.yml": plan, "index.md": index}).build()
    assert built.warned("manifest_document") == []
    assert "Part 1 of 3" in built.read("overview/why.html")


def test_an_authors_progress_page_takes_the_links(journey: Project) -> None:
    assert "series-progress.html" in journey.build().read("overview/why.html")
    page = JOURNEY["index.md"] + "\n        :::{series-progress}\n        :::\n"
    built = journey.write({"index.md": page}).build()
    assert "series-progress.html" not in built.read("overview/why.html")


def test_two_folders_that_share_doctrees_are_each_up_to_date(journey: Project) -> None:
    def build(folder: str) -> str:
        out, doctrees = journey.root / folder, journey.root / "shared"
        argv = ["-q", "-d", str(doctrees), str(journey.srcdir), str(out)]
        assert build_main(argv) == 0
        return (out / "overview/why.html").read_text(encoding="utf-8")

    for folder in ("one", "two"):
        assert "Part 1 of 3" in build(folder)
    plan = JOURNEY["journey.yml"].replace("title: Bread from scratch", "title: Bread anew")
    journey.write({"journey.yml": plan})
    for folder in ("one", "two"):
        assert "Bread anew" in build(folder)


@pytest.mark.parametrize("body", ["## What it is\n\n{toc}", "{toc}\n\n## What it is"])
def test_posts_follow_a_chapters_text_wherever_the_toctree_is(journey: Project, body: str) -> None:
    toc = "```{journey-toctree}\n:pillar: flour\n:hidden:\n```"
    page = "# Flour and water\n\n" + body.replace("{toc}", toc) + "\n\nBooks.\n"
    tex = journey.write({"flour/index.md": page}).build("latex").read("bread.tex")
    assert tex.index("Books.") < tex.index("Water makes dough.")
    only = page.replace(toc, f"````{{only}} nothing\n{toc}\n````")
    assert "Water makes dough." not in (
        journey.write({"flour/index.md": only}).build("latex").read("bread.tex")
    )


def test_series_nav_is_below_footnotes_and_further_sections(journey: Project) -> None:
    post = "# Hydration\n\nWater[^1].\n\n# More\n\nText.\n\n[^1]: Clean.\n"
    page = (
        journey.write({"flour/hydration.md": post})
        .build(html_theme="alabaster")
        .read("flour/hydration.html")
    )
    last_nav = page.rindex('<nav aria-label="Previous and next')
    assert page.index("Clean.") < last_nav
    assert page.index("Text.") < last_nav
