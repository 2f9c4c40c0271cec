"""The ticket that made the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.practice.answers import Named
from helpline.records import Ticket
from helpline.stages.notebook.cells import Kernel, read_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helpline.practice.answers import Answer, Got

FEW = 20
"""Calls that are few for 693 tickets: halving takes ten, and looking at both ends two more."""


def tickets(number: int) -> list[Ticket]:
    """Return tickets that differ."""
    return [Ticket(id=f"t{at}", text=f"ticket {at}") for at in range(number)]


def look(my: Answer, number: int, place: int) -> tuple[Got, int]:
    """Hide the culprit at a place; return what came, and how often a decision was asked for."""
    before, calls = tickets(number), 0

    def decide(some: Sequence[Ticket]) -> object:
        nonlocal calls
        calls += 1
        return {
            "article": None if before[place] in some else "ask-for-a-refund"
        }

    words = f"{number} tickets" if number > 1 else "1 ticket"
    got = my.call("culprit", Named(before, words), Named(decide, "decide"))
    if got.value is not before[place] and got.value != before[place]:
        raise got.wrong(
            f"number {place + 1} of the tickets, {before[place].id}"
        )
    return got, calls


def check_any_place(my: Answer) -> None:
    """The culprit is found wherever it is: first, last, or in between."""
    for number in (1, 2, 3, 10):
        for place in range(number):
            look(my, number, place)


def check_few_calls(my: Answer) -> None:
    """About ten decisions are enough for 693 tickets."""
    for place in (0, 346, 692):
        got, calls = look(my, 693, place)
        if calls > FEW:
            raise got.wrong(
                f"at most {FEW} calls of decide", f"{calls} calls"
            )


def check_the_notebook(my: Answer) -> None:
    """The ticket is found that has the notebook refuse a refund."""
    before, decide = refund()
    got = my.call(
        "culprit", Named(before, "693 tickets"), Named(decide, "decide")
    )
    if not isinstance(got.value, Ticket) or not got.value.text.endswith(
        "Account WS-12546"
    ):
        raise got.wrong("the ticket that ends in 'Account WS-12546'")


def refund() -> tuple[list[Ticket], Callable[[Sequence[Ticket]], object]]:
    """Return the tickets before the one about a refund, and how the notebook decides on it."""
    kernel = Kernel(read_cells())
    kernel.run(["load", "words", "names", "index", "queue", "reply"])
    every = read_tickets()
    place = next(
        at
        for at, one in enumerate(every)
        if one.text.startswith("Can you send")
    )

    def decide(before: Sequence[Ticket]) -> object:
        names = kernel.run(
            ["words", "names"]
        )  # as good as a fresh process: both sets are new
        for ticket in before:
            names["wanted"](ticket.text)
        return names["reply"](every[place].text)["article"]

    return every[:place], decide
