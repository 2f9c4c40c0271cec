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
    """Return the mean of the classes' F1: a rare class counts like any other.

    Args:
        counts: A square table: a row is right, a column was said.
    """
    hits = np.diag(counts)
    both = counts.sum(axis=0) + counts.sum(axis=1)
    present = both > 0
    return float(np.mean(2 * hits[present] / both[present]))


# endregion macro


def table(
    right: Sequence[str], said: Sequence[str], classes: Sequence[str]
) -> np.ndarray:
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

    Tickets of one group are no independent evidence, so they are drawn
    together or not at all.
    """
    parts = by_group(right, said, groups, sorted({*right, *said}))
    draws = draw_groups(len(parts), rounds, seed)
    scores = [macro_f1(np.tensordot(times, parts, axes=1)) for times in draws]
    low, high = np.quantile(scores, [0.025, 0.975])
    return Interval(macro_f1(parts.sum(axis=0)), float(low), float(high))


def draw_groups(number: int, rounds: int = 1000, seed: int = 7) -> np.ndarray:
    """Return how often each group is drawn in each round."""
    return np.random.default_rng(seed).multinomial(
        number, [1 / number] * number, size=rounds
    )


# endregion bootstrap


def by_group(
    right: Sequence[str],
    said: Sequence[str],
    groups: Sequence[str],
    classes: Sequence[str],
) -> np.ndarray:
    """Return the table of each group, in the order of their names."""
    place = {name: at for at, name in enumerate(sorted(set(groups)))}
    parts = np.zeros((len(place), len(classes), len(classes)))
    for one, other, group in zip(right, said, groups, strict=True):
        parts[place[group]] += table([one], [other], classes)
    return parts


def difference_interval(
    right: Sequence[str],
    said: tuple[Sequence[str], Sequence[str]],
    groups: Sequence[str],
    rounds: int = 1000,
    seed: int = 7,
) -> Interval:
    """Return how much better the second of two is, on the same draws of the same groups."""
    classes = sorted({*right, *said[0], *said[1]})
    parts = [by_group(right, one, groups, classes) for one in said]
    number = len(parts[0])

    def gap(weights: np.ndarray) -> float:
        first, second = (
            macro_f1(np.tensordot(weights, part, axes=1)) for part in parts
        )
        return second - first

    gaps = [gap(times) for times in draw_groups(number, rounds, seed)]
    low, high = np.quantile(gaps, [0.025, 0.975])
    return Interval(gap(np.ones(number)), float(low), float(high))
