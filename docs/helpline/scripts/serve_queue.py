"""What a queue does to waiting: requests that come at random to one worker, on a played clock."""

from __future__ import annotations

import random

from _serve import interval, p95
from helpline.load import percentile, spent_in_queue, times

LOADS = (0.5, 0.7, 0.8, 0.9, 0.95)
RUNS, REQUESTS = 40, 400


def make() -> dict[str, str]:
    """Return the table; times are in units of the work that a request needs."""
    lines = ["Load,n,p50,p95,95% interval of p95,Max"]
    for load in LOADS:
        runs = []
        for seed in range(RUNS):
            due = times(load, REQUESTS / load, random.Random(seed))
            runs.append(spent_in_queue(due, 1))
        every = [one for run in runs for one in run]
        low, high = interval(runs, p95)
        figures = [f"{percentile(every, 0.5):.1f}", f"{p95(every):.1f}"]
        span = f"{low:.1f} to {high:.1f}"
        lines.append(
            ",".join(
                [
                    f"{load}",
                    f"{len(every)}",
                    *figures,
                    span,
                    f"{max(every):.0f}",
                ]
            )
        )
    return {"serve_queue.csv": "\n".join(lines) + "\n"}
