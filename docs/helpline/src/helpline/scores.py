"""Scores of triage, each with an interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


# region interval
class Interval(NamedTuple):
    """A measured value with the ends of its 95 percent interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return self.shown()

    def shown(self, places: int = 2, *, signed: bool = False) -> str:
        """Return value and ends, with more places where few would hide much.

        Ends don't look equal, and those of a difference keep their signs.
        """
        while places < 6 and self.hidden(places, signed=signed):
            places += 1
        sign = "+" if signed else ""
        value, low, high = (
            f"{0 + round(one, places):{sign}.{places}f}" for one in self
        )
        return f"{value} ({low} to {high})"

    # endregion interval

    def hidden(self, places: int, *, signed: bool) -> bool:
        """Return whether so few places would hide the width, or the sign of an end."""
        low, high = round(self.low, places), round(self.high, places)
        lost = any(
            abs(one) > 1e-6 and not seen
            for one, seen in ((self.low, low), (self.high, high))
        )
        return low == high or (signed and lost)


# region wilson
def wilson(times: int, number: int, z: float = 1.96) -> Interval:
    """Return a share with Wilson's 95 percent interval, for few cases too."""
    share, spread = times / number, z * z / number
    middle = share + spread / 2
    reach = z * math.sqrt(
        share * (1 - share) / number + spread / (4 * number)
    )
    low, high = (
        (middle - reach) / (1 + spread),
        (middle + reach) / (1 + spread),
    )
    return Interval(share, max(0.0, low), min(1.0, high))


# endregion wilson


# region drawn
def interval_of(
    value: float,
    drawn: Sequence[float] | np.ndarray,
    number: int,
    lowest: float = 0,
) -> Interval:
    """Return a value with the middle 95 percent of what was drawn.

    If all draws are equal, a bootstrap can't tell how much might vary. Then
    the ends are as far off as Wilson's formula allows when none of so many
    cases has gone wrong.

    Args:
        value: The value of all cases.
        drawn: Its values in the draws.
        number: How many independent cases (groups, if groups are drawn).
        lowest: The lowest possible value, -1 for a difference.
    """
    low, high = map(float, np.quantile(drawn, [0.025, 0.975]))
    if math.isclose(low, high, abs_tol=1e-9):
        reach = wilson(0, number).high
        low, high = max(lowest, value - reach), min(1.0, value + reach)
    return Interval(value, low, high)


# endregion drawn


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


# region table
def table(
    right: Sequence[str], said: Sequence[str], classes: Sequence[str]
) -> np.ndarray:
    """Count how often each class was said for each right one."""
    place = {name: at for at, name in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes)))
    for one, other in zip(right, said, strict=True):
        counts[place[one], place[other]] += 1
    return counts


# endregion table


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
    return interval_of(macro_f1(parts.sum(axis=0)), scores, len(parts))


def draw_groups(number: int, rounds: int = 1000, seed: int = 7) -> np.ndarray:
    """Return how often each group is drawn in each round."""
    return np.random.default_rng(seed).multinomial(
        number, [1 / number] * number, size=rounds
    )


# endregion bootstrap


# region by_group
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


# endregion by_group


# region difference
def difference_interval(
    right: Sequence[str],
    said: tuple[Sequence[str], Sequence[str]],
    groups: Sequence[str],
    rounds: int = 1000,
    seed: int = 7,
) -> Interval:
    """Return how much better the second is, on the same draws of groups."""
    classes = sorted({*right, *said[0], *said[1]})
    parts = [by_group(right, one, groups, classes) for one in said]
    number = len(parts[0])

    def gap(weights: np.ndarray) -> float:
        first, second = (
            macro_f1(np.tensordot(weights, part, axes=1)) for part in parts
        )
        return second - first

    gaps = [gap(times) for times in draw_groups(number, rounds, seed)]
    return interval_of(gap(np.ones(number)), gaps, number, lowest=-1)


# endregion difference
