"""The section on edits of a long series: what they cost beyond Sphinx's own start and load."""

from __future__ import annotations

import statistics
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from .bench import MIDDLE, Bench, Subject, say
from .builds import Setting
from .measure import Cost, cpu_over, in_turns
from .projects import Variant
from .rebuilds import EDITS
from .report import Claim, Findings, Table

if TYPE_CHECKING:
    from .builds import Build

    Run = tuple[Variant, str]

SETTINGS = (Setting("alabaster"), Setting("furo", "pillar"))
VARIANTS = (Variant.PLAIN, Variant.JOURNEY)
START: Run = (Variant.PLAIN, "nothing")
"""The build that starts Sphinx, loads its environment and finds nothing to do."""
MOST_SECONDS = 1.0
HEADINGS = ("pages", "theme", "sidebar", "extension", "edit", "CPU s", "over start s", "runs")
NOTE = (
    "Over start: CPU beyond that of the build without the extension and with nothing edited, "
    "which is what Sphinx needs to start and to load its environment."
)


def edits(bench: Bench) -> Findings:
    """Edit one post of a long series, again and again, with the extension and without."""
    table = Table("One edit of a long series", HEADINGS, note=NOTE)
    findings = Findings([table])
    for setting in SETTINGS[1 if bench.quick else 0 :]:
        builds = _first_builds(bench, setting)
        runs = {
            (variant, edit): partial(_rebuild, builds[variant], edit)
            for edit, variant in product(EDITS, VARIANTS)
        }
        found = in_turns(runs, bench.rounds(7))
        _report(findings, builds, found)
        for build in builds.values():
            build.remove()
    return findings


def _first_builds(bench: Bench, setting: Setting) -> dict[Variant, Build]:
    builds = {}
    for variant in VARIANTS:
        subject = Subject(bench.size(MIDDLE), variant, setting)
        builds[variant] = bench.build(subject, f"edits-{setting.theme}")
        builds[variant].run_clean()
        say(f"{subject.name}: built, to be edited")
    return builds


def _rebuild(build: Build, edit: str, number: int) -> Cost:
    change, _ = EDITS[edit]
    change(build.project, number)
    return build.run()


def _report(findings: Findings, builds: dict[Variant, Build], found: dict[Run, list[Cost]]) -> None:
    over = {run: cpu_over(costs, found[START]) for run, costs in found.items()}
    for (variant, edit), costs in found.items():
        build = builds[variant]
        pages, setting = build.project.size.pages, build.setting
        seconds = statistics.median(cost.cpu for cost in costs)
        about = (pages, setting.theme, setting.sidebar, variant.value, edit)
        findings.tables[0].rows.append((*about, seconds, over[variant, edit], len(costs)))
        if variant is Variant.JOURNEY and edit != "nothing":
            text = f"{pages} pages, {setting.theme}, sidebar {setting.sidebar}, one edit ({edit})"
            claim = f"{text}: CPU over Sphinx's start and load"
            sphinx = f"Sphinx alone: {over[Variant.PLAIN, edit]:.2f} s"
            findings.claims.append(Claim(claim, over[variant, edit], MOST_SECONDS, "s", sphinx))
