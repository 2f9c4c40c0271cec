"""Promises 2 to 6 for calendars: a rebuilt one is that of a clean build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from incremental.matrix import DIRHTML, Variant
from incremental.site import Site, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], object]

HTML = Variant("basic", "html")
FILES: dict[str, str | bytes] = {
    "conf.py": 'project = "Bread"\ncopyright = "2026, Bakers"\nversion = release = "1"\n'
    'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n'
    'html_permalinks = False\njourney_today = "2026-11-22"\njourney_posts = "notes/*"\n'
    'html_baseurl = "https://example.org/"\njourney_calendar = True\n',
    "journey.yml": "journeys:\n"
    "  - id: bread\n    title: Bread\n    posts:\n"
    "      - posts/rye\n"
    "      - {doc: posts/later, title: Later, date: 2026-12-10}\n"
    "      - {id: sifting, title: Sifting, date: 2026-12-24}\n"
    "      - {id: someday, title: Some day}\n"
    "  - {id: salt, title: Salt, posts: [{id: brine, title: Brine}]}\n",
    "index.md": "# Bread\n\n```{journey-toctree}\n:journey: bread\n```\n\n"
    "```{toctree}\nabout\n```\n",
    "about.md": "# About\n\nNothing of posts.\n",
    "posts/rye.md": "---\ndate: 2026-10-01\ntags: [rye]\n---\n# Rye\n\nText.\n",
    "posts/later.md": "---\ndate: 2026-12-10\n---\n# Out later\n\nText.\n",
    "notes/a.md": "---\ndate: 2026-11-01\n---\n# A note\n\nText.\n",
}


def _set(**values: object) -> Step:
    return lambda site: site.overrides.update(values)


def _replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


EDITS: dict[str, tuple[Step, ...]] = {
    "off": (_set(journey_calendar=False),),
    "off and on": (_set(journey_calendar=False), lambda site: site.overrides.clear()),
    "planned date": (_replace("journey.yml", "2026-12-24", "2026-12-23"),),
    "planned date gone": (_replace("journey.yml", ", date: 2026-12-24", ""),),
    "planned title": (_replace("journey.yml", "title: Sifting", "title: To sift"),),
    "date of an undated post": (_replace("journey.yml", "Some day", "Some day, date: 2027-01-01"),),
    "first date of a journey": (_replace("journey.yml", "Brine}", "Brine, date: 2027-01-01}"),),
    "journey's title": (_replace("journey.yml", "title: Bread\n", "title: Loaf\n"),),
    "the feed of a journey becomes the project's": (
        _set(journey_feeds=True),
        lambda site: site.delete("notes/a.md"),
    ),
    "scheduled post comes out": (_set(journey_today="2026-12-11"),),
    "scheduled post and back": (
        _set(journey_today="2026-12-11"),
        _set(journey_today="2026-11-22"),
    ),
    "planned date passes": (_set(journey_today="2026-12-25"),),
    "preview": (_set(journey_build_future=True),),
    "slug of a scheduled post": (_replace("posts/later.md", "date:", "slug: x\ndate:"),),
    "description": (_replace("posts/rye.md", "date:", "description: Dark.\ndate:"),),
    "post becomes a draft": (_replace("posts/rye.md", "date:", "draft: true\ndate:"),),
    "other zone": (_set(journey_timezone="America/New_York"),),
    "base URL": (_set(html_baseurl="https://example.com/b"),),
    "no base URL": (_set(html_baseurl=""),),
    "last post of none": (lambda site: site.delete("notes/a.md"),),
}


def build(site: Site, variant: Variant, out: str = "") -> dict[str, str]:
    return tree_of(site.build(variant.builder, out or variant.name, variant.overrides).out)


@pytest.mark.parametrize("variant", [HTML, DIRHTML], ids=lambda one: one.name)
@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_is_a_clean_build(tmp_path: Path, name: str, variant: Variant) -> None:
    site = make_site(tmp_path / "site", FILES)
    build(site, variant)
    for step in EDITS[name]:
        step(site)
        rebuilt = build(site, variant)
    clean = build(site, variant, out="clean")
    assert differing(rebuilt, clean) == []


@pytest.mark.parametrize(
    "name", ["planned date", "scheduled post comes out", "planned title", "base URL"]
)
def test_an_edit_changes_the_calendar(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path / "site", FILES)
    before = build(site, HTML)["calendar.ics"]
    for step in EDITS[name]:
        step(site)
    assert build(site, HTML)["calendar.ics"] != before


def test_an_idle_build_makes_no_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path / "site", FILES)
    build(site, HTML)

    def fail(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr("sphinx_journey.outputs.calendars.as_icalendar", fail)
    build(site, HTML)
