"""Figures of a load test, with intervals."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from helpline.load import percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESAMPLES = 2_000


def interval(
    runs: Sequence[Sequence[float]], figure: Callable[[list[float]], float]
) -> tuple[float, float]:
    """Return a 95 percent interval by drawing whole runs: requests of one run go together."""
    rng = random.Random(14)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = rng.choices(runs, k=len(runs))
        drawn.append(figure([value for run in chosen for value in run]))
    return percentile(drawn, 0.025), percentile(drawn, 0.975)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return percentile(values, 0.95)
