"""The mistakes that newcomers make most get a message that knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import CONF, Project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "id: bread\ntitle: Bread\npillars: [{id: p, title: P, posts: [p/a]}]\n"
INDEX = "# Home\n\n```{toctree}\np/a\n```\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with a journey."""
    files = {"journey.yml": PLAN, "index.md": INDEX, "p/a.md": "# First\n", "p/dot.svg": DOT}
    return Project(tmp_path / "project").write(files)


MISTAKES = {
    "options after a blank line": ("```{blog-image} dot.svg\n\n:alt: a dot\n```\n", "next line"),
    "options without a colon": ("```{blog-image} dot.svg\nalt: a dot\n```\n", "next line"),
    "options of a view": ("```{pillar-roadmap}\n\n:view: table\n```\n", "next line"),
    "a view's option without a colon": ("```{pillar-roadmap}\nview: table\n```\n", "next line"),
    "text of a view": ("```{series-progress}\nAll of it\n```\n", "it takes no text"),
    "a picture's suffix": ("```{blog-image} dot.SVG\n:alt: a\n```\n", "Did you mean 'dot.svg'?"),
    "a picture's name": ("```{blog-image} dott.svg\n:alt: a\n```\n", "Did you mean 'dot.svg'?"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_directive_knows_what_was_meant(project: Project, name: str) -> None:
    text, hint = MISTAKES[name]
    build = project.write({"p/a.md": f"# First\n\n{text}"}).build()
    assert any("p/a.md:3: " in line and hint in line for line in build.warnings), build.warnings


@pytest.mark.parametrize("written", ["01", "1.10", "yes", "2026"])
def test_an_entry_that_is_no_text_in_yaml_is_shown_as_it_was_written(
    project: Project, written: str
) -> None:
    project.write({"journey.yml": f"id: bread\ntitle: Bread\nposts:\n  - {written}\npillars: []\n"})
    (warning,) = project.build().warned("manifest_value")
    assert f"journey.yml:4: WARNING: 'posts[1]' is {written}, which is no text in YAML" in warning
    assert f"Put it in quotes: '{written}'." in warning


def test_a_title_of_digits_is_a_title(project: Project) -> None:
    project.write({"journey.yml": "id: a\ntitle: 007\npillars: [{id: p, title: 1.10}]\n"})
    project.write({"index.md": INDEX + "\n```{pillar-roadmap}\n```\n\n{journey:series}`a`\n"})
    page = project.build().read("index.html")
    assert "1.10" in page
    assert "007" in page


def test_a_moved_file_is_found_under_its_name(project: Project) -> None:
    (project.srcdir / "p/a.md").rename(project.srcdir / "a.md")
    (warning,) = project.build().warned("manifest_document")
    assert "Did you mean 'a'?" in warning


def test_wrong_indentation_is_named_at_its_line(project: Project) -> None:
    plan = "id: bread\ntitle: Bread\npillars:\n  - id: p\n     title: P\n    posts: []\n"
    (warning,) = project.write({"journey.yml": plan}).build().warned("manifest_syntax")
    assert "journey.yml:5: " in warning
    assert "check the indentation of this line and the one before" in warning


def test_a_broken_plan_is_one_warning(project: Project) -> None:
    posts = {f"p/{name}.md": f"# {name}\n\n```{{series-nav}}\n```\n" for name in "bcdefgh"}
    text = "```{pillar-roadmap}\n```\n\n{journey:post}`b` {journey:pillar}`p`\n"
    project.write({**posts, "index.md": f"# Home\n\n```{{journey-toctree}}\n```\n\n{text}"})
    names = ", ".join(f"p/{name}" for name in "abcdefgh")
    plan = f"id: bread\ntitle: Bread\npillars: [{{id: p, title: P, posts: [{names}]}}\n"
    build = project.write({"journey.yml": plan}).build()
    (warning,) = build.warnings
    assert "journey.manifest_syntax" in warning
    (line,) = [one for one in build.status.splitlines() if "follow from the plan" in one]
    assert int(line.split()[1]) >= 3
    fixed = project.write({"journey.yml": plan.replace("]}\n", "]}]\n")}).build()
    assert fixed.warnings == []
    journey_less = project.write({"conf.py": CONF, "journey.yml": PLAN}).build()
    assert len(journey_less.warnings) > 3  # posts in no journey: shown again
