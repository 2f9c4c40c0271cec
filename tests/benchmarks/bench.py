"""One run of the benchmarks: where its projects stand, how large they are, how often they build."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from .builds import Build, Setting
from .measure import Cost, in_turns, median_cost
from .projects import Project, Size, Variant, write_project
from .prose import USUAL, Text
from .report import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .report import Row

SMALL, MIDDLE, LARGE = Size(14, 14), Size(20, 20), Size(45, 45)
"""Projects of 211, 421 and 2,071 pages."""

THEMES = ("alabaster", "furo")

_QUICK = {SMALL: Size(3, 3), MIDDLE: Size(4, 4), LARGE: Size(6, 6)}

HEADINGS = (
    "posts", "pages", "text", "theme", "extension", "sidebar", "-j", "CPU s", "CPU ms/page",
    "wall s", "peak MB", "output MB", "runs",
)  # fmt: skip
PEAK_NOTE = "Peak memory is that of the largest single process; with -j 2 they are not added up."


@dataclass(frozen=True)
class Subject:
    """What is built: a size, a variant, a setting and a text."""

    size: Size
    variant: Variant
    setting: Setting
    text: Text = USUAL

    @property
    def source(self) -> str:
        """Return a name for the folder of the project."""
        return f"{self.size.pages}-{self.variant.name}-{self.text.name}".lower()

    @property
    def name(self) -> str:
        """Return a name for the folder that is built into, and for the log."""
        return f"{self.source}-{self.setting.name}"


@dataclass(frozen=True)
class Outcome:
    """What the clean builds of a subject cost, and the size of their output."""

    costs: list[Cost]
    output: int


@dataclass
class Bench:
    """The folder of a run and its options."""

    folder: Path
    quick: bool = False
    repetitions: int | None = None
    _projects: dict[Path, Project] = field(default_factory=dict)

    def size(self, size: Size) -> Size:
        """Return a size, or the small one that stands for it in a quick run."""
        return _QUICK[size] if self.quick else size

    def rounds(self, usual: int) -> int:
        """Return how often to repeat what is usually repeated so often."""
        return self.repetitions or (1 if self.quick else usual)

    def build(self, subject: Subject, room: str = "clean") -> Build:
        """Return the build of a subject; a project is written once in each room."""
        source = self.folder / room / subject.source
        if source not in self._projects:
            self._projects[source] = write_project(
                source, subject.size, subject.variant, subject.text
            )
        target = self.folder / "built" / room / subject.name
        return Build(self._projects[source], subject.setting, target)

    def clean_builds(self, subjects: Sequence[Subject], usual: int) -> dict[Subject, Outcome]:
        """Build subjects from nothing, in turns, and return what each cost."""
        runs = {subject: partial(self._clean_build, subject) for subject in subjects}
        results = in_turns(runs, self.rounds(usual))
        return {
            subject: Outcome([cost for cost, _ in found], found[-1][1])
            for subject, found in results.items()
        }

    def _clean_build(self, subject: Subject, number: int) -> tuple[Cost, int]:
        build = self.build(subject)
        cost = build.run_clean()
        output = build.size()
        build.remove()
        say(f"{subject.name}, run {number + 1}: {cost.cpu:.2f} s CPU")
        return cost, output


def variants_for(theme: str) -> list[Variant]:
    """Return what a theme can be built with: under ABlog, all pages of Furo are error pages."""
    return [one for one in Variant if one is not Variant.ABLOG or theme != "furo"]


def say(line: str) -> None:
    """Tell whoever waits what has been done; tables go to standard output, this doesn't."""
    sys.stderr.write(f"  {line}\n")
    sys.stderr.flush()


def builds_table(title: str, outcomes: Mapping[Subject, Outcome]) -> Table:
    """Return the table of clean builds."""
    rows = [_row(subject, outcome) for subject, outcome in outcomes.items()]
    return Table(title, HEADINGS, rows, PEAK_NOTE)


def cpu_per_page(subject: Subject, outcome: Outcome) -> float:
    """Return the seconds of CPU time for each page."""
    return statistics.median(cost.cpu for cost in outcome.costs) / subject.size.pages


def _row(subject: Subject, outcome: Outcome) -> Row:
    cost = median_cost(outcome.costs)
    size, setting = subject.size, subject.setting
    return (
        size.posts,
        size.pages,
        subject.text.name,
        setting.theme,
        subject.variant.value,
        setting.sidebar,
        setting.jobs,
        cost.cpu,
        cpu_per_page(subject, outcome) * 1000,
        cost.wall,
        cost.peak / 1e6,
        outcome.output / 1e6,
        len(outcome.costs),
    )
