"""The mistakes that newcomers make most get a message that knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def test_a_colon_fence_that_is_text_is_named(project: Project) -> None:
    conf = CONF.replace('myst_enable_extensions = ["colon_fence"]\n', "")
    code = "````md\n:::{pillar-roadmap}\n:::\n````\n"
    text = f"# A\n\n{code}\n:::{{pillar-roadmap}}\n:view: table\n:::\n\n:::{{note}}\nWords\n:::\n"
    (warning,) = project.write({"conf.py": conf, "p/a.md": text}).build().warned("option")
    assert "p/a.md:8: WARNING: ':::{pillar-roadmap}' is text here." in warning
    assert "colon_fence" in warning
    assert project.write({"conf.py": CONF}).build().warned("option") == []


@pytest.mark.parametrize("name", ["a.MD", "A.md", "a.markdown", "a.txt"])
def test_a_file_whose_name_differs_a_little_is_named(project: Project, name: str) -> None:
    (project.srcdir / "p/a.md").rename(project.srcdir / "p" / name)
    (warning,) = project.build().warned("manifest_document")
    assert f"There is a file 'p/{name}'" in warning or "Did you mean 'p/A'?" in warning


def test_posts_in_no_table_of_contents_are_one_hint(project: Project) -> None:
    plan = PLAN.replace("posts: [p/a]", "posts: [p/a, p/b, p/c]")
    project.write({"journey.yml": plan, "p/b.md": "# B\n", "p/c.md": "# C\n"})
    build = project.build()
    (warning,) = build.warned("no_toctree")
    assert "journey.yml:3: WARNING: 'p/b' and 1 other post are in no table" in warning
    assert "journey-toctree" in warning
    assert project.build(suppress_warnings="toc.not_included").warnings == []
    project.write({"index.md": "# Home\n\n```{journey-toctree}\n```\n"})
    assert project.build().warnings == []


def test_a_post_without_any_title_is_named(project: Project) -> None:
    project.write({"p/a.md": "Only words.\n"})
    (warning,) = project.build().warned("untitled")
    assert "p/a.md:1: WARNING: This post has neither a heading nor a 'title'" in warning
    project.write({"p/a.md": "---\ntitle: A title\n---\nOnly words.\n"})
    assert project.build().warned("untitled") == []


NOT_FILES: dict[str, dict[str, Any]] = {
    "a picture that links to itself": {"journey_nav": "both"},
    "a plan's name without end": {"journey_manifest": "a" * 100_000},
    "a plan's name with a null": {"journey_manifest": "a\0b"},
    "a page's name without end": {"journey_progress_page": "a" * 100_000},
    "a page's name with a null": {"journey_progress_page": "a\0b"},
}


@pytest.mark.parametrize("name", NOT_FILES)
def test_what_can_be_no_file_ends_no_build(project: Project, name: str) -> None:
    (project.srcdir / "p/loop.png").symlink_to("loop.png")
    (project.srcdir / "p/folder").symlink_to("folder")
    pictures = "![one](loop.png)\n\n```{blog-image} loop.png\n:alt: one\n```\n"
    project.write({"p/a.md": f"# A\n\n{pictures}\n![two](folder/x.png)\n"})
    build = project.build(**NOT_FILES[name])
    assert "one" in build.read("p/a.html")
    assert all(len(line) < 1000 for line in build.warnings)
    assert len(build.warned("image_missing")) >= 2


@pytest.mark.parametrize("kind", ["folder", "loop"])
def test_a_plan_that_is_no_file_withholds_drafts(project: Project, kind: str) -> None:
    plan = project.srcdir / "journey.yml"
    plan.unlink()
    plan.mkdir() if kind == "folder" else plan.symlink_to("journey.yml")
    project.write({"p/a.md": "---\ndraft: true\n---\n# A\n"})
    build = project.build()
    assert not (build.out / "p/a.html").exists()
    assert build.warned("manifest_missing")


def test_options_of_a_directive_inside_a_caption_are_its_own(project: Project) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    inner = "   .. image:: /p.svg\n      :alt: What is inside\n"
    rest = f"A\n=\n\n.. blog-image:: /p.svg\n   :alt: A page\n\n   Words.\n\n{inner}"
    (project.srcdir / "p/a.md").unlink()
    build = project.write({"p/a.rst": rest, "p.svg": svg}).build()
    assert build.warned("option") == []
    wrong = rest.replace("   Words.", "   :credit: Ada")
    assert len(project.write({"p/a.rst": wrong}).build().warned("option")) == 1
