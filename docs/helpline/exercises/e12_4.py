"""Weights chosen on one half of the groups, measured on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.scores import macro_f1, table
from helpline.splits import folds
from helpline.triage.learned import Learned
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket
    from helpline.triage.found import Found
    from helpline.triage.rules import Rules


# region solution
def tuned(
    tickets: Sequence[Ticket],
    groups: Sequence[str],
    rules: Rules,
    found: Found,
) -> tuple[tuple[float, float], float, float]:
    """Return one part's best weights; macro-F1 there and on another."""
    first, second, third = (part.test for part in folds(groups, number=3))
    learned = Learned([tickets[place] for place in first])

    def score(weights: tuple[float, float], part: Sequence[int]) -> float:
        triage = Together(rules, found, learned, *weights)
        right = [str(tickets[place].queue) for place in part]
        said = [str(triage.queue_of(tickets[place].text)) for place in part]
        return macro_f1(table(right, said, sorted({*right, *said})))

    grid = [
        (point, one)
        for point in (0.0, 0.05, 0.1, 0.2)
        for one in (0.0, 0.01, 0.02, 0.05)
    ]
    best = max(grid, key=lambda weights: score(weights, second))
    return best, score(best, second), score(best, third)


# endregion solution
