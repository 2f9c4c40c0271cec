"""Post 0.2: how long the first reply takes, and those after it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _machine import record
from helpline.stages import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TIMING = True
TEXT = "It says our tax number is not yet checked. Do I have to do anything?"
NAMES = {
    "cold": "a new process, to its first reply",
    "warm": "the same process, articles read again",
    "kept": "the same process, counts kept",
}


def make() -> dict[str, str]:
    """Measure 20 times each."""
    return {"smallest_start.json": record(20, measured(20))}


def show(timing: Mapping[str, Any]) -> dict[str, str]:
    """Return the table."""
    lines = ["What,Median ms,Slowest ms"]
    lines += [
        f'"{title}",{timing["values"][name]["median"]},{timing["values"][name]["slowest"]}'
        for name, title in NAMES.items()
    ]
    return {"smallest_start.csv": "\n".join(lines) + "\n"}


def claims() -> list[tuple[str, bool]]:
    """Say what the post says."""
    values = measured(3)
    cold, warm, kept = (values[name]["median"] for name in NAMES)
    return [
        (
            "the first reply takes at least twice as long as the next",
            cold >= 2 * warm,
        ),
        (
            "with the counts kept, a reply takes at most a fifth",
            kept <= warm / 5,
        ),
    ]


def measured(number: int) -> dict[str, dict[str, float]]:
    """Return milliseconds."""
    command = [sys.executable, "-m", "helpline", "smallest", TEXT]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    }
    shelf = smallest.count(smallest.read_articles())

    def warm() -> None:
        smallest.reply(TEXT, smallest.count(smallest.read_articles()))

    def cold() -> None:
        subprocess.run(
            command, check=True, capture_output=True, env=environment
        )

    return {
        "cold": _times(cold, number),
        "warm": _times(warm, number),
        "kept": _times(lambda: smallest.reply(TEXT, shelf), number),
    }


def _times(run: Callable[[], object], number: int) -> dict[str, float]:
    run()
    taken = []
    for _ in range(number):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return {
        "median": round(statistics.median(taken), 1),
        "slowest": round(max(taken), 1),
    }
