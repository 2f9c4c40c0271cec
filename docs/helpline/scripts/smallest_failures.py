"""Post 0.2: why the smallest whole cites wrong articles, by asking for the request alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from _shares import share_gain
from helpline.splits import digest
from helpline.stages import smallest
from helpline.tickets.make import make_drafts
from helpline.tickets.people import GIVEN, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.stages.smallest import Shelf
    from helpline.tickets.make import Draft

PILES = (
    "no article answers it",
    "it holds a second request",
    "it holds one request, and text around it",
)
NAMES = frozenset(smallest.words(f"{GIVEN} {SURNAMES}"))


class Asked(NamedTuple):
    """What a text gets."""

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
        lines.append(_row(name, [_alone(draft, shelf) for draft in pile]))
    lines.append(_row("all", [_alone(draft, shelf) for draft in first]))
    answerable = [
        draft
        for draft in drafts
        if draft.ticket.article is not None
        and digest(f"half:{draft.ticket.thread}") % 2 == 0
    ]
    named = [draft for draft in wrong if is_by_name(draft, shelf)]
    names = ", ".join(draft.ticket.id for draft in named)
    return {
        "smallest_failures.csv": "\n".join(lines) + "\n",
        "smallest_failures-alone.csv": _as_written_and_alone(
            answerable, shelf
        ),
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


def _alone(draft: Draft, shelf: Shelf) -> Asked:
    return asked(draft.ask.text, _right(draft), shelf)


def _row(name: str, cases: list[Asked]) -> str:
    """Return a pile's line: how many, and what their requests alone get."""
    counts = [sum(column) for column in zip(*cases, strict=True)]
    return ",".join(map(str, [f'"{name}"', len(cases), *counts]))


def _as_written_and_alone(drafts: Sequence[Draft], shelf: Shelf) -> str:
    """Return what becomes of tickets as they were written, and of the requests in them."""
    threads = [str(draft.ticket.thread) for draft in drafts]
    written = [
        asked(draft.ticket.text, _right(draft), shelf) for draft in drafts
    ]
    only = [asked(draft.ask.text, _right(draft), shelf) for draft in drafts]
    rows = ["What,As written,Request alone,Difference"]
    for title, name in (
        ("right article found first", "is_found"),
        ("right article answered", "is_answered_rightly"),
        ("wrong article answered", "is_answered_wrongly"),
        ("refused", "is_refused"),
    ):
        before, after = (
            [getattr(one, name) for one in cases] for cases in (written, only)
        )
        gain = share_gain(before, after, threads).shown(signed=True)
        rows.append(f"{title},{sum(before)},{sum(after)},{gain}")
    return "\n".join(rows) + "\n"


def pile_of(draft: Draft) -> str:
    """Return the pile of a ticket that was answered from a wrong article."""
    if draft.ticket.article is None:
        return PILES[0]
    return PILES[1] if draft.second else PILES[2]


def asked(text: str, right: str | None, shelf: Shelf) -> Asked:
    """Ask for a text, such as the request alone.

    The generator knows the request; in a real ticket, a person reads for it.
    """
    cited = _cited(text, shelf)
    _, found = smallest.search(text, shelf)
    return Asked(
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
