"""How the learned triage gains from more tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.scores import macro_f1, table
from helpline.splits import folds
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


# region solution
def curve(
    tickets: Sequence[Ticket], groups: Sequence[str], shares: Sequence[float]
) -> list[tuple[int, float]]:
    """Return tickets and macro-F1 for each share of the training part."""
    train, test = folds(groups)[0]
    right = [str(tickets[place].queue) for place in test]
    points = []
    for share in shares:
        part = train[: round(share * len(train))]
        model = Learned([tickets[place] for place in part])
        said = [str(model.queue_of(tickets[place].text)) for place in test]
        points.append(
            (len(part), macro_f1(table(right, said, sorted(set(right)))))
        )
    return points


# endregion solution
