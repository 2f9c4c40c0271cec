"""Shares with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from helpline.scores import Interval, draw_groups

if TYPE_CHECKING:
    from collections.abc import Sequence


def share(
    hits: Sequence[bool],
    counted: Sequence[bool],
    groups: Sequence[str],
    rounds: int = 1000,
) -> Interval:
    """Return the share of hits among what is counted, with a 95 percent bootstrap interval.

    Whole groups are drawn. Draws in which nothing is counted are left out.
    """
    names = sorted(set(groups))
    place = {name: at for at, name in enumerate(names)}
    sums = np.zeros((2, len(names)))
    for hit, one, group in zip(hits, counted, groups, strict=True):
        sums[0, place[group]] += hit and one
        sums[1, place[group]] += one
    draws = draw_groups(len(names), rounds)
    top, bottom = draws @ sums[0], draws @ sums[1]
    low, high = np.quantile(
        top[bottom > 0] / bottom[bottom > 0], [0.025, 0.975]
    )
    return Interval(
        float(sums[0].sum() / sums[1].sum()), float(low), float(high)
    )
