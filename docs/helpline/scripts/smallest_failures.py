"""Post 0.2: why the smallest whole cites wrong articles, by taking things away from tickets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpline.splits import digest
from helpline.stages import smallest
from helpline.tickets.make import make_drafts
from helpline.tickets.people import GIVEN, SURNAMES

if TYPE_CHECKING:
    from helpline.stages.smallest import Shelf
    from helpline.tickets.make import Draft

PILES = (
    "no article answers it",
    "a second request in the ticket",
    "greeting, name, signature or slips around the request",
    "the request in other words than the article's",
)
NAMES = frozenset(smallest.words(f"{GIVEN} {SURNAMES}"))


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
    piles = Counter(pile_of(draft, shelf) for draft in first)
    lines = [
        "Why the wrong article,n",
        *(f'"{name}",{piles[name]}' for name in PILES),
    ]
    named = [draft for draft in wrong if is_by_name(draft, shelf)]
    names = ", ".join(draft.ticket.id for draft in named)
    return {
        "smallest_failures.csv": "\n".join([*lines, f"all,{len(first)}"])
        + "\n",
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


def pile_of(draft: Draft, shelf: Shelf) -> str:
    """Return the first pile that a wrong answer belongs on.

    What surrounds a request is to blame if the request alone is answered rightly or refused. The
    generator knows the request; in a real ticket, a person reads for it.
    """
    if draft.ticket.article is None:
        return PILES[0]
    if _cited(draft.ask.text, shelf) in {None, _right(draft)}:
        return PILES[1] if draft.second else PILES[2]
    return PILES[3]


def is_by_name(draft: Draft, shelf: Shelf) -> bool:
    """Return whether the wrong article is no longer cited once words that are names are gone."""
    kept = [
        word
        for word in smallest.words(draft.ticket.text)
        if word not in NAMES
    ]
    return _cited(" ".join(kept), shelf) in {None, _right(draft)}
