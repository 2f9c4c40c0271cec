"""What ``helpline check`` prints: the list of exercises, a start, the score of the book's own."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path

from helpline import cli


def make() -> dict[str, str]:
    """Return what the commands print in an empty folder, one after the other."""
    return {
        "check-list.txt": printed(["check"]),
        "check-start.txt": printed(
            ["check", "--stub", "1.1.3"], ["check", "1.1.3"]
        ),
        "check-score.txt": printed(["check", "--stub", "1"], ["check", "1"]),
    }


def printed(*commands: list[str]) -> str:
    """Run commands in a folder of their own; return what they print."""
    out, here = io.StringIO(), Path.cwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(out),
    ):
        os.chdir(folder)
        try:
            for command in commands:
                cli.main(command)
        finally:
            os.chdir(here)
    return out.getvalue()
