"""Calendars of posts as values: who subscribes to one sees when posts come out.

Of a post that isn't out, a calendar has what a roadmap shows: its title and its date.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from .document import instant
from .feeds import Announced, ids_of
from .model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .model import Journeys, Post
    from .plan import Entry

CALENDAR_FILE: Final = "calendar.ics"


class Event(NamedTuple):
    """One post of a calendar."""

    id: str
    """As in feeds, but a UUID in any case: it tells nothing of the document to come."""
    title: str
    when: dt.datetime
    """The instant of publication, in the project's time zone."""
    is_sure: bool = True
    """Whether there is a document, so that it comes out by itself."""
    docname: str | None = None
    """Its page; ``None`` while it isn't out, and then nothing of what follows is known."""
    updated: dt.datetime | None = None
    description: str = ""
    terms: tuple[str, ...] = ()
    """Categories and tags."""

    @property
    def start(self) -> dt.date | dt.datetime:
        """A day for a post that is dated by the day, otherwise an instant in UTC."""
        if self.when.time() == dt.time():
            return self.when.date()
        try:
            return self.when.astimezone(dt.UTC)
        except OverflowError:  # the first or the last day of the calendar
            return self.when.date()

    @property
    def stamp(self) -> dt.datetime:
        """When it was changed last: no clock is looked at."""
        changed = self.updated or self.when
        try:
            return changed.astimezone(dt.UTC)
        except OverflowError:
            return changed.replace(tzinfo=dt.UTC)


class Calendar(NamedTuple):
    """One calendar, and where it is."""

    title: str
    home: str
    """The page whose posts it has, by name."""
    folder: str
    """From the top; empty for the top itself."""
    events: tuple[Event, ...]
    """By their dates."""
    journey: str = ""
    """The journey whose posts it has, by id; empty for several or none."""

    @property
    def file(self) -> str:
        """Its path, from the top."""
        return f"{self.folder}/{CALENDAR_FILE}" if self.folder else CALENDAR_FILE


def events_of(
    posts: Iterable[Post],
    journeys: Journeys,
    entries: Mapping[str, Entry],
    slugs: Mapping[str, str],
    zone: dt.tzinfo,
    project: str,
) -> dict[str, tuple[Event, ...]]:
    """Return the events of each journey by its id, and all that there are by the empty id.

    They are the posts with a date that are published, scheduled or planned. A preview has the same
    ones: what it builds ahead of time is in it as the plan has it.

    Args:
        posts: all posts with a document.
        journeys: all of the project.
        entries: the plan's entry of each document that has one.
        slugs: those that withheld documents have given themselves, by docname.
        zone: the project's time zone.
        project: its name.
    """
    out = [post for post in posts if post.status is Status.PUBLISHED]
    ahead = tuple(_announced(journeys, entries, slugs, zone))
    ids = ids_of(out, journeys, project, {}, ahead)
    published = {
        post.docname: _published(post, post.when, ids.of[post.docname], zone)
        for post in out
        if post.docname is not None and post.when is not None
    }
    found: dict[str, list[Event]] = {"": list(published.values())}
    for journey in journeys.by_id.values():
        own = (published.get(post.docname) for post in journey.visible if post.docname)
        found[journey.id] = [event for event in own if event is not None]
    for one in ahead:
        post = one.post
        if post.when is not None:
            is_sure = post.status is Status.SCHEDULED
            event = Event(ids.announced[one], post.title, post.when, is_sure)
            found[one.journey].append(event)
            found[""].append(event)
    return {name: _in_order(events) for name, events in found.items()}


def _announced(
    journeys: Journeys,
    entries: Mapping[str, Entry],
    slugs: Mapping[str, str],
    zone: dt.tzinfo,
) -> Iterator[Announced]:
    """Yield the posts with a date that a roadmap shows before they are out."""
    for journey in journeys.by_id.values():
        for post in journey.posts:
            shown: Post | None = post
            if post.docname is not None:
                shown = _as_planned(post, entries.get(post.docname), zone)
            if (
                shown is not None
                and shown.status in {Status.SCHEDULED, Status.PLANNED}
                and shown.when is not None
            ):
                slug = slugs.get(shown.awaited or "", shown.slug)
                yield Announced(journey.id, slug, shown)


def _as_planned(post: Post, entry: Entry | None, zone: dt.tzinfo) -> Post | None:
    """Return a post that a preview builds as a roadmap shows it without the preview."""
    if entry is None or not entry.title or entry.date is None or post.docname is None:
        return None
    return post._replace(
        title=entry.title,
        when=instant(entry.date, zone),
        docname=None,
        awaited=post.docname,
    )


def _published(post: Post, when: dt.datetime, own_id: str, zone: dt.tzinfo) -> Event:
    return Event(
        own_id,
        post.title,
        instant(when, zone),
        docname=post.docname,
        updated=post.updated,
        description=post.description or "",
        terms=tuple(dict.fromkeys((*post.categories, *post.tags))),
    )


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by their dates, each once: a post may be in several journeys."""
    by_id = {event.id: event for event in reversed(tuple(events))}
    return tuple(sorted(by_id.values(), key=lambda event: (event.when.timestamp(), event.id)))
