"""Measure what the place of the work does to latency: in the event loop, or in threads.

Two small applications, those of the mistake, each with two ways to find similar tickets. Every
server runs in a process of its own; tickets and health checks come at times set beforehand.
"""

from __future__ import annotations

import asyncio
import contextlib
import csv
import importlib.util
import io
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpline.corpus import read_tickets
from helpline.load import Balancer, Plan, percentile, run_load, turned_away
from helpline.scores import draw_groups, interval_of, wilson
from helpline.service_limits import Limits
from helpline.service_run import running
from helpline.service_similar import Similar
from helpline.stages import s14_similar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpline.load import Report
    from matplotlib.axes import Axes

TIMING = True
MISTAKE = (
    Path(__file__).resolve().parents[1]
    / "mistakes"
    / "encoding-in-the-event-loop"
)
WORKS: dict[str, Any] = {"difflib": s14_similar.Similar, "vectors": Similar}
PLACES = {"wrong": "event loop", "fixed": "2 threads"}
CASES = [(work, place) for work in WORKS for place in PLACES]
RUNS, COPIES = 10, 150
PLAN = Plan(rate=4, seconds=6, checks=4, patience=60)
SHORT = Plan(rate=10, seconds=1.5, checks=4, seed=5)


def serve(place: str, work: str) -> None:
    """Serve one of the two applications until standard input ends; print the address first."""
    spec = importlib.util.spec_from_file_location(
        place, MISTAKE / f"{place}.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[place] = module
    spec.loader.exec_module(module)
    similar = WORKS[work](
        {ticket.id: ticket.text for ticket in read_tickets()}
    )
    with running(
        module.create_app(similar.to), Limits(connections=2_000)
    ) as url:
        print(url, flush=True)
        sys.stdin.read()


@contextlib.contextmanager
def served(place: str, work: str) -> Iterator[str]:
    """Start a server in a process of its own; yield its address."""
    with subprocess.Popen(
        [sys.executable, __file__, place, work],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "OMP_NUM_THREADS": "1",
        },
    ) as process:
        if process.stdout is None:
            raise RuntimeError("it is a pipe")
        try:
            yield process.stdout.readline().strip()
        finally:
            process.communicate("", timeout=20)


def measured(place: str, work: str, plan: Plan) -> Report:
    """Run a load test; its tickets are earlier ones in new words, a few letters longer."""
    texts = [f"{ticket.text} Please help." for ticket in read_tickets()]
    with served(place, work) as url:
        return asyncio.run(run_load(url, texts, plan))


def make() -> dict[str, str]:
    """Measure; the runs of the cases take turns, so that a busy minute hits them all."""
    from _machine import record

    runs: dict[str, list[Any]] = {
        f"{work} {place}": [] for work, place in CASES
    }
    for seed in range(RUNS):
        for work, place in CASES:
            report = measured(
                place, work, PLAN.model_copy(update={"seed": seed})
            )
            away = turned_away(report, Balancer())
            entry: dict[str, Any] = {"turned_away": away}
            for kind, samples in (
                ("tickets", report.tickets),
                ("health", report.health),
            ):
                if any(sample.status != 200 for sample in samples):
                    raise RuntimeError(
                        f"{work} {place}: not every reply was 200"
                    )
                entry[kind] = " ".join(
                    f"{1000 * sample.seconds:.1f}" for sample in samples
                )
            runs[f"{work} {place}"].append(entry)
    command = subprocess.run(
        [sys.executable, "-m", "helpline", "load"],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "OMP_NUM_THREADS": "1",
        },
    )
    values = {
        "runs": runs,
        "load": command.stdout,
        "copies": [copies(work) for work in WORKS],
    }
    return {"serve_load.json": record(RUNS, values)}


def copies(work: str) -> dict[str, Any]:
    """Look for the copies of tickets that were sent more than once, one ticket of each thread."""
    tickets = read_tickets()
    threads: dict[str, list[str]] = {}
    for ticket in tickets:
        threads.setdefault(str(ticket.thread), []).append(ticket.id)
    similar = WORKS[work]({ticket.id: ticket.text for ticket in tickets})
    texts = {ticket.id: ticket.text for ticket in tickets}
    found, spent = [], []
    for thread in [ids for ids in threads.values() if len(ids) > 1][:COPIES]:
        begun = time.perf_counter()
        names = similar.to(texts[thread[-1]], k=4)
        spent.append(f"{1000 * (time.perf_counter() - begun):.1f}")
        found.append("1" if set(thread[:-1]) & set(names) else "0")
    return {"work": work, "found": " ".join(found), "ms": " ".join(spent)}


def of(runs: Sequence[Any], kind: str) -> list[list[float]]:
    """Return the milliseconds of each run."""
    return [[float(number) for number in run[kind].split()] for run in runs]


def show(timing: Any) -> dict[str, str]:  # noqa: ANN401 - whatever JSON holds
    """Return the tables, the plot and what the command printed."""
    from _plot import plots

    runs = timing["values"]["runs"]
    return {
        "serve_load-health.csv": table(runs, "health", "Taken out, runs"),
        "serve_load-tickets.csv": table(runs, "tickets", "Turned away"),
        "serve_load-places.csv": places_table(runs),
        "serve_load-similar.csv": similar_table(timing["values"]["copies"]),
        "serve_load-command.txt": timing["values"]["load"],
        **plots(
            "serve_load-tail",
            lambda axes, look: draw(axes, look, runs),
            size=(6.5, 4),
        ),
    }


def table(runs: dict[str, Any], kind: str, last: str) -> str:
    """Return the figures of all cases for one kind of request."""
    from _serve import interval, p95

    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(
        [
            "Work",
            "Where",
            "n",
            "Mean ms",
            "p50 ms",
            "p95 ms",
            "95% interval",
            "Max ms",
            last,
        ]
    )
    for work, place in CASES:
        own = runs[f"{work} {place}"]
        each = of(own, kind)
        every = [value for run in each for value in run]
        low, high = interval(each, p95)
        away = [run["turned_away"] for run in own]
        end = sum(map(bool, away)) if kind == "health" else sum(away)
        figures = [statistics.mean(every), percentile(every, 0.5), p95(every)]
        shown = [f"{figure:.0f}" for figure in figures]
        span = f"{low:.0f} to {high:.0f}"
        write(
            [
                work,
                PLACES[place],
                len(every),
                *shown,
                span,
                f"{max(every):.0f}",
                end,
            ]
        )
    return out.getvalue()


def places_table(runs: dict[str, Any]) -> str:
    """Return what threads add to p95: runs with the same arrivals are drawn together."""
    from _serve import difference, p95

    lines = ["Work,Requests,n runs,p95 in threads less p95 in the loop (ms)"]
    for work in WORKS:
        for kind, name in (
            ("health", "health checks"),
            ("tickets", "tickets"),
        ):
            before, after = (
                of(runs[f"{work} {place}"], kind) for place in PLACES
            )
            value, low, high = (
                f"{0 + round(one):+d}"
                for one in difference(before, after, p95)
            )
            lines.append(
                f"{work},{name},{len(before)},{value} ({low} to {high})"
            )
    return "\n".join(lines) + "\n"


def similar_table(measured: list[dict[str, str]]) -> str:
    """Return how many copies each way finds, and how long it takes."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["Work", "n", "Copies found", "Median ms", "Max ms"])
    every = []
    for one in measured:
        found = [int(number) for number in one["found"].split()]
        spent = [float(number) for number in one["ms"].split()]
        times = [f"{percentile(spent, 0.5):.1f}", f"{max(spent):.1f}"]
        write(
            [one["work"], len(found), wilson(sum(found), len(found)), *times]
        )
        every.append(found)
    gains = [new - old for old, new in zip(*every, strict=True)]
    draws = draw_groups(len(gains)) @ gains / len(gains)
    gain = interval_of(statistics.mean(gains), draws, len(gains), lowest=-1)
    write(
        ["vectors less difflib", len(gains), gain.shown(signed=True), "", ""]
    )
    return out.getvalue()


def draw(axes: Axes, look: Any, runs: dict[str, Any]) -> None:  # noqa: ANN401 - a Look
    """Draw which share of the health checks took longer than each time."""
    labels = {
        "difflib wrong": "difflib in the event loop",
        "difflib fixed": "difflib in 2 threads",
        "vectors fixed": "vectors in 2 threads",
    }
    for (case, label), series in zip(
        labels.items(), look.series, strict=False
    ):
        values = sorted(
            value for run in of(runs[case], "health") for value in run
        )
        longer = [1 - at / len(values) for at in range(len(values))]
        line = {**series.line, "marker": None}
        axes.step(
            values,
            [100 * share for share in longer],
            where="post",
            label=label,
            **line,
        )
    axes.axvline(200, color=look.rule, linewidth=1)
    axes.text(215, 0.13, "limit of the check", fontsize=9, color=look.ink)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("health checks that took longer, %")
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.minorticks_off()
    axes.grid(visible=True)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0))


def claims() -> list[tuple[str, bool]]:
    """Measure the mistake and its fix once more, for a few seconds."""
    before, after = (measured(place, "difflib", SHORT) for place in PLACES)
    slowest = [
        max(check.seconds for check in report.health)
        for report in (before, after)
    ]
    return [
        (
            "the slowest health check takes at least 5 times as long",
            slowest[0] >= 5 * slowest[1],
        ),
        (
            "the balancer takes out the instance that blocks its loop",
            turned_away(before, Balancer()) > 0,
        ),
    ]


if __name__ == "__main__":
    serve(*sys.argv[1:3])
