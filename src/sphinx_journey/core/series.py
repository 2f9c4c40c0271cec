"""The plan of a project that has no file for it: its documents say where they belong."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .document import instant
from .order import natural, post_order
from .plan import Plan, PlannedJourney, PlannedPillar
from .slugs import is_slug, name_to_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from .document import Document, Settings


def plan_of_series(documents: Mapping[str, Document], settings: Settings) -> Plan:
    """Return the journeys that documents name by ``series``, with the pillars they name.

    Names with one slug are one journey, and within it one pillar; its title is the name that
    the first of its posts uses, in :func:`~.order.post_order`. Pillars come in the order of their
    first posts, journeys in natural order of their ids. The posts themselves are placed when the
    journeys are assembled, as in any project whose documents place themselves.

    Args:
        documents: every document of this build by docname; a withheld one must not be among
            them, or its words would be published.
        settings: the time zone of dates without one.
    """
    order = sorted(
        documents.values(), key=lambda document: post_order(document, _when(document, settings))
    )
    posts: dict[str, list[Document]] = defaultdict(list)
    names: dict[str, str] = {}
    for document in order:
        for name in document.front.series:
            journey_id = name_to_id(name)
            names.setdefault(journey_id, name)
            if document not in posts[journey_id][-1:]:
                posts[journey_id].append(document)
    if len(posts) == 1:  # then a 'pillar' alone says enough
        (only,) = posts.values()
        only[:] = [d for d in order if d.front.series or d.front.pillar is not None]
    return Plan(
        tuple(
            PlannedJourney(
                location=next(d.location("series") for d in posts[journey_id] if d.front.series),
                id=journey_id,
                title=names[journey_id],
                pillars=_pillars(posts[journey_id]),
            )
            for journey_id in sorted(posts, key=lambda known: (natural(known), known))
        )
    )


def _when(document: Document, settings: Settings) -> dt.datetime | None:
    moment = document.front.publish_date or document.front.date
    return instant(moment, settings.zone) if moment else None


def _pillars(posts: Iterable[Document]) -> tuple[PlannedPillar, ...]:
    pillars: dict[str, PlannedPillar] = {}
    for document in posts:
        name = document.front.pillar
        if name is None or name_to_id(name) in pillars:
            continue
        pillars[name_to_id(name)] = PlannedPillar(
            location=document.location("pillar"),
            id=name if is_slug(name) else name_to_id(name),
            title=name,
        )
    return tuple(pillars.values())
