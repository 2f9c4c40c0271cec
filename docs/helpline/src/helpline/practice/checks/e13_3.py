"""A triage with manners."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from helpline import corpus
from helpline.checks import RELATIONS, changed
from helpline.corpus import read_tickets
from helpline.practice.answers import Answer, Got, Named
from helpline.records import QUEUES
from helpline.scores import macro_f1, table
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

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


def turned(tickets: list[Ticket]) -> list[Ticket]:
    """Return the tickets of each queue as if they were the next one's."""
    following = dict(zip(QUEUES, [*QUEUES[1:], QUEUES[0]], strict=True))
    return [
        one.model_copy(update={"queue": one.queue and following[one.queue]})
        for one in tickets
    ]


def macro(triage: Any, tested: list[Ticket]) -> float:  # noqa: ANN401
    """Return the macro-F1 of tested tickets."""
    right = [str(one.queue) for one in tested]
    said = [str(triage.queue_of(one.text)) for one in tested]
    return macro_f1(table(right, said, sorted({*right, *said})))


class Watched:
    """The file of all tickets, which notes that it is read."""

    def __init__(self, file: Traversable) -> None:
        """Stand for a file."""
        self._file, self.name, self.is_read = file, file.name, False

    def open(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        """Open the file."""
        self.is_read = True
        return self._file.open(*given, **named)


@contextmanager
def watched() -> Iterator[Watched]:
    """Notice whether ``read_tickets()`` is called meanwhile, wherever it was imported."""
    before = corpus.read_tickets.__defaults__
    file = Watched(corpus.DATA / "tickets.jsonl")
    corpus.read_tickets.__defaults__ = (file,)
    try:
        yield file
    finally:
        corpus.read_tickets.__defaults__ = before


def made(
    my: Answer, tickets: list[Ticket], words: str, do: Callable[[Any], float]
) -> tuple[Got, float]:
    """Have a triage made from tickets, and do something with it; no other tickets may be read."""
    with watched() as file:
        got = my.call("taught", Named(tickets, words))
        if not callable(getattr(got.value, "queue_of", None)):
            raise got.wrong("a triage, which has queue_of(text)")
        value = my.guard(
            f"queue_of(text) of what {got.call} returns",
            lambda: do(got.value),
        )
    if file.is_read:
        raise got.wrong(
            "a triage that has learned from the tickets it is given only",
            "it calls read_tickets(), which has the tested ones too",
        )
    return got, value


def check_manners(my: Answer) -> None:
    """It changes its mind less often than the plain triage does, and sorts about as well."""
    train, test = some()
    words = f"{len(train)} tickets"
    before = moved(plain())
    got, after = made(my, train, words, moved)
    if after > 0.8 * before:
        raise got.wrong(
            f"clearly fewer changed answers than {before}", f"{after:.0f}"
        )
    has = my.guard(
        f"queue_of(text) of what {got.call} returns",
        lambda: macro(got.value, test),
    )
    least = macro(plain(), test) - 0.1
    if has < least:
        raise got.wrong(
            f"a macro-F1 of at least {least:.2f} on new tickets", f"{has:.2f}"
        )


def check_it_learns(my: Answer) -> None:
    """What it says comes from the tickets that it is given: with other queues, it says others."""
    train, test = some()
    words = f"{len(train)} tickets, each with the queue after its own"
    # Rules or articles may have a say too, and what they say doesn't change with the tickets.
    least = macro(plain(), test) / 4
    got, has = made(my, turned(train), words, on_turned)
    if has < least:
        raise got.wrong(
            f"that it puts new tickets into those queues, too, with a macro-F1 of {least:.2f} "
            "at least",
            f"{has:.2f}",
        )


def on_turned(triage: Any) -> float:  # noqa: ANN401
    """Return the macro-F1 of the tested tickets where each queue is the next one."""
    return macro(triage, turned(some()[1]))
