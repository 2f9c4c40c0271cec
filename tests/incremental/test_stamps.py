"""Promise 2 where Sphinx looks only at times: files put in place with an older one, or the same."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from support import CONF, JOURNEY, Build, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DRAFT = JOURNEY["fire/oven.rst"].replace(":tags: heat", ":draft: true")
FILES: Mapping[str, str] = {
    "conf.py": CONF,
    "page.md": "---\norphan: true\n---\n# Page\n\n```{include} part.inc\n```\n\n![a](dot.svg)\n\n"
    "```{csv-table}\n:file: t.csv\n```\n",
    "part.inc": "Part one.\n",
    "t.csv": "a,one\n",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>\n',
}
CHANGES = {
    "a document": ("page.md", "---\norphan: true\n---\n# Pagg\n\nOther.\n"),
    "what it includes": ("part.inc", "Part two.\n"),
    "its data": ("t.csv", "a,two\n"),
    "its picture": ("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle r="2"/></svg>\n'),
    "a post": ("fire/oven.rst", JOURNEY["fire/oven.rst"].replace("The oven", "The kiln")),
    "the plan": ("journey.yml", JOURNEY["journey.yml"].replace("Bread", "Breat")),
    "a withdrawal": ("fire/oven.rst", DRAFT),
}


@pytest.fixture
def project(journey: Project) -> Project:
    """Return a project with a page that shows other files."""
    return journey.write(FILES)


def put(project: Project, name: str, content: str, *, older: bool) -> None:
    """Put a file in place of another, with its time or one of a year before."""
    path = project.srcdir / name
    time = path.stat().st_mtime_ns - (365 * 86_400 * 10**9 if older else 0)
    project.write({name: content})
    os.utime(path, ns=(time, time))


@pytest.mark.parametrize("older", [True, False], ids=["older", "of the same time"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_file_put_in_place_is_seen_whatever_its_time(
    project: Project, name: str, older: bool
) -> None:
    project.build()
    file, content = CHANGES[name]
    put(project, file, content, older=older)
    assert project.build().tree() == project.build(out="clean").tree()
    if name == "a withdrawal":
        assert "The oven" not in project.build().read("searchindex.js")


def test_a_withheld_post_is_published_by_an_older_file(project: Project) -> None:
    published = JOURNEY["fire/oven.rst"]
    project.write({"fire/oven.rst": DRAFT})
    assert not (project.build().out / "fire/oven.html").exists()
    put(project, "fire/oven.rst", published, older=True)
    assert project.build().tree() == project.build(out="clean").tree()


def read_again(build: Build) -> list[str]:
    return [line for line in build.status.splitlines() if line.startswith("reading sources... [")]


def test_a_project_that_is_put_back_is_not_read_again(project: Project, tmp_path: Path) -> None:
    project.build()
    copy = tmp_path / "copy"
    shutil.copytree(project.root, copy)  # with the times of files, as a cache has them
    shutil.rmtree(project.root)
    copy.rename(project.root)
    assert read_again(project.build()) == []
