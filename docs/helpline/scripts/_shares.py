"""Shares with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from helpline.scores import draw_groups, interval_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.scores import Interval


class Cases(NamedTuple):
    """Hits among what is counted, and what hangs together."""

    hits: Sequence[int]
    counted: Sequence[bool]
    groups: Sequence[str]


class Drawn(NamedTuple):
    """A share, its values in the draws, and of how many groups something is counted."""

    value: float
    draws: np.ndarray
    number: int


def share(
    hits: Sequence[int],
    counted: Sequence[bool],
    groups: Sequence[str],
    rounds: int = 1000,
) -> Interval:
    """Return the share of hits among what is counted, with a 95 percent bootstrap interval.

    Whole groups are drawn. A share of none or of all gets the interval that fits so many groups.
    """
    return interval_of(*_drawn(Cases(hits, counted, groups), rounds, seed=7))


def share_difference(
    first: Cases, second: Cases, rounds: int = 1000
) -> Interval:
    """Return how much larger the share of the second is, where the two have no group in common."""
    one, other = _drawn(first, rounds, seed=7), _drawn(second, rounds, seed=8)
    rounds = min(len(one.draws), len(other.draws))
    gaps = other.draws[:rounds] - one.draws[:rounds]
    number = min(one.number, other.number)
    return interval_of(other.value - one.value, gaps, number, lowest=-1)


def share_gain(
    before: Sequence[bool],
    after: Sequence[bool],
    groups: Sequence[str],
    rounds: int = 1000,
) -> Interval:
    """Return how much larger the share of hits is afterwards, on the same draws of the same."""
    gains = [
        int(new) - int(old) for old, new in zip(before, after, strict=True)
    ]
    drawn = _drawn(Cases(gains, [True] * len(gains), groups), rounds, seed=7)
    return interval_of(*drawn, lowest=-1)


def _drawn(cases: Cases, rounds: int, seed: int) -> Drawn:
    """Draw groups; draws in which nothing is counted are left out."""
    names = sorted(set(cases.groups))
    place = {name: at for at, name in enumerate(names)}
    sums = np.zeros((2, len(names)))
    for hit, one, group in zip(*cases, strict=True):
        sums[0, place[group]] += hit * one
        sums[1, place[group]] += one
    draws = draw_groups(len(names), rounds, seed)
    top, bottom = draws @ sums[0], draws @ sums[1]
    return Drawn(
        float(sums[0].sum() / sums[1].sum()),
        top[bottom > 0] / bottom[bottom > 0],
        int(np.count_nonzero(sums[1])),
    )
