"""Post 0.2: why the smallest whole cites wrong articles, by asking for the request alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpline.splits import digest
from helpline.stages import smallest
from helpline.tickets.make import make_drafts
from helpline.tickets.people import GIVEN, SURNAMES

if TYPE_CHECKING:
    from helpline.stages.smallest import Shelf
    from helpline.tickets.make import Draft

PILES = (
    "no article answers it",
    "it holds a second request",
    "it holds one request, and text around it",
)
NAMES = frozenset(smallest.words(f"{GIVEN} {SURNAMES}"))


class Alone(NamedTuple):
    """What the request of a ticket gets when it is asked alone."""

    is_answered_rightly: bool
    is_refused: bool
    is_answered_wrongly: bool
    is_found: bool


def make() -> dict[str, str]:
    """Return the piles of the first half's failures, and how often a name alone decides."""
    shelf = smallest.count(smallest.read_articles())
    drafts = make_drafts()
    wrong = [
        draft
        for draft in drafts
        if _cited(draft.ticket.text, shelf) not in {None, _right(draft)}
    ]
    first = [
        draft
        for draft in wrong
        if digest(f"half:{draft.ticket.thread}") % 2 == 0
    ]
    heads = "The ticket,n,Right article,Refused,Wrong article,Right article found first"
    lines = [heads]
    for name in PILES:
        pile = [draft for draft in first if pile_of(draft) == name]
        lines.append(_row(name, [alone(draft, shelf) for draft in pile]))
    lines.append(_row("all", [alone(draft, shelf) for draft in first]))
    named = [draft for draft in wrong if is_by_name(draft, shelf)]
    names = ", ".join(draft.ticket.id for draft in named)
    return {
        "smallest_failures.csv": "\n".join(lines) + "\n",
        "smallest_failures-names.txt": (
            f"{len(drafts):5,} tickets\n{len(wrong):5} answered from a wrong article\n"
            f"{len(named):5} of these only because of a name: {names}\n"
        ),
    }


def _right(draft: Draft) -> str | None:
    return draft.ticket.article


def _cited(text: str, shelf: Shelf) -> str | None:
    cited: str | None = smallest.reply(text, shelf).get("article")
    return cited


def _row(name: str, cases: list[Alone]) -> str:
    """Return a pile's line: how many, and what their requests alone get."""
    counts = [sum(column) for column in zip(*cases, strict=True)]
    return ",".join(map(str, [f'"{name}"', len(cases), *counts]))


def pile_of(draft: Draft) -> str:
    """Return the pile of a ticket that was answered from a wrong article."""
    if draft.ticket.article is None:
        return PILES[0]
    return PILES[1] if draft.second else PILES[2]


def alone(draft: Draft, shelf: Shelf) -> Alone:
    """Ask for the request alone.

    The generator knows the request; in a real ticket, a person reads for it.
    """
    right, cited = _right(draft), _cited(draft.ask.text, shelf)
    _, found = smallest.search(draft.ask.text, shelf)
    return Alone(
        is_answered_rightly=cited is not None and cited == right,
        is_refused=cited is None,
        is_answered_wrongly=cited not in {None, right},
        is_found=found["id"] == right,
    )


def is_by_name(draft: Draft, shelf: Shelf) -> bool:
    """Return whether the wrong article is no longer cited once words that are names are gone."""
    kept = [
        word
        for word in smallest.words(draft.ticket.text)
        if word not in NAMES
    ]
    return _cited(" ".join(kept), shelf) in {None, _right(draft)}
