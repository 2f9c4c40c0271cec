"""Diagrams that are drawn while building: once, and anew when anything that shapes them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_journey.pictures import diagrams

if TYPE_CHECKING:
    from pathlib import Path

    from support import Build, Project

EXTENSIONS = ["myst_parser", "sphinxcontrib.mermaid", "sphinx_journey"]
PAGE = "# Bread\n\n```{mermaid}\n:alt: From flour to dough\nflowchart LR\n  flour --> dough\n```\n"


@pytest.fixture
def drawn(project: Project) -> Project:
    return project.write({"journey.yml": "id: bread\ntitle: Bread\n", "index.md": PAGE})


def build(project: Project, words: str) -> Build:
    """Build a page that is written again because its words have changed."""
    return project.write({"index.md": f"{PAGE}\n{words}\n"}).build(extensions=EXTENSIONS)


def drawings(built: Build) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in built.out.glob("_images/diagram-*.svg")}


def kept(project: Project) -> dict[Path, int]:
    folder = project.root / "out/doctrees/journey-diagrams"
    return {path: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_diagram_that_has_been_drawn_is_not_drawn_again(drawn: Project) -> None:
    first = drawings(build(drawn, "One."))
    assert len(first) == 1
    before = kept(drawn)
    assert drawings(build(drawn, "Two.")) == first
    assert kept(drawn) == before


def test_a_changed_look_draws_a_diagram_anew(
    drawn: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    color = "#123456"
    (old,) = drawings(build(drawn, "One.")).values()
    assert color.encode() not in old
    look = diagrams.LOOK | {"themeVariables": {"primaryColor": color}}
    monkeypatch.setattr(diagrams, "LOOK", look)
    built = build(drawn, "Two.")
    (shown,) = [name for name in drawings(built) if name in built.read("index.html")]
    assert color.encode() in drawings(built)[shown]


def test_whether_diagrams_enlarge_is_the_projects_choice_and_rebuilt_cleanly(
    drawn: Project,
) -> None:
    script = "_static/journey-enlarge.js"
    with_links = drawn.build(extensions=EXTENSIONS)
    assert 'class="journey-enlarge"' in with_links.read("index.html")
    assert (with_links.out / script).is_file()
    linked = with_links.tree()
    off = {"enlarge": False}
    without = drawn.build(extensions=EXTENSIONS, journey_images=off)
    clean = drawn.build(out="clean", extensions=EXTENSIONS, journey_images=off)
    assert without.tree() == clean.tree()
    page = without.read("index.html")
    assert "journey-enlarge" not in page
    assert not (without.out / script).exists()
    # What scrolls can be reached by keyboard all the same.
    assert '<div aria-label="From flour to dough" class="journey-diagram-view" role="group"' in page
    assert 'tabindex="0"' in page
    assert drawn.build(extensions=EXTENSIONS).tree() == linked
