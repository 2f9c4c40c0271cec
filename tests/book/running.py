"""Run the book's code once, under coverage, as its readers run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NO_TESTS = 5
"""pytest's exit code if there is nothing to run."""
_QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")


@dataclass(frozen=True)
class Run:
    """What happened when the book's tests ran.

    Attributes:
        code: pytest's exit code.
        output: what it printed.
        missed: the lines that could run and did not, by file.
        executed: those that did; a file of which nothing ran is not among these.
    """

    code: int
    output: str
    missed: dict[Path, set[int]]
    executed: dict[Path, set[int]]

    def unrun(self, path: Path, lines: Iterable[int]) -> list[int]:
        """Return those of a file's lines that did not run; all of them if none of it did."""
        path = path.resolve()
        if path not in self.executed:
            return sorted(lines)
        return sorted(set(lines) & self.missed[path])


def pytest_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a folder with the book's own settings."""
    return _python(folder, "-m", "pytest", *_QUIET, *arguments)


def run_book(folder: Path, work: Path) -> Run:
    """Run all tests of the book's code under coverage.

    Args:
        folder: the folder ``helpline``.
        work: an empty folder for the data.
    """
    settings, report = work / "coveragerc", work / "coverage.json"
    settings.write_text(
        f"[run]\nsource = {folder}\nparallel = true\npatch = subprocess\n"
        f"data_file = {work / 'data'}\n[report]\nexclude_lines =\n    if TYPE_CHECKING:\n"
        # The body of a protocol's method; no pragma counts.
        "    ^\\s*\\.\\.\\.$\n",
        encoding="utf-8",
    )
    rc = f"--rcfile={settings}"
    tests = _python(folder, "-m", "coverage", "run", rc, "-m", "pytest", *_QUIET)
    _python(folder, "-m", "coverage", "combine", "-q", rc)
    _python(folder, "-m", "coverage", "json", "-q", rc, "-o", str(report))
    files = json.loads(report.read_text(encoding="utf-8"))["files"] if report.is_file() else {}
    found = {(folder / name).resolve(): lines for name, lines in files.items()}
    executed = {path: {*lines["executed_lines"]} for path, lines in found.items()}
    return Run(
        tests.returncode,
        tests.stdout + tests.stderr,
        {path: {*lines["missing_lines"]} for path, lines in found.items()},
        {path: lines for path, lines in executed.items() if lines},
    )


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the folder, with the package from its source, whatever runs this test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(folder / "src"),
            "PYTHONHASHSEED": "7",
            "OMP_NUM_THREADS": "1",  # threads that wait for each other take longer
        },
        capture_output=True,
        text=True,
        check=False,
    )
