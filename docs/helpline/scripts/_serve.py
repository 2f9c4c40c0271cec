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
    """Return a 95 percent interval by drawing whole runs: requests of one run go together.

    Raises:
        ValueError: Each draw gives the same figure, so the interval would have no width.
    """
    rng = random.Random(14)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = rng.choices(runs, k=len(runs))
        drawn.append(figure([value for run in chosen for value in run]))
    low, high = percentile(drawn, 0.025), percentile(drawn, 0.975)
    if low == high:
        raise ValueError(
            "each draw gives the same: measure more runs, or finer"
        )
    return low, high


def difference(
    before: Sequence[Sequence[float]],
    after: Sequence[Sequence[float]],
    figure: Callable[[list[float]], float],
) -> tuple[float, float, float]:
    """Return how much larger a figure is afterwards, with a 95 percent interval.

    The runs are pairs: the same is drawn of both.
    """
    rng = random.Random(14)

    def gap(chosen: Sequence[int]) -> float:
        one, other = (
            [x for at in chosen for x in runs[at]] for runs in (before, after)
        )
        return figure(other) - figure(one)

    places = range(len(before))
    drawn = [
        gap(rng.choices(places, k=len(places))) for _ in range(RESAMPLES)
    ]
    return gap(places), percentile(drawn, 0.025), percentile(drawn, 0.975)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return percentile(values, 0.95)
