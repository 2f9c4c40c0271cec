"""May tickets go to their queues without a person looking first? Near-copies stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.scores import macro_f1_interval
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


# region groups
def groups_of(tickets: Sequence[Ticket]) -> list[str]:
    """Return the group of each ticket: near-copies are of one group."""
    return near_copies([one.text for one in tickets])


# endregion groups


# region decide
NEEDED = 0.7
"""The macro-F1 from which nobody looks first."""


def may_go_alone(tickets: Sequence[Ticket]) -> bool:
    """Return whether even the low end of the interval is good enough."""
    groups = groups_of(tickets)
    said = [""] * len(tickets)
    for train, test in folds(groups):
        model = Learned([tickets[place] for place in train])
        for place in test:
            said[place] = model.queue_of(tickets[place].text)
    right = [str(one.queue) for one in tickets]
    return macro_f1_interval(right, said, groups, rounds=300).low >= NEEDED


# endregion decide
