"""Promises 2 to 6 for a blog: lists, archives and posts that patterns name."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from incremental.matrix import DIRHTML, FURO, TEXT, Variant
from incremental.site import Site, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], object]

HTML = Variant("basic", "html")
SECRET = "Kneipenschlägerei"
FILES: dict[str, str | bytes] = {
    "conf.py": 'project = "Bread"\ncopyright = "2026, Bakers"\nversion = release = "1"\n'
    'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n'
    'html_permalinks = False\njourney_today = "2026-11-22"\njourney_posts = "blog/*"\n'
    'journey_archives = {"per_page": 2}\nhtml_baseurl = "https://example.org/"\n'
    'journey_feeds = {"of": ["site", "tag", "author"], "number": 2}\n',
    "journey.yml": "authors: {ada: {name: Ada Baker}}\njourneys: []\n",
    "index.md": "# Bread\n\n```{post-list}\n:number: 2\n```\n\n```{toctree}\nlists\nabout\n```\n",
    "lists.md": "# Lists\n\n```{post-list}\n:tag: flour\n:fields: tags, authors\n```\n",
    "about.md": "# About\n\nNothing of posts.\n",
    "blog/flour.md": "---\ndate: 2026-09-01\ntags: [flour]\nauthor: ada\n---\n# Flour\n\n"
    "It is milled; see {doc}`oven`.\n",
    "blog/oven.md": "---\ndate: 2026-10-01\ntags: [heat]\ncategories: [Basics]\n---\n# Oven\n\n"
    "It is hot.\n\nVery.\n",
    "blog/crust.md": "---\ndate: 2026-10-20\ntags: [heat, flour]\n---\n# Crust\n\nCrisp.\n",
    "blog/later.md": f"---\ndate: 2026-12-01\ntags: [{SECRET}]\n---\n# {SECRET}\n\nPsst.\n",
    "blog/hidden.md": f"---\ndraft: true\ntags: [flour]\n---\n# {SECRET}\n\nPsst.\n",
}


def _set(**values: object) -> Step:
    return lambda site: site.overrides.update(values)


def _replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


EDITS: dict[str, tuple[Step, ...]] = {
    "title": (_replace("blog/flour.md", "# Flour", "# Rye"),),
    "text": (_replace("blog/oven.md", "Very.", "So very."),),
    "first paragraph": (_replace("blog/oven.md", "It is hot.", "It is heated."),),
    "title that an excerpt names": (_replace("blog/oven.md", "# Oven", "# Stove"),),
    "mark": (_replace("blog/oven.md", "Very.", "Very.\n\n<!--more-->"),),
    "date": (_replace("blog/flour.md", "2026-09-01", "2026-10-10"),),
    "other year": (_replace("blog/flour.md", "2026-09-01", "2025-09-01"),),
    "lastmod": (_replace("blog/flour.md", "date:", "lastmod: 2026-11-01\ndate:"),),
    "description": (_replace("blog/crust.md", "date:", "description: Brown.\ndate:"),),
    "new tag": (_replace("blog/oven.md", "[heat]", "[heat, new]"),),
    "tag gone": (_replace("blog/flour.md", "[flour]", "[]"),),
    "tag spelled otherwise": (_replace("blog/crust.md", "[heat, flour]", "[Heat, flour]"),),
    "category": (_replace("blog/oven.md", "Basics", "Advanced"),),
    "author": (_replace("journey.yml", "Ada Baker", "Ada Miller"),),
    "author's page": (_replace("journey.yml", "name: Ada", "url: 'https://a.org', name: Ada"),),
    "new post": (lambda site: site.write("blog/new.md", FILES["blog/crust.md"]),),
    "post gone": (lambda site: site.delete("blog/crust.md"),),
    "post becomes a draft": (_replace("blog/crust.md", "date:", "draft: true\ndate:"),),
    "draft comes out": (_replace("blog/hidden.md", "draft: true", "date: 2026-11-01"),),
    "clock": (_set(journey_today="2026-12-02"),),
    "clock passes a lastmod on its day": (
        _replace("blog/oven.md", "date:", "lastmod: 2026-11-22T18:00:00\ndate:"),
        _set(journey_today="2026-11-22T19:00:00"),
    ),
    "clock and back": (_set(journey_today="2026-12-02"), _set(journey_today="2026-11-22")),
    "drafts": (_set(journey_build_drafts=True),),
    "pattern": (_set(journey_posts="blog/[a-f]*"),),
    "no pattern": (_set(journey_posts=""),),
    "feeds off": (_set(journey_feeds=False),),
    "excerpts in feeds": (_set(journey_feeds={"content": "excerpt"}),),
    "feeds off and on": (_set(journey_feeds=False), lambda site: site.overrides.clear()),
    "base URL": (_set(html_baseurl="https://example.com/b"),),
    "text and feeds": (
        _set(journey_feeds=False),
        _replace("blog/oven.md", "Very.", "So very."),
        lambda site: site.overrides.clear(),
    ),
    "archives off": (_set(journey_archives=False),),
    "archives elsewhere": (_set(journey_archives="ablog"),),
    "page in place of an archive's": (
        lambda site: site.write("tags/index.md", "---\norphan: true\n---\n# Mine\n"),
    ),
    "page in place of an archive's, and another gone": (
        lambda site: site.write("tags/index.md", "---\norphan: true\n---\n# Mine\n"),
        lambda site: site.write("tags/heat.md", "---\norphan: true\n---\n# Mine\n"),
        lambda site: site.delete("tags/heat.md"),
    ),
    "toctree of posts": (_replace("index.md", "lists\n", "lists\nblog/oven\nblog/flour\n"),),
    "list": (_replace("lists.md", ":tag: flour", ":tag: heat\n:order: oldest"),),
    "other page": (_replace("about.md", "Nothing", "No word"),),
    "title in the sidebar": (_replace("about.md", "# About", "# Of bread"),),
}


def make(root: Path) -> Site:
    return make_site(root / "site", FILES)


def build(site: Site, variant: Variant, out: str = "") -> dict[str, str]:
    made = site.build(variant.builder, out or variant.name, variant.overrides)
    assert not [one for one in made.warnings if "Traceback" in one]
    return tree_of(made.out)


@pytest.mark.parametrize("variant", [HTML, FURO, DIRHTML, TEXT], ids=lambda one: one.name)
@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_is_a_clean_build(tmp_path: Path, name: str, variant: Variant) -> None:
    site = make(tmp_path)
    build(site, variant)
    for step in EDITS[name]:
        step(site)
        rebuilt = build(site, variant)
    clean = build(site, variant, out="clean")
    assert differing(rebuilt, clean) == []


def written(site: Site, *steps: Step) -> set[str]:
    """Return the pages that a rebuild writes after some steps."""
    out = site.build("html", "out", {}).out
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    for step in steps:
        step(site)
    site.build("html", "out", {})
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    pages = {path for path, when in after.items() if before.get(path) != when}
    return {path.relative_to(out).as_posix() for path in pages} - {"genindex.html", "search.html"}


def test_texts_that_were_deleted_are_made_again(tmp_path: Path) -> None:
    site = make(tmp_path)
    before = build(site, HTML)
    (kept,) = site.root.rglob("journey-bodies")
    shutil.rmtree(kept)
    site.write("blog/new.md", FILES["blog/crust.md"])
    rebuilt = build(site, HTML)
    assert differing(rebuilt, build(site, HTML, out="clean")) == []
    assert before["atom.xml"] != rebuilt["atom.xml"]


def test_an_idle_build_writes_no_page(tmp_path: Path) -> None:
    assert written(make(tmp_path)) == set()


def test_a_text_changes_no_list(tmp_path: Path) -> None:
    assert written(make(tmp_path), *EDITS["text"]) == {"blog/oven.html"}


def test_a_new_post_writes_its_page_and_its_lists_and_no_others(tmp_path: Path) -> None:
    text = "---\ndate: 2026-11-01\ntags: [heat]\nauthor: ada\n---\n# New\n\nNew.\n"
    assert written(make(tmp_path), lambda site: site.write("blog/new.md", text)) == {
        "blog/new.html",
        "blog/crust.html",  # the post before it
        "index.html",
        "archive/2026.html",
        "archive/2026/page/2.html",
        "archive/index.html",
        "authors/ada-baker.html",
        "authors/index.html",
        "tags/heat.html",
        "tags/heat/page/2.html",
        "tags/index.html",
    }


def test_what_isnt_out_is_nowhere(tmp_path: Path) -> None:
    site = make(tmp_path)
    for variant in (HTML, TEXT, DIRHTML):
        build(site, variant)
        site.overrides["journey_today"] = "2026-12-02"
        build(site, variant)
        site.overrides["journey_today"] = "2026-11-22"
        made = site.build(variant.builder, variant.name, variant.overrides)
        for path in made.out.rglob("*"):
            if path.is_file() and ".doctrees" not in path.parts:
                raw = path.read_bytes()
                assert SECRET.encode() not in raw, path
                assert SECRET.lower().encode() not in raw.lower(), path
            assert SECRET.lower() not in path.name
