"""A triage with manners."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from helpline.checks import RELATIONS, changed
from helpline.corpus import read_tickets
from helpline.practice.answers import Answer, Named
from helpline.scores import macro_f1, table
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from helpline.records import Ticket

SECONDS = 180
NUMBER = 900
POLITE = ("greeted", "thanked for", "signed")


@cache
def some() -> tuple[list[Ticket], list[Ticket]]:
    """Return tickets to learn from, and tickets to test with."""
    tickets = read_tickets()[:NUMBER]
    train, test = folds(near_copies([one.text for one in tickets]))[0]
    return [tickets[at] for at in train], [tickets[at] for at in test]


@cache
def plain() -> Learned:
    """Return the triage that nobody has taught manners."""
    return Learned(some()[0])


def moved(triage: Any) -> int:  # noqa: ANN401 # whatever a reader has made
    """Return how many answers change, over the three relations."""
    texts = [one.text for one in some()[1]]
    polite = [one for one in RELATIONS if one.name in POLITE]
    return sum(len(changed(triage, texts, one)) for one in polite)


def macro(triage: Any) -> float:  # noqa: ANN401
    """Return the macro-F1 of the tested tickets."""
    right = [str(one.queue) for one in some()[1]]
    said = [str(triage.queue_of(one.text)) for one in some()[1]]
    return macro_f1(table(right, said, sorted({*right, *said})))


def check_manners(my: Answer) -> None:
    """It changes its mind less often than the plain triage does, and sorts about as well."""
    train, _ = some()
    got = my.call("taught", Named(train, f"{len(train)} tickets"))
    if not callable(getattr(got.value, "queue_of", None)):
        raise got.wrong("a triage, which has queue_of(text)")
    before = moved(plain())
    after = my.guard("queue_of(text) of the triage", lambda: moved(got.value))
    if after > 0.8 * before:
        raise got.wrong(
            f"clearly fewer changed answers than {before}", f"{after}"
        )
    least, has = macro(plain()) - 0.1, macro(got.value)
    if has < least:
        raise got.wrong(
            f"a macro-F1 of at least {least:.2f} on new tickets", f"{has:.2f}"
        )
