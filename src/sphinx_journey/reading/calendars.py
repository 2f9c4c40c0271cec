"""After reading: which calendars there are, and whose posts each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.calendars import Calendar, events_of
from ..core.problems import Subtype
from ..domain.journey import journey_domain
from .websites import can_make

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.model import Journeys, Post


def make_calendars(
    env: BuildEnvironment,
    builder: Builder,
    posts: tuple[Post, ...],
    journeys: Journeys,
    progress: Mapping[str, str],
) -> tuple[Calendar, ...]:
    """Return the calendars of a build; builders other than those of websites have none.

    Args:
        env: the environment.
        builder: the builder at work.
        posts: all posts with a document.
        journeys: all of the project.
        progress: the page with the progress of each journey.
    """
    build = journey_domain(env).build
    config = build.config
    if config is None or not config.calendar or builder.name not in {"html", "dirhtml"}:
        return ()
    if not can_make(env, "calendars", Subtype.CALENDAR, "icalendar"):
        return ()
    root, project = env.config.root_doc, str(env.config.project)
    slugs = {name: one.front.slug for name, one in build.withheld.items() if one.front.slug}
    entries = build.publications.entries
    events = events_of(posts, journeys, entries, slugs, config.zone, project)
    found = [Calendar(project, root, "", events[""])]
    for journey in journeys.by_id.values():
        own = events[journey.id]
        if len(own) < len(events[""]):  # otherwise it is the project's
            home = progress.get(journey.id, root)
            found.append(Calendar(journey.title, home, journey.id, own, journey.id))
    return tuple(one for one in found if one.events)
