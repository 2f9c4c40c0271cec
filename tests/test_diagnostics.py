"""Every warning has a meaning and a use, and the guide names everything that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import JOURNEY, ROOT

import sphinx_journey
from sphinx_journey.config.values import OPTIONS
from sphinx_journey.core.problems import Location, Problem, Subtype
from sphinx_journey.diagnostics import MEANINGS
from sphinx_journey.directives import DIRECTIVES

if TYPE_CHECKING:
    from support import Project

PACKAGE = Path(sphinx_journey.__file__).parent
GUIDE = ROOT / "docs" / "guide"


def guide(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def section(text: str, word: str) -> str:
    """Return the section of a page whose heading names a word, its subsections included."""
    lines = text.splitlines()
    fence = ""
    headings: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if mark := re.match(r"\s*(`{3,}|~{3,}|:{3,})", line):
            if not fence:
                fence = mark[1]
            elif line.strip() == fence:
                fence = ""
        elif not fence and (heading := re.match(r"(#+) (.+)", line)):
            headings.append((number, len(heading[1]), heading[2]))
    for at, (number, level, title) in enumerate(headings):
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", title):
            end = next((n for n, lv, _ in headings[at + 1 :] if lv <= level), len(lines))
            return "\n".join(lines[number:end])
    return ""


def names(text: str, word: str) -> bool:
    """Whether a text names a word as code: ``word``, ``:word:`` or ``journey.word``."""
    return re.search(rf"(?:`:?|journey\.|:){re.escape(word)}(?![\w-])", text) is not None


@pytest.mark.parametrize("subtype", Subtype)
def test_every_subtype_has_a_meaning(subtype: Subtype) -> None:
    assert MEANINGS[subtype].endswith(".")
    assert list(MEANINGS.values()).count(MEANINGS[subtype]) == 1


def test_every_subtype_is_used() -> None:
    used: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "MEANINGS"
        ]
        ignored = {id(node) for table in tables for node in ast.walk(table)}
        used |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and id(node) not in ignored
            and ast.unparse(node.value) == "Subtype"
        }
    assert used == {subtype.name for subtype in Subtype}


@pytest.mark.parametrize("subtype", Subtype)
def test_the_guide_names_every_warning(subtype: Subtype) -> None:
    assert names(guide("warnings.md"), subtype)


def test_the_guide_names_no_warning_that_is_not_there() -> None:
    named = set(re.findall(r"`journey\.([a-z_]+)`", guide("warnings.md")))
    assert named - set(Subtype) - {"yml", "css", "json"} == set()


@pytest.mark.parametrize("option", [option.name for option in OPTIONS])
def test_the_guide_names_every_configuration_value(option: str) -> None:
    assert names(guide("configuration.md"), option) or section(guide("configuration.md"), option)


def test_the_guide_names_no_configuration_value_that_is_not_there() -> None:
    named = set(re.findall(r"\bjourney_[a-z_]+", guide("configuration.md")))
    assert named - {option.name for option in OPTIONS} == set()


@pytest.mark.parametrize(
    ("directive", "option"),
    [
        (name, option)
        for name, directive in DIRECTIVES.items()
        for option in (None, *(directive.option_spec or {}))
    ],
)
def test_the_guide_names_every_option_of_every_directive(
    directive: str, option: str | None
) -> None:
    text = section(guide("directives.md"), directive)
    assert text, f"no section of directives.md is about {directive}"
    if option is not None:
        assert names(text, option)


def test_a_warning_is_typed_and_says_file_and_line(project: Project) -> None:
    manifest = JOURNEY["journey.yml"].replace("title: Fire", "tilte: Fire")
    build = project.write({**JOURNEY, "journey.yml": manifest}).build("dummy")
    (warning,) = build.warned("manifest_key")
    line = next(n for n, text in enumerate(manifest.strip().splitlines(), 1) if "tilte" in text)
    assert warning.startswith(f"{project.srcdir / 'journey.yml'}:{line}: WARNING: ")
    assert "Did you mean 'title'?" in warning


def test_one_subtype_can_be_silenced_alone(project: Project) -> None:
    manifest = JOURNEY["journey.yml"].replace("title: Fire", "tilte: Fire\n            icon: [3]")
    project.write({**JOURNEY, "journey.yml": manifest})
    loud = project.build("dummy")
    quiet = project.build("dummy", out="quiet", suppress_warnings=["journey.manifest_key"])
    silent = project.build("dummy", out="silent", suppress_warnings=["journey"])
    assert len(loud.warned("manifest_key")) == len(loud.warned("manifest_value")) == 1
    assert quiet.warned("manifest_key") == []
    assert quiet.warned("manifest_value") == loud.warned("manifest_value")
    assert silent.warnings == []


def test_a_location_is_a_path_and_a_line() -> None:
    assert str(Location("a/b.md", 3)) == "a/b.md:3"
    assert str(Location("a/b.md")) == "a/b.md"
    problem = Problem(Location("a.md", 2), Subtype.SLUG, "x")
    assert sorted([problem, Problem(Location("a.md", 1), Subtype.SLUG, "x")])[1] is problem
