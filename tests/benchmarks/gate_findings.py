"""The section on the publication gate: its part of what a build costs."""

from __future__ import annotations

import json
import statistics
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .bench import SMALL, Bench, Subject, say
from .builds import Setting
from .measure import in_turns
from .projects import Variant
from .prose import USUAL, Length, Text
from .report import Claim, Findings, Table

if TYPE_CHECKING:
    from .builds import Build
    from .measure import Cost
    from .report import Row

HEADINGS = ("build", "pages", "text", "handler", "CPU ms", "%", "runs")
NOTE = "%: of the CPU of the whole build, start included. Those under 0.5 ms are left out."
_LEAST = 0.0005
TEXTS = (USUAL, Text(length=Length.SHORT))


class Run(NamedTuple):
    """One build, with the seconds of CPU in each handler of the gate."""

    cost: Cost
    seconds: dict[str, float]

    @property
    def percent(self) -> float:
        """Return the gate's part of the CPU of the build."""
        return 100 * sum(self.seconds.values()) / self.cost.cpu


def gate(bench: Bench) -> Findings:
    """Time the gate's event handlers in clean builds, and in builds with nothing edited."""
    findings = Findings()
    table = Table("What the publication gate costs", HEADINGS, note=NOTE)
    size = bench.size(SMALL)
    setting = Setting("alabaster", timed=True)
    for text in TEXTS:
        build = bench.build(Subject(size, Variant.JOURNEY, setting, text), "gate")
        for name in ("clean", "again"):
            run = partial(_run, build, is_clean=name == "clean")
            runs = in_turns({name: run}, bench.rounds(5))[name]
            say(f"{size.pages} {text.name} pages, {name}: {_median_percent(runs):.2f} %")
            table.rows += _rows((name, size.pages, text.name), runs)
            claim = f"{size.pages} {text.name} pages, {name}: the gate's part of the CPU"
            if name == "clean":
                findings.claims.append(Claim(claim, _median_percent(runs), 2, unit="%"))
    findings.tables.append(table)
    return findings


def _run(build: Build, _number: int, *, is_clean: bool) -> Run:
    cost = build.run_clean() if is_clean else build.run()
    return Run(cost, json.loads(build.shares.read_text("utf-8")))


def _median_percent(runs: list[Run]) -> float:
    return statistics.median(run.percent for run in runs)


def _rows(about: Row, runs: list[Run]) -> list[Row]:
    names = sorted({name for run in runs for name in run.seconds})
    rows: list[Row] = []
    for name in names:
        spent = statistics.median(run.seconds.get(name, 0) for run in runs)
        percent = statistics.median(100 * run.seconds.get(name, 0) / run.cost.cpu for run in runs)
        if spent >= _LEAST:
            rows.append((*about, name, spent * 1000, percent, len(runs)))
    spent = statistics.median(sum(run.seconds.values()) for run in runs)
    return [*rows, (*about, "all of them", spent * 1000, _median_percent(runs), len(runs))]
