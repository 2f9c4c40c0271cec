"""Promises 2 to 6 for `journey.json`: a rebuild leaves what a clean build makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from incremental.site import Site, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], object]

SECRET = "Kneipenschlägerei"
FILES: dict[str, str | bytes] = {
    "conf.py": 'project = "Bread"\ncopyright = "2026, Bakers"\nversion = release = "1"\n'
    'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n'
    'html_baseurl = "https://example.org/"\njourney_today = "2026-11-22"\njourney_json = True\n',
    "journey.yml": """\
id: bread
title: Bread
authors: {ada: {name: Ada Baker}}
pillars:
  - id: flour
    title: Flour
    summary: What dough is made of.
    posts:
      - rye
      - {doc: later, title: Later by plan, date: 2026-11-30}
      - {id: oats, title: Oats}
""",
    "index.md": "# Bread\n\n```{journey-toctree}\n```\n",
    "rye.md": "---\ndate: 2026-11-01\nauthor: ada\n---\n# Rye\n\nGray.\n",
    "later.md": f"---\ndate: 2026-11-30\ntags: [{SECRET}]\n---\n# {SECRET}\n\nPsst.\n",
}


def _set(**values: object) -> Step:
    return lambda site: site.overrides.update(values)


def _replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


EDITS: dict[str, tuple[Step, ...]] = {
    "off": (_set(journey_json=False),),
    "off and on": (_set(journey_json=False), _set(journey_json=True)),
    "no base URL": (_set(html_baseurl=""),),
    "base URL": (_set(html_baseurl="https://example.com/b"),),
    "summary": (_replace("journey.yml", "What dough is made of.", "All about dough."),),
    "planned title": (_replace("journey.yml", "title: Oats", "title: Oats and more"),),
    "planned post gone": (_replace("journey.yml", "      - {id: oats, title: Oats}\n", ""),),
    "requires": (
        _replace("journey.yml", "pillars:", "pillars:\n  - {id: tools, title: Tools, posts: []}"),
        _replace("journey.yml", "    title: Flour\n", "    title: Flour\n    requires: [tools]\n"),
    ),
    "description": (
        _replace("journey.yml", "title: Bread\n", "title: Bread\ndescription: All.\n"),
    ),
    "tag authority": (
        _replace("journey.yml", "id: bread", "tag_authority: e.org,2026\nid: bread"),
    ),
    "author's picture": (
        _replace("journey.yml", "name: Ada Baker", "name: Ada, avatar: 'https://e.org/a.png'"),
    ),
    "post's text": (_replace("rye.md", "Gray.", "Gray and dense, and a little sour."),),
    "post becomes a draft": (_replace("rye.md", "date:", "draft: true\ndate:"),),
    "a scheduled post comes out": (_set(journey_today="2026-12-01"),),
    "and is taken back": (_set(journey_today="2026-12-01"), _set(journey_today="2026-11-22")),
    "its moment passes within a day": (
        _set(journey_today="2026-11-29T23:00:00"),
        _set(journey_today="2026-11-30T00:00:00"),
    ),
    "preview": (_set(journey_build_future=True),),
    "preview and back": (_set(journey_build_future=True), _set(journey_build_future=False)),
    "a file of that name": (
        lambda site: site.write("extra/journey.json", "mine\n"),
        _set(html_extra_path=["extra"]),
    ),
    "no plan": (lambda site: site.delete("journey.yml"), _set(journey_gate=True)),
}


def build(site: Site, out: str = "out", builder: str = "html") -> Path:
    made = site.build(builder, out)
    assert not [one for one in made.warnings if "Traceback" in one]
    return made.out


@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_is_a_clean_build(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path / "site", FILES)
    build(site)
    for step in EDITS[name]:
        step(site)
        out = build(site)
    assert differing(tree_of(out), tree_of(build(site, "clean"))) == []


def test_what_comes_out_is_told_and_no_earlier(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    file = build(site) / "journey.json"
    assert SECRET not in file.read_text("utf-8")
    site.overrides["journey_today"] = "2026-11-30"
    build(site)
    assert SECRET in file.read_text("utf-8")
    site.overrides["journey_today"] = "2026-11-29"
    build(site)
    assert SECRET not in file.read_text("utf-8")


def test_a_file_that_is_right_stays_and_no_other_is_touched(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    out = build(site)
    pages = {path: path.stat().st_mtime_ns for path in (out / "index.html", out / "rye.html")}
    file = out / "journey.json"
    right, when = file.read_bytes(), file.stat().st_mtime_ns
    build(site)
    assert file.stat().st_mtime_ns == when
    site.overrides["journey_json"] = False
    build(site)
    assert not file.exists()
    site.overrides["journey_json"] = True
    build(site)
    file.write_bytes(b"{}")
    build(site)
    assert file.read_bytes() == right
    assert pages == {path: path.stat().st_mtime_ns for path in pages}
