"""Builds of a project by Sphinx, each in a process of its own, and what they wrote."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import one_branch, shares, tricks
from .measure import Cost, measure
from .projects import EPOCH, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .projects import Project

ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": str(EPOCH),
    "PYTHONHASHSEED": "0",
    # What is measured is the package that is imported here, from wherever it is.
    "PYTHONPATH": os.pathsep.join(sys.path),
    # Modules are compiled once, as on an author's machine, and not at the start of each build.
    "PYTHONDONTWRITEBYTECODE": "",
}


@dataclass(frozen=True)
class Setting:
    """How a project is built: by which theme, how much of a sidebar, in how many processes."""

    theme: str
    sidebar: str = "full"
    jobs: int = 1
    without: str | None = None
    """The tricks taken out, by name and between commas; the empty string takes out none."""
    timed: bool = False
    """Whether the handlers of the gate are timed."""

    @property
    def name(self) -> str:
        """Return a name for folders and for the log."""
        name = f"{self.theme}-{self.sidebar}-{self.jobs}"
        return f"{name}-without-{self.without}".replace(" ", "-") if self.without else name


@dataclass(frozen=True)
class PageState:
    """What stands on disk of a page."""

    written: int
    """When it was last written, in nanoseconds."""
    digest: bytes


@dataclass(frozen=True)
class Build:
    """A project with the folder it is built into."""

    project: Project
    setting: Setting
    target: Path

    @property
    def html(self) -> Path:
        """Return the folder of the website."""
        return self.target / "html"

    @property
    def shares(self) -> Path:
        """Return the file for the times of handlers."""
        return self.target / "shares.json"

    def run(self) -> Cost:
        """Build what has changed, as `sphinx-build` does, and return what it cost."""
        doctrees = str(self.target / "doctrees")
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", doctrees]
        if self.project.variant is not Variant.ABLOG:  # it warns that it can't read in parallel
            command.append("-W")
        command += ["-D", f"html_theme={self.setting.theme}"]
        command += self._options()
        command += ["-j", str(self.setting.jobs), str(self.project.folder), str(self.html)]
        return measure(command, ENVIRONMENT)

    def _options(self) -> Iterator[str]:
        """Yield options for the sidebar, with the extension or without, and for tricks."""
        is_ours = self.project.variant is Variant.JOURNEY
        if is_ours:
            yield f"-Djourney_sidebar={self.setting.sidebar}"
        elif self.setting.sidebar == "pillar":
            yield f"-Dextensions=myst_parser,{one_branch.__name__}"
        if is_ours and self.setting.without is not None:
            yield f"-Dextensions=myst_parser,sphinx_journey,{tricks.__name__}"
            yield f"-D{tricks.OPTION}={self.setting.without}"
        if is_ours and self.setting.timed:
            yield f"-Dextensions=myst_parser,sphinx_journey,{shares.__name__}"
            yield f"-D{shares.OPTION}={self.shares}"

    def run_clean(self) -> Cost:
        """Build everything."""
        self.remove()
        return self.run()

    def remove(self) -> None:
        """Take away what was built."""
        shutil.rmtree(self.target, ignore_errors=True)

    def size(self) -> int:
        """Return the bytes of the website, the doctrees left out."""
        return sum(path.stat().st_size for path in self.html.rglob("*") if path.is_file())

    def pages(self) -> dict[str, PageState]:
        """Return the state of the page of each document."""
        return {name: _state(self.html / f"{name}.html") for name in self.project.docnames}


def written_pages(before: Mapping[str, PageState], after: Mapping[str, PageState]) -> set[str]:
    """Return the documents whose pages were written in between, with other bytes or the same."""
    return {name for name, state in after.items() if before[name].written != state.written}


def changed_pages(before: Mapping[str, PageState], after: Mapping[str, PageState]) -> set[str]:
    """Return the documents whose pages hold other bytes than before."""
    return {name for name, state in after.items() if before[name].digest != state.digest}


def _state(path: Path) -> PageState:
    return PageState(path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
