"""A build leaves Python's garbage collector as it found it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from support import JOURNEY, Project

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import gc, sys
from sphinx.application import Sphinx

seen = []
for builder in ("text", "text"):
    src, out = sys.argv[1:]
    app = Sphinx(src, src, out, out + "-doctrees", builder, status=None, warning=None)
    app.connect("write-started", lambda *_: seen.append(gc.get_freeze_count() > 0))
    if len(seen) == 0 and "host" in out:
        gc.freeze()
    app.build()
    seen.append(gc.get_freeze_count() > 0)
print(seen)
"""


def ran(tmp_path: Path, out: str) -> str:
    """Build twice in one process; return whether objects were frozen while and after building."""
    project = Project(tmp_path / "project").write(JOURNEY)
    command = [sys.executable, "-c", SCRIPT, str(project.srcdir), str(tmp_path / out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_what_stays_is_left_alone_in_the_first_build_and_not_after_it(tmp_path: Path) -> None:
    assert ran(tmp_path, "out") == "[True, False, False, False]"


def test_what_a_host_has_frozen_stays_frozen(tmp_path: Path) -> None:
    assert ran(tmp_path, "host") == "[True, True, True, True]"
