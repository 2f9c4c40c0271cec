"""The texts of a plan that readers are shown, and the plan in another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .labels import as_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .plan import Entry, Plan, PlannedJourney, PlannedPillar
    from .problems import Location

    Translate = Callable[[Location, str], str]
    """Returns a text, which stands in the plan at or after a line, in another language."""


def texts_of(plan: Plan) -> Iterator[tuple[Location, str]]:
    """Yield what there is to translate, each with the line that it stands on or after."""
    found: list[tuple[Location, str]] = []

    def note(location: Location, text: str) -> str:
        found.append((location, text))
        return text

    translated(plan, note)
    yield from found


def translated(plan: Plan, translate: Translate) -> Plan:
    """Return a plan with titles, summaries and descriptions translated.

    Ids stay as they are, and so do the slugs that are made of titles.
    """
    return replace(plan, journeys=tuple(_journey(one, translate) for one in plan.journeys))


def _journey(journey: PlannedJourney, translate: Translate) -> PlannedJourney:
    return replace(
        journey,
        title=translate(journey.location, journey.title),
        description=_text(journey.description, journey, translate),
        posts=_entries(journey.posts, translate),
        pillars=tuple(_pillar(pillar, translate) for pillar in journey.pillars),
    )


def _pillar(pillar: PlannedPillar, translate: Translate) -> PlannedPillar:
    is_counted = not pillar.label or as_number(pillar.label) is not None
    return replace(
        pillar,
        title=translate(pillar.location, pillar.title),
        summary=_text(pillar.summary, pillar, translate),
        label=pillar.label if is_counted else _text(pillar.label, pillar, translate),
        part=_text(pillar.part, pillar, translate),
        posts=_entries(pillar.posts, translate),
    )


def _entries(entries: Iterable[Entry], translate: Translate) -> tuple[Entry, ...]:
    return tuple(
        entry._replace(title=translate(entry.location, entry.title), source_title=entry.title)
        if entry.title
        else entry
        for entry in entries
    )


def _text(
    text: str | None, part: PlannedJourney | PlannedPillar, translate: Translate
) -> str | None:
    return translate(part.location, text) if text else None
