"""Scores of triage, each with an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


class Interval(NamedTuple):
    """A measured value with the ends of its 95 percent interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


# region macro
def macro_f1(counts: np.ndarray) -> float:
    """Return the mean of the F1 of each class, a rare class counting as much as a common one.

    Args:
        counts: A square table: row for what is right, column for what was said.
    """
    hits = np.diag(counts)
    both = counts.sum(axis=0) + counts.sum(axis=1)
    present = both > 0
    return float(np.mean(2 * hits[present] / both[present]))


# endregion macro


def table(right: Sequence[str], said: Sequence[str], classes: Sequence[str]) -> np.ndarray:
    """Count how often each class was said for each right one."""
    place = {name: at for at, name in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes)))
    for one, other in zip(right, said, strict=True):
        counts[place[one], place[other]] += 1
    return counts


# region bootstrap
def macro_f1_interval(
    right: Sequence[str],
    said: Sequence[str],
    groups: Sequence[str],
    rounds: int = 1000,
    seed: int = 7,
) -> Interval:
    """Return macro-F1 with a bootstrap interval that draws whole groups.

    Tickets of one group are no independent evidence, so they are drawn together or not at all.
    """
    classes, names = sorted({*right, *said}), sorted(set(groups))
    place = {name: at for at, name in enumerate(names)}
    parts = np.zeros((len(names), len(classes), len(classes)))
    for one, other, group in zip(right, said, groups, strict=True):
        parts[place[group]] += table([one], [other], classes)
    random = np.random.default_rng(seed)
    draws = random.multinomial(len(names), [1 / len(names)] * len(names), size=rounds)
    scores = [macro_f1(np.tensordot(draw, parts, axes=1)) for draw in draws]
    low, high = np.quantile(scores, [0.025, 0.975])
    return Interval(macro_f1(parts.sum(axis=0)), float(low), float(high))


# endregion bootstrap


def difference_interval(
    right: Sequence[str],
    said: tuple[Sequence[str], Sequence[str]],
    groups: Sequence[str],
    rounds: int = 1000,
    seed: int = 7,
) -> Interval:
    """Return how much better the second of two is, on the same draws of the same groups."""
    classes, names = sorted({*right, *said[0], *said[1]}), sorted(set(groups))
    place = {name: at for at, name in enumerate(names)}
    parts = np.zeros((2, len(names), len(classes), len(classes)))
    for which in (0, 1):
        for one, other, group in zip(right, said[which], groups, strict=True):
            parts[which, place[group]] += table([one], [other], classes)
    random = np.random.default_rng(seed)
    draws = random.multinomial(len(names), [1 / len(names)] * len(names), size=rounds)

    def gap(weights: np.ndarray) -> float:
        first, second = (macro_f1(np.tensordot(weights, part, axes=1)) for part in parts)
        return second - first

    low, high = np.quantile([gap(draw) for draw in draws], [0.025, 0.975])
    return Interval(gap(np.ones(len(names))), float(low), float(high))
