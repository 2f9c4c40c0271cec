"""Exercises on the pages are those that Helpline can check, under the same numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from book_parts.starts import commands_of, file_of, functions_of, stub_of
from support import ROOT

from .markdown import blocks

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
CATALOG = """
import json
from helpline.practice.catalog import read_exercises
print(json.dumps([
    [one.id, one.title, one.file, one.stub.name, [str(name) for name in one.wanted]]
    for one in read_exercises().values() if not one.is_scored
]))
"""


def posts() -> dict[str, Path]:
    """Return the posts by chapter and number, as the plan has them."""
    plan = yaml.safe_load((DOCS / "journey.yml").read_text(encoding="utf-8"))
    chapters = [plan["posts"], *(pillar["posts"] for pillar in plan["pillars"])]
    return {
        f"{chapter}.{number}": DOCS / f"{name}.md"
        for chapter, names in enumerate(chapters)
        for number, name in enumerate(names, 1)
        if isinstance(name, str)
    }


def on_pages() -> list[tuple[str, str]]:
    """Return id and title of each exercise, in the order of the book; the id by its place."""
    found = []
    for place, path in posts().items():
        every = blocks(path.read_text(encoding="utf-8"))
        exercises = [one for one in every if one.kind == "directive" and one.name == "exercise"]
        for number, one in enumerate(exercises, 1):
            assert one.options["check"] == f"{place}.{number}", f"{path.name}, line {one.line}"
            found.append((one.options["check"], one.argument))
    return found


@pytest.fixture(scope="module")
def catalog() -> list[Any]:
    """Return what Helpline says of its exercises."""
    done = subprocess.run(
        [sys.executable, "-c", CATALOG],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(DOCS / "helpline" / "src")},
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_the_pages_and_the_command_have_the_same_exercises(catalog: list[Any]) -> None:
    assert [(name, title) for name, title, *_ in catalog] == on_pages()


def test_what_a_page_says_of_an_exercise_is_what_the_command_takes(catalog: list[Any]) -> None:
    for name, _, file, stub, functions in catalog:
        path = stub_of(name)
        assert path is not None
        assert path.rpartition("/")[2] == stub
        assert file_of(name) == file
        assert functions_of((DOCS / path).read_text(encoding="utf-8")) == functions
        assert commands_of(name)[1] == f"python -m helpline check {name}"
