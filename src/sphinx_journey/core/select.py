"""Which journey and pillars a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .problems import Subtype, did_you_mean, short_repr

if TYPE_CHECKING:
    from .model import Journey, Journeys, Pillar


NO_JOURNEY = (
    "There is no journey in this project. Describe one in journey.yml beside conf.py; "
    "if it is there, mend what the build says of it."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A journey, and the pillars of it that are asked for."""

    journey: Journey
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True, slots=True)
class NoChoice:
    """Why there is nothing to choose."""

    subtype: Subtype
    message: str


def choose(
    journeys: Journeys, docname: str, journey_id: str | None, pillar_id: str | None
) -> Choice | NoChoice:
    """Find what a directive names.

    Args:
        journeys: all of the project.
        docname: the page the directive stands on; a post's own journey is its default.
        journey_id: as given, or ``None``: the page's own, or the only one.
        pillar_id: as given, or ``None`` for all pillars.
    """
    if not journeys:
        return NoChoice(Subtype.UNKNOWN_JOURNEY, NO_JOURNEY)
    known = journeys.by_id
    if journey_id is None:
        own = {place.journey.id for place in journeys.places.get(docname, ())}
        if docname in journeys.chapters:
            own.add(journeys.chapters[docname][0].id)
        candidates = own or set(known)
        if len(candidates) > 1:
            return NoChoice(
                Subtype.UNKNOWN_JOURNEY,
                f"There are several journeys: say which with ':journey:', one of "
                f"{', '.join(sorted(candidates))}.",
            )
        journey_id = candidates.pop()
    if journey_id not in known:
        return NoChoice(
            Subtype.UNKNOWN_JOURNEY,
            f"There is no journey {short_repr(journey_id)}.{did_you_mean(journey_id, known)}"
            f" Known: {', '.join(sorted(known))}.",
        )
    journey = known[journey_id]
    if pillar_id is None:
        return Choice(journey, journey.pillars)
    pillar = journey.pillar(pillar_id)
    if pillar is None:
        ids = [p.id for p in journey.pillars]
        return NoChoice(
            Subtype.UNKNOWN_PILLAR,
            f"The journey {journey.id!r} has no pillar {short_repr(pillar_id)}."
            f"{did_you_mean(pillar_id, ids)} Known: {', '.join(ids)}.",
        )
    return Choice(journey, (pillar,))
