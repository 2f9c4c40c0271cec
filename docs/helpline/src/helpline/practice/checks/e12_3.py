"""How the score rises with the number of tickets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.practice.answers import Got, Named
from helpline.records import Ticket
from helpline.scores import macro_f1, table
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from helpline.practice.answers import Answer
    from helpline.records import Queue

SECONDS = 120
SHARES = (0.2, 0.6, 1.0)
NUMBER = 700
TEXTS: dict[str, Queue] = {
    "The invoice is wrong.": "billing",
    "Erase my account, please.": "privacy",
}
"""Two texts that have no word in common, and the queue of each."""


@cache
def some() -> tuple[list[Ticket], list[str]]:
    """Return tickets with their groups."""
    tickets = read_tickets()[:NUMBER]
    return tickets, near_copies([one.text for one in tickets])


@cache
def whole() -> float:
    """Return the macro-F1 after learning from the whole training part."""
    tickets, groups = some()
    train, test = folds(groups)[0]
    model = Learned([tickets[at] for at in train])
    right = [str(tickets[at].queue) for at in test]
    said = [str(model.queue_of(tickets[at].text)) for at in test]
    return macro_f1(table(right, said, sorted({*right, *said})))


def points(
    my: Answer, tickets: Named, groups: Named
) -> tuple[Got, list[tuple[Got, Got]]]:
    """Return the points of the curve."""
    got = my.call("curve", tickets, groups, SHARES)
    every, found = got.items(), []
    if len(every) != len(SHARES):
        raise got.wrong(
            f"{len(SHARES)} points, one for each share", f"{len(every)}"
        )
    for share, point in zip(SHARES, every, strict=True):
        both = Got(f"{got.call}, the point of {share}", point).items()
        if len(both) != 2:
            raise got.wrong(
                "a number of tickets and a macro-F1 for each share"
            )
        number = Got(f"{got.call}, the number of tickets at {share}", both[0])
        found.append(
            (number, Got(f"{got.call}, the macro-F1 at {share}", both[1]))
        )
    return got, found


def check_the_curve(my: Answer) -> None:
    """Each share is of the training part, its macro-F1 is of the test part, and it rises.

    The last point is the whole training part. With a fifth of it, the triage does worse.
    """
    tickets, groups = some()
    got, found = points(
        my, Named(tickets, f"{NUMBER} tickets"), Named(groups, "near-copies")
    )
    number = len(folds(groups)[0].train)
    for share, (trained, score) in zip(SHARES, found, strict=True):
        # Whoever takes whole groups can't take exactly this share.
        trained.between(
            (share - 0.1) * number,
            (share + 0.1) * number,
            f"about {share * number:.0f}",
        )
        score.between(0, 1, "from 0 to 1")
    found[-1][0].near(number)
    found[-1][1].near(whole(), 0.02)
    few, every = found[0][1].number(), found[-1][1].number()
    if few >= every:
        raise got.wrong(
            "a lower macro-F1 at 0.2 than at 1", f"{few:.3f} and {every:.3f}"
        )


def check_the_test_part(my: Answer) -> None:
    """Each point is scored on the whole test part, however few tickets are learned from.

    With tickets of two texts, any share teaches the same. Some of the tested ones are in the wrong
    queue, those that come last, so that it shows if tested ones are left out.
    """
    tickets, groups = easy()
    _, found = points(
        my,
        Named(tickets, f"{len(tickets)} tickets of two texts"),
        Named(groups, "groups of one"),
    )
    tested = [tickets[at] for at in folds(groups)[0].test]
    right = [str(one.queue) for one in tested]
    said = [str(TEXTS[one.text]) for one in tested]
    expected = macro_f1(table(right, said, sorted(set(right))))
    for _, score in found:
        score.near(expected, 1e-4)


def easy() -> tuple[list[Ticket], list[str]]:
    """Return tickets of which it is known what any part of them teaches, with their groups."""
    groups = [f"group {at}" for at in range(200)]
    tested = folds(groups)[0].test
    tickets = []
    for at in range(len(groups)):
        text, queue = list(TEXTS.items())[at % 2]
        if at in tested[-len(tested) // 3 :] and at % 4:
            queue = "privacy" if queue == "billing" else "billing"
        tickets.append(Ticket(id=f"t-{at}", text=text, queue=queue))
    return tickets, groups
