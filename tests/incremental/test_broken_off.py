"""After a build that was killed while writing, the next is right, whatever is edited meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import CONF, JOURNEY, Build

if TYPE_CHECKING:
    from support import Project

KILL = """
import os

def setup(app):
    def die(app, pagename, *_):
        if pagename == os.environ.get("DIE_AT"):
            os._exit(9)

    app.connect("html-page-context", die)
"""
TITLE = {"flour/hydration.md": JOURNEY["flour/hydration.md"].replace("# Hydration", "# Water")}
DRAFT = {"fire/oven.rst": JOURNEY["fire/oven.rst"].replace(":tags: heat", ":draft: true")}


def build(project: Project, *options: str, die_at: str = "") -> int:
    """Build in a process of its own, which exits silently when it reaches a page."""
    argv = [sys.executable, "-m", "sphinx", "-q", "-d", "../out/doctrees", *options]
    argv += [".", "../out/html"]
    environ = {**os.environ, **({"DIE_AT": die_at} if die_at else {})}
    return subprocess.run(argv, cwd=project.srcdir, env=environ, check=False).returncode


@pytest.mark.parametrize("edit", [TITLE, DRAFT], ids=["title", "draft"])
@pytest.mark.parametrize("undo", [False, True], ids=["kept", "undone"])
@pytest.mark.parametrize("die_at", ["flour/hydration", "index", "search"])
def test_the_next_build_equals_a_clean_one(
    journey: Project, edit: dict[str, str], *, undo: bool, die_at: str
) -> None:
    journey.write({"conf.py": CONF + KILL})
    assert build(journey) == 0
    journey.write(edit)
    assert build(journey, die_at=die_at) == 9
    if undo:
        journey.write({name: JOURNEY[name] for name in edit})
    again = journey.build()
    assert again.tree() == journey.build(out="clean").tree()


HALF = """
import os
import resource
from pathlib import Path

def setup(app):
    def die(app, pagename, *_):
        if pagename == os.environ.get("DIE_AT"):
            Path(app.builder.get_outfilename(pagename)).write_text("<html><p>Half")
            os._exit(9)

    def fill_the_disk(app, pagename, *_):
        is_full = pagename == os.environ.get("FULL_AT")
        limit = 300 if is_full else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    app.connect("html-page-context", die)
    app.connect("html-page-context", fill_the_disk)
"""
WORDS = {"flour/hydration.md": JOURNEY["flour/hydration.md"] + "\n        More of the same.\n"}


@pytest.mark.parametrize("how", ["DIE_AT", "FULL_AT"])
@pytest.mark.parametrize("edit", [WORDS, TITLE], ids=["words", "title"])
@pytest.mark.parametrize("page", ["flour/hydration", "index"])
def test_a_page_that_was_written_in_part_is_written_whole_by_the_next(
    journey: Project, monkeypatch: pytest.MonkeyPatch, edit: dict[str, str], how: str, page: str
) -> None:
    journey.write({"conf.py": CONF + HALF})
    assert build(journey) == 0
    journey.write(edit)
    monkeypatch.setenv(how, page)
    build(journey)
    monkeypatch.delenv(how)
    again = journey.build()
    assert again.tree() == journey.build(out="clean").tree()


@pytest.mark.parametrize("how", ["DIE_AT", "FULL_AT"])
def test_so_is_one_that_sphinx_writes_though_nothing_has_changed(
    journey: Project, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    journey.write({"conf.py": CONF + HALF})
    assert build(journey) == 0
    first = Build(journey.root / "out/html", journey.srcdir, [], "").tree()
    monkeypatch.setenv(how, "index")
    build(journey, "-a")
    monkeypatch.delenv(how)
    assert build(journey) == 0
    site = Build(journey.root / "out/html", journey.srcdir, [], "")
    assert site.tree() == first
