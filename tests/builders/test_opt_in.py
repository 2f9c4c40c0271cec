"""Promise 1: what switches the gate on, and what is said where it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support import CONF, Build, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DRAFT = "---\ndraft: true\n---\n# Zqsecret\n\nzqsecret\n"
POST = "---\nseries: bread\npillar: loaf\n---\n# Shaping\n\nWords.\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"
PLAN = "id: bread\ntitle: Bread\npillars: [{id: loaf, title: Loaf}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project without a plan, with a draft."""
    return Project(tmp_path / "project").write({"index.md": INDEX, "sec.md": DRAFT})


def is_out(build: Build) -> bool:
    return (build.out / "sec.html").exists()


OPTS_IN: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "a plan": ({"journey.yml": PLAN}, {}),
    "a plan that isn't there": ({}, {"journey_manifest": "plans/bread.yml"}),
    "journey_gate": ({}, {"journey_gate": True}),
    "journey_series": ({}, {"journey_series": True}),
    "no truth value": ({"conf.py": CONF + "journey_gate = 'yes'\n"}, {}),
    "a plan with another suffix": ({"journey.yaml": PLAN}, {}),
    "a plan in capitals": ({"Journey.YML": PLAN}, {}),
}
NOT_IN: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "nothing": ({}, {}),
    "a series": ({"post.md": POST}, {}),
    "a word in front matter that can't be read": ({"post.md": "---\na: [series\n---\n# A\n"}, {}),
    "another tool's plan": ({"toc.yml": PLAN}, {}),
    "switched off": ({}, {"journey_gate": False, "journey_series": False}),
}


@pytest.mark.parametrize("name", OPTS_IN)
def test_a_project_that_opts_in_publishes_no_draft(project: Project, name: str) -> None:
    files, options = OPTS_IN[name]
    for _ in range(2):  # the second build reads nothing
        build = project.write(files).build(**options)
        assert not is_out(build)
        assert build.warned("gate_off") == []


@pytest.mark.parametrize("name", NOT_IN)
def test_a_project_that_has_not_opted_in_is_built_as_without_the_extension(
    project: Project, name: str
) -> None:
    files, options = NOT_IN[name]
    project.write(files)
    build = project.build(**options)
    assert is_out(build)
    without = project.build(out="without", extensions=["myst_parser"])
    assert build.tree() == without.tree()
    (warning,) = build.warned("gate_off")
    assert "sec.md:1: WARNING: 1 document is published" in warning
    assert "this one is draft" in warning
    assert "journey_gate = True" in warning


PUBLISHED = "---\ndate: 2020-01-01\ndraft: false\nexpiryDate: 2099-01-01\n---\n# A\n"
FUTURE = "---\ndate: 2099-01-01\n---\n# Later\n"
EXPIRED = "---\nexpiryDate: 2020-01-01\n---\n# Gone\n"


def test_documents_that_are_published_against_their_word_are_counted(project: Project) -> None:
    more = {"a.md": PUBLISHED, "b.md": FUTURE, "c.rst": ":expiryDate: 2020-01-01\n\nGone\n====\n"}
    (warning,) = project.write(more).build().warned("gate_off")
    assert "b.md:1: WARNING: 3 documents are published" in warning
    assert "this one is scheduled" in warning
    assert project.build().warnings == []  # nothing has been read
    (warning,) = project.write({"d.md": EXPIRED}).build().warned("gate_off")
    assert "d.md:1: WARNING: 4 documents are published" in warning
    project.write({"d.md": PUBLISHED, "sec.md": PUBLISHED}).build()
    (warning,) = project.write({"b.md": DRAFT}).build().warned("gate_off")
    assert "b.md:1: WARNING: 2 documents are published" in warning


def test_without_a_plan_series_make_journeys_only_where_they_may(project: Project) -> None:
    project.write({"post.md": POST, "index.md": INDEX + "\n```{pillar-roadmap}\n```\n"})
    assert "Part 1 of 1" in project.build(journey_series=True).read("post.html")
    build = project.build(journey_gate=True, journey_series=False)
    assert "Part 1" not in build.read("post.html")
    assert len(build.warned("unknown_journey")) == 1  # that of the directive


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_a_project_that_opts_out_is_built_as_without_the_extension(
    project: Project, builder: str
) -> None:
    project.write({"journey.yml": PLAN, "post.md": POST}).build(builder)
    (project.srcdir / "journey.yml").unlink()
    without = project.build(builder, out="without", extensions=["myst_parser"])
    assert project.build(builder).tree() == without.tree()


def test_a_plan_with_another_suffix_is_named(project: Project) -> None:
    (warning,) = project.write({"journey.yaml": PLAN}).build().warned("manifest_missing")
    assert "journey.yaml:1: " in warning
    assert "journey_manifest = 'journey.yaml'" in warning


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, "2 documents are held back: 1 draft, 1 scheduled until 2099-01-01"),
        ({"journey_build_drafts": True}, "1 document is held back: 1 scheduled until 2099-01-01"),
        ({"journey_today": "2099-02-01"}, "2 documents are held back: 1 draft, 1 expired"),
        ({"journey_build_drafts": True, "journey_build_future": True}, None),
    ],
)
def test_the_log_says_in_one_line_what_is_held_back(
    project: Project, options: Mapping[str, Any], line: str | None
) -> None:
    project.write({"journey.yml": PLAN, "b.md": FUTURE, "c.md": PUBLISHED})
    status = project.build(**options).status
    lines = [found for found in status.splitlines() if "held back" in found]
    assert lines == ([f"journey: {line}"] if line else [])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("journey_build_draft", "Did you mean 'journey_build_drafts'?"),
        ("journey_navigation", "Did you mean 'journey_nav'?"),
        ("journey_xyzzy", "Known: journey_manifest, "),
    ],
)
def test_an_unknown_value_in_conf_py_is_named(project: Project, name: str, hint: str) -> None:
    project.write({"conf.py": CONF + f"{name} = True\njourney_gate = True\n"})
    (warning,) = project.build().warned("config")
    assert f"There is no configuration value '{name}'" in warning
    assert hint in warning


def test_what_is_no_value_in_conf_py_is_not_named(project: Project) -> None:
    conf = CONF + "def journey_helper():\n    pass\n\n\n_journey_x = 1\njourney_gate = True\n"
    assert project.write({"conf.py": conf}).build().warnings == []
