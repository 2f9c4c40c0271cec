"""Post 1.2, exercises 3 and 4: what more tickets bring, and how much choosing weights flatters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e12_4 import tuned
from helpline.comparison import groupings
from helpline.corpus import read_current, read_tickets
from helpline.scores import difference_interval, macro_f1_interval
from helpline.splits import folds
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpline.records import Article, Queue, Ticket

SHARES = (0.2, 1.0)
SPLITS = 10


def make() -> dict[str, str]:
    """Return a table for each of the two exercises."""
    tickets = read_tickets()
    kept = groupings(tickets)
    more = ["Kept whole,n tested,Trained on a fifth,Trained on all,Gain"]
    more += [
        f"{name},{_more(tickets, kept[name])}"
        for name in ("near-copies", "messages")
    ]
    return {
        "baseline_first_more.csv": "\n".join(more) + "\n",
        "baseline_first_more-weights.csv": _weights(
            tickets, kept["messages"]
        ),
    }


def _more(tickets: Sequence[Ticket], groups: Sequence[str]) -> str:
    """Return the scores with few and with all tickets to learn from, on the same test part."""
    train, test = folds(groups)[0]
    right = [str(tickets[place].queue) for place in test]
    tested = [groups[place] for place in test]
    said = []
    for share in SHARES:
        part = train[: round(share * len(train))]
        model = Learned([tickets[place] for place in part])
        said.append(
            [str(model.queue_of(tickets[place].text)) for place in test]
        )
    few, every = (macro_f1_interval(right, one, tested) for one in said)
    gain = difference_interval(right, (said[0], said[1]), tested)
    return f"{len(test)},{few},{every},{gain.shown(signed=True)}"


def _weights(tickets: Sequence[Ticket], groups: Sequence[str]) -> str:
    """Return how often and by how much the part on which weights were chosen looks better."""
    rules, found = Rules(), _Known(read_current())
    gaps = []
    for number in range(SPLITS):
        named = [f"{number} {one}" for one in groups]
        _, chosen, other = tuned(tickets, named, rules, found)
        gaps.append(chosen - other)
    higher = sum(gap > 0 for gap in gaps)
    return (
        "Splits,Chosen part higher,Mean difference,Lowest,Highest\n"
        f"{SPLITS},{higher},{sum(gaps) / SPLITS:+.3f},{min(gaps):+.3f},{max(gaps):+.3f}\n"
    )


class _Known(Found):
    """Triage by search that keeps what it found for a text, since it is asked 16 times."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__(articles)
        self.known: dict[str, dict[Queue, float]] = {}

    def weigh(self, text: str) -> dict[Queue, float]:
        if text not in self.known:
            self.known[text] = super().weigh(text)
        return self.known[text]
