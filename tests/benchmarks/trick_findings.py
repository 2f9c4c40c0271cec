"""The section on tricks: what builds cost with each of them, and with it taken out."""

from __future__ import annotations

import statistics
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .bench import MIDDLE, SMALL, Bench, Subject, say
from .builds import Setting
from .measure import cpu_ratio, in_turns
from .projects import Size, Variant
from .prose import USUAL, Length, Text
from .report import Findings, Table
from .tricks import TRICKS, WORK
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .builds import Build
    from .measure import Cost
    from .report import Row
    from .tricks import Trick

HEADINGS = (
    "build", "pages", "text", "theme", "sidebar", "done without", "CPU s", "to all of them",
    "to no extension", "runs",
)  # fmt: skip
NOTE = (
    "To all of them: CPU in that of the build with all tricks. The word count isn't a trick: "
    "a build without it shows the least that it could cost."
)
ALL = ""
"""Names the build that does without no trick."""


class Case(NamedTuple):
    """A build to measure tricks with."""

    size: Size = SMALL
    text: Text = USUAL
    setting: Setting = Setting("alabaster")
    again: bool = False
    """Whether what is measured is a second build, with nothing edited."""


CASES = {
    "again": Case(again=True),
    "long": Case(),
    "short": Case(text=Text(length=Length.SHORT)),
    "small": Case(text=Text(Vocabulary.SMALL)),
    "furo full": Case(text=Text(length=Length.SHORT), setting=Setting("furo")),
    "furo": Case(setting=Setting("furo", "pillar")),
    "longer furo": Case(MIDDLE, setting=Setting("furo", "pillar")),
}


def tricks(bench: Bench) -> Findings:
    """Take out one trick after another, and all of them at once."""
    table = Table("What each trick saves", HEADINGS, note=NOTE)
    for name, usual in CASES.items():
        case = usual._replace(size=bench.size(usual.size))
        out = [*_found(bench, TRICKS, name), *_found(bench, WORK, name)]
        if out:
            every = [",".join(name for name, trick in TRICKS.items() if trick.find())]
            table.rows += _rows(case, _costs(bench, case, [*out, *every]))
    return Findings([table])


def _found(bench: Bench, tricks: dict[str, Trick], case: str) -> list[str]:
    """Return the names of what is to be measured with a case, where the package has it."""
    last = 1 if bench.quick else None
    return [name for name, trick in tricks.items() if case in trick.cases[:last] and trick.find()]


def _costs(bench: Bench, case: Case, out: list[str]) -> dict[str | None, list[Cost]]:
    """Return what a case costs by what it does without; by ``None``, without the extension."""
    settings = [replace(case.setting, without=trick) for trick in (ALL, *out)]
    subjects = [Subject(case.size, Variant.JOURNEY, setting, case.text) for setting in settings]
    subjects.append(Subject(case.size, Variant.PLAIN, case.setting, case.text))
    if case.again:
        found = _costs_again(bench, subjects)
    else:
        found = {one: outcome.costs for one, outcome in bench.clean_builds(subjects, 3).items()}
    return {subject.setting.without: costs for subject, costs in found.items()}


def _costs_again(bench: Bench, subjects: list[Subject]) -> dict[Subject, list[Cost]]:
    builds = {subject: bench.build(subject, "tricks") for subject in subjects}
    for subject, build in builds.items():
        build.run_clean()
        say(f"{subject.name}: built, to be built again")
    return in_turns(
        {one: partial(_again, build) for one, build in builds.items()}, bench.rounds(15)
    )


def _again(build: Build, _number: int) -> Cost:
    return build.run()


def _rows(case: Case, found: dict[str | None, list[Cost]]) -> Iterator[Row]:
    setting = case.setting
    about = (case.size.pages, case.text.name, setting.theme, setting.sidebar)
    for without, costs in found.items():
        yield (
            "again" if case.again else "clean",
            *about,
            "the extension" if without is None else without.replace(",", ", ") or "nothing",
            statistics.median(cost.cpu for cost in costs),
            cpu_ratio(costs, found[ALL]),
            cpu_ratio(costs, found[None]),
            len(costs),
        )
