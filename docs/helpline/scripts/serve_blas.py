"""Measure what happens when each thread of a pool asks a BLAS library for threads of its own.

The work is the product in ``Similar.to``: the matrix of earlier tickets times one vector.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from helpline.corpus import read_tickets
from helpline.load import percentile
from helpline.service_similar import Similar, encode

TIMING = True
RUNS, PRODUCTS = 10, 200
CORES = max(2, os.cpu_count() or 1)
POOLS = (1, 2, 2 * CORES)


def products(pool: int, count: int) -> list[float]:
    """Return the milliseconds of each product, with a pool of so many threads."""
    similar = Similar({ticket.id: ticket.text for ticket in read_tickets()})
    vector = encode("I can't sign in since this morning")
    spent: list[float] = []

    def work(_: int) -> None:
        begun = time.perf_counter()
        similar.matrix @ vector
        spent.append(1000 * (time.perf_counter() - begun))

    with ThreadPoolExecutor(pool) as threads:
        list(threads.map(work, range(count)))
    return spent


def measured(blas: int, pool: int, count: int = PRODUCTS) -> list[float]:
    """Measure in a process of its own, because the libraries read their limit at the start."""
    limit = {
        name: str(blas)
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    }
    done = subprocess.run(
        [sys.executable, __file__, str(pool), str(count)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **limit},
    )
    return [float(number) for number in done.stdout.split()]


def make() -> dict[str, str]:
    """Measure; the runs of the cases take turns."""
    from _machine import record

    cases = [(blas, pool) for blas in (1, CORES) for pool in POOLS]
    runs: dict[str, list[str]] = {
        f"{blas} {pool}": [] for blas, pool in cases
    }
    for _ in range(RUNS):
        for blas, pool in cases:
            runs[f"{blas} {pool}"].append(
                " ".join(f"{spent:.2f}" for spent in measured(blas, pool))
            )
    return {"serve_blas.json": record(RUNS, runs)}


def show(timing: Any) -> dict[str, str]:  # noqa: ANN401 - whatever JSON holds
    """Return the table."""
    from _serve import interval, p95

    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(
        [
            "BLAS threads",
            "Pool threads",
            "n",
            "p50 ms",
            "p95 ms",
            "95% interval",
            "Max ms",
        ]
    )
    for case, texts in timing["values"].items():
        each = [[float(number) for number in text.split()] for text in texts]
        every = [spent for run in each for spent in run]
        low, high = interval(each, p95)
        figures = [f"{percentile(every, 0.5):.1f}", f"{p95(every):.1f}"]
        write(
            [
                *case.split(),
                len(every),
                *figures,
                f"{low:.1f} to {high:.1f}",
                f"{max(every):.1f}",
            ]
        )
    return {"serve_blas.csv": out.getvalue()}


def claims() -> list[tuple[str, bool]]:
    """Measure the two ends once more; a BLAS that takes no limit has nothing to show."""
    from _serve import p95

    if "openblas" not in str(np.show_config(mode="dicts")).lower():
        return []
    few, many = (measured(blas, POOLS[-1]) for blas in (1, CORES))
    return [
        (
            "threads of threads make p95 at least 1.5 times as long",
            p95(many) >= 1.5 * p95(few),
        )
    ]


if __name__ == "__main__":
    print(*(f"{spent:.3f}" for spent in products(*map(int, sys.argv[1:3]))))
