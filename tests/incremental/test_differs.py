"""Promise 2 where a rebuild once differed from a clean build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support import CONF, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

CHAPTER = "# Flour\n\n:::{journey-toctree}\n:pillar: flour\n:::\n"
DRAFT = "---\ndraft: true\n---\n# B\n"


def check(project: Project, **options: Any) -> None:
    """Rebuild, and compare with a clean build, its warnings included."""
    rebuilt, clean = project.build(**options), project.build(out="clean", **options)
    assert rebuilt.tree() == clean.tree()


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "alabaster"])
def test_other_pages_show_each_heading_of_the_first_level(journey: Project, theme: str) -> None:
    journey.write({"conf.py": CONF.replace('"basic"', f'"{theme}"'), "flour/index.md": CHAPTER})
    journey.build()
    for heading in ("Second", "Third"):
        journey.write({"flour/index.md": f"{CHAPTER}\n# {heading}\n\nWords.\n"})
        check(journey)


@pytest.mark.parametrize(
    "files", [{}, {"c.md": DRAFT}, {"b.rst": ":draft: true\n\nB\n=\n"}, {"b.rst": "B\n=\n"}]
)
def test_a_link_to_a_file_that_has_gone_is_dead(journey: Project, files: Mapping[str, str]) -> None:
    page = "---\norphan: true\n---\n# A\n\n[own](b.md) {doc}`x <b>`\n"
    journey.write({"a.md": page, "b.md": DRAFT}).build()
    (journey.srcdir / "b.md").unlink()
    rebuilt, clean = journey.write(files).build(), journey.build(out="clean")
    assert rebuilt.tree() == clean.tree()
    assert [one for one in clean.warnings if "a.md" in one]
    assert [one for one in rebuilt.warnings if "a.md" in one] == [
        one for one in clean.warnings if "a.md" in one
    ]


def test_a_preview_follows_the_clock_within_a_day(journey: Project) -> None:
    front = "---\norphan: true\ndate: 2026-11-22T15:00:00\nexpiryDate: 2026-11-22T18:00:00\n---\n"
    journey.write({"a.md": f"{front}# A\n"})
    for hour in (14, 16, 19):
        today = f"2026-11-22T{hour}:00:00"
        check(journey, journey_today=today, journey_build_future=True, journey_build_expired=True)


def test_another_language_and_back_leaves_nothing(journey: Project) -> None:
    journey.build()
    assert "_static/translations.js" in journey.build(language="de").tree()
    check(journey)
