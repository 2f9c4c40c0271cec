"""Promises of the event `journey-resolved`: other extensions get what a build shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from support import Project

CONF = """
import json
import pathlib

extensions = ["myst_parser", "sphinx_journey"]
html_theme = "basic"
journey_today = "2026-11-22"


def setup(app):
    app.connect("journey-resolved", note)


def note(app, env, journeys):
    found = [
        [journey.id, [[post.title, post.status, post.docname] for post in journey.posts]]
        for journey in journeys
    ]
    seen = pathlib.Path(app.srcdir, "seen.json")
    before = json.loads(seen.read_text()) if seen.is_file() else []
    pages = sum(1 for _ in pathlib.Path(app.outdir).glob("*.html"))
    seen.write_text(json.dumps([*before, [found, sorted(env.found_docs), pages]]))
"""
PLAN = """
    id: bread
    title: Bread
    pillars: []
    posts:
      - mill
      - {doc: secret, title: Later}
      - {title: Soaking}
    """


@pytest.fixture
def bread(project: Project) -> Project:
    return project.write(
        {
            "conf.py": CONF,
            "journey.yml": PLAN,
            "index.md": "# Home\n\n```{journey-toctree}\n```\n",
            "mill.md": "# Mill\n",
            "secret.md": "---\ndate: 2030-01-01\n---\n# Unspoken\n",
        }
    )


def seen(project: Project) -> list[Any]:
    found: list[Any] = json.loads((project.srcdir / "seen.json").read_text("utf-8"))
    return found


def test_an_extension_gets_what_a_build_shows(bread: Project) -> None:
    assert bread.build().warnings == []
    ((journeys, documents, pages),) = seen(bread)
    posts = [
        ["Mill", "published", "mill"],
        ["Later", "scheduled", None],
        ["Soaking", "planned", None],
    ]
    assert journeys == [["bread", posts]]
    assert documents == ["index", "mill"]
    assert pages == 0


def test_each_build_has_one(bread: Project) -> None:
    for count in (1, 2, 3):
        bread.build()
        assert len(seen(bread)) == count


def test_a_preview_has_what_it_shows(bread: Project) -> None:
    bread.build(journey_build_future=True)
    ((journeys, _documents, _pages),) = seen(bread)
    assert journeys[0][1][1] == ["Unspoken", "scheduled", "secret"]


def test_a_project_without_a_journey_has_none(bread: Project) -> None:
    (bread.srcdir / "journey.yml").unlink()
    (bread.srcdir / "index.md").write_text("# Home\n", "utf-8")
    bread.build()
    assert not (bread.srcdir / "seen.json").exists()
