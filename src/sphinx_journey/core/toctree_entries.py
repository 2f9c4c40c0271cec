"""Which documents a table of contents made from the plan lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .select import NoChoice, choose

if TYPE_CHECKING:
    from .model import Journeys


def toctree_entries(
    journeys: Journeys, docname: str, journey_id: str | None, pillar_id: str | None
) -> tuple[str, ...] | NoChoice:
    """Return the chapters of a journey, or the posts of one of its pillars.

    Args:
        journeys: all of the project.
        docname: the page the table stands on, which doesn't list itself.
        journey_id: as given, or ``None``: the page's own, or the only one.
        pillar_id: as given, or ``None`` for the chapters; a pillar without a page of its own
            is listed by its posts.
    """
    choice = choose(journeys, docname, journey_id, pillar_id)
    if isinstance(choice, NoChoice):
        return choice
    if pillar_id is not None:
        found = [post.docname for post in choice.pillars[0].posts]
    else:
        found = [post.docname for post in choice.journey.overview]
        for pillar in choice.journey.pillars:
            own = [pillar.docname] if pillar.docname else [p.docname for p in pillar.posts]
            found += own
    return tuple(name for name in found if name is not None and name != docname)
