"""The order in which a journey's pages are read, and each post's neighbors in it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from .model import Place, Stop

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from .document import Document
    from .model import Journey, Pillar

PostOrder = tuple[float, float, list[tuple[int, str]], str]


def post_order(document: Document, when: dt.datetime | None) -> PostOrder:
    """Return the sort key of posts that no plan orders.

    ``weight`` or ``series_order``, of which 0 means that it isn't given, as in Hugo
    (https://gohugo.io/quick-reference/glossary/#weight); then the date; then the docname in
    natural order. Posts without these come after those with them. No two documents are equal.

    Args:
        document: the post's.
        when: the instant at which it comes out, if it has a date.
    """
    front = document.front
    weight = front.weight or front.series_order
    return (
        weight or math.inf,
        when.timestamp() if when else math.inf,
        natural(document.docname),
        document.docname,
    )


def natural(name: str) -> list[tuple[int, str]]:
    """Return a sort key by which ``1.2`` comes before ``1.10``."""
    return [
        (int(part), "") if part.isdecimal() and len(part) < _DIGITS else (-1, part)
        for part in re.split(r"(\d+)", name)
    ]


_DIGITS = 20  # a number that is longer is text: int() refuses more than 4,300 digits


def reading_order(journey: Journey, titles: Mapping[str, str | None]) -> tuple[Stop, ...]:
    """Return the pages of a journey as they are read: overview, then each chapter and its posts.

    Args:
        journey: the journey.
        titles: the title of each document; a chapter's page is called by its own.
    """
    stops = {p.docname: Stop(p.docname, p.title) for p in journey.overview if p.docname}
    for pillar in journey.pillars:
        if pillar.docname:
            title = titles.get(pillar.docname) or pillar.title
            stops.setdefault(pillar.docname, Stop(pillar.docname, title, pillar.number))
        for post in pillar.posts:
            if post.docname:
                stops.setdefault(post.docname, Stop(post.docname, post.title))
    return tuple(stops.values())


def places_of(
    journeys: Iterable[Journey], documents: Mapping[str, Document]
) -> dict[str, tuple[Place, ...]]:
    """Return the places of each post's document, in the order of the journeys."""
    titles = {docname: document.title for docname, document in documents.items()}
    places: dict[str, tuple[Place, ...]] = {}
    for journey in journeys:
        stops = (None, *reading_order(journey, titles), None)
        beside = {s.docname: (stops[at - 1], stops[at + 1]) for at, s in enumerate(stops) if s}
        for post in journey.visible:
            if post.docname is not None:
                place = Place(journey, post, *beside[post.docname])
                places[post.docname] = (*places.get(post.docname, ()), place)
    return places


def chapters_of(journeys: Iterable[Journey]) -> dict[str, tuple[Journey, Pillar]]:
    """Return the journey and pillar of each chapter's own page; the first journey wins."""
    chapters: dict[str, tuple[Journey, Pillar]] = {}
    for journey in journeys:
        for pillar in journey.pillars:
            if pillar.docname:
                chapters.setdefault(pillar.docname, (journey, pillar))
    return chapters
