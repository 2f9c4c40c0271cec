"""Which journey and pillars a page asks for, and which documents its table of contents lists."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from .problems import Miss, Subtype, did_you_mean, short_repr

if TYPE_CHECKING:
    from collections.abc import Collection

    from .model import Journey, Journeys, Pillar

NO_JOURNEY = (
    "There is no journey in this project. Describe one in journey.yml beside conf.py; "
    "if it is there, fix what the build reports about it."
)


class Choice(NamedTuple):
    """A journey, and the pillars of it that are asked for."""

    journey: Journey
    pillars: tuple[Pillar, ...]


class Listed(NamedTuple):
    """The documents that stand together in a table of contents."""

    part: str
    """The title of the part of the journey; empty for none."""
    docnames: tuple[str, ...]


def choose(
    journeys: Journeys, docname: str, journey_id: str | None, pillar_id: str | None
) -> Choice | Miss:
    """Find what a directive names.

    Args:
        journeys: all of the project.
        docname: the page the directive stands on; a post's own journey is its default.
        journey_id: as given, or ``None``: the page's own, or the only one.
        pillar_id: as given, or ``None`` for all pillars.
    """
    if not journeys:
        return Miss(Subtype.UNKNOWN_JOURNEY, NO_JOURNEY)
    known = journeys.by_id
    if journey_id is None:
        own = {place.journey.id for place in journeys.places.get(docname, ())}
        if docname in journeys.chapters:
            own.add(journeys.chapters[docname][0].id)
        candidates = sorted(own or known)
        if len(candidates) > 1:
            one_of = ", ".join(candidates)
            message = f"There are several journeys: say which with ':journey:', one of {one_of}."
            return Miss(Subtype.UNKNOWN_JOURNEY, message)
        journey_id = candidates[0]
    if journey_id not in known:
        message = f"There is no journey {_not_among(journey_id, sorted(known))}"
        return Miss(Subtype.UNKNOWN_JOURNEY, message)
    journey = known[journey_id]
    if pillar_id is None:
        return Choice(journey, journey.pillars)
    if pillar := journey.pillar(pillar_id):
        return Choice(journey, (pillar,))
    known_pillars = [pillar.id for pillar in journey.pillars]
    message = f"The journey {journey.id!r} has no pillar {_not_among(pillar_id, known_pillars)}"
    return Miss(Subtype.UNKNOWN_PILLAR, message)


def _not_among(name: str, known: Collection[str]) -> str:
    listed = f" Known: {', '.join(known)}." if known else ""
    return f"{short_repr(name)}.{did_you_mean(name, known)}{listed}"


def toctree_entries(
    journeys: Journeys, docname: str, journey_id: str | None, pillar_id: str | None
) -> tuple[Listed, ...] | Miss:
    """Return the chapters of a journey by its parts, or the posts of one of its pillars.

    Args:
        journeys: all of the project.
        docname: the page the table stands on, which doesn't list itself.
        journey_id: as given, or ``None``: the page's own, or the only one.
        pillar_id: as given, or ``None`` for the chapters; a pillar without a page of its own
            is listed by its posts.
    """
    choice = choose(journeys, docname, journey_id, pillar_id)
    if isinstance(choice, Miss):
        return choice
    found: list[tuple[str, str | None]] = []
    if pillar_id is not None:
        found += (("", post.docname) for post in choice.pillars[0].posts)
    else:
        found += (("", post.docname) for post in choice.journey.overview)
        for pillar in choice.journey.pillars:
            names = [pillar.docname] if pillar.docname else [p.docname for p in pillar.posts]
            found += ((pillar.part or "", name) for name in names)
    shown = [(part, name) for part, name in found if name is not None and name != docname]
    return tuple(
        Listed(part, tuple(name for _part, name in group))
        for part, group in groupby(shown, itemgetter(0))
    )
