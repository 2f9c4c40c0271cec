"""One document of a build: its name, what it says about itself, and its instants by the clock."""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .problems import Location
from .reading_time import ReadingSpeed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .fields import FrontMatter
    from .model import Status
    from .problems import Problem
    from .reading_time import Body


class Doubt(NamedTuple):
    """Something that says a document isn't published, in a way that isn't the right one."""

    status: Status
    """What it would make of the document."""
    moment: dt.date | dt.datetime | None
    """From when or until when; ``None`` if it holds at any time."""
    problem: Problem
    is_weak: bool = False
    """Whether ``draft: false`` in the document's own front matter settles it."""


class Own(NamedTuple):
    """What a file of a Hugo site says itself, before it inherits anything."""

    meta: FrontMatter
    data: Mapping[str, object]
    """All of its front matter, as plain data."""
    lines: Mapping[str, int]
    broken: bool
    """Whether its front matter can't be read."""
    is_empty: bool = False
    """Whether there is nothing in it at all."""
    is_utf16: bool = False


# No slots in what is kept: dataclasses have those filled in Python, at each build.
@dataclass(frozen=True, kw_only=True)
class Document:
    """What is known of one document of the build."""

    docname: str
    path: str
    """The file's path relative to the source directory."""
    front: FrontMatter
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each front-matter key, in lower case."""
    title: str | None = None
    """The title shown in lists; ``None`` before the document has been read."""
    body: Body | None = None
    doubts: tuple[Doubt, ...] = ()
    """What else it says of publication, in a way that isn't the right one."""
    own: Own | None = None
    """In a Hugo site, what its own file says; ``front`` has what it inherits, too."""

    def location(self, key: str) -> Location:
        """Return where a front-matter key stands in the file."""
        return Location(self.path, self.lines.get(key.lower(), 1))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that shape journeys."""

    now: dt.datetime
    """The instant of the build, aware."""
    zone: dt.tzinfo
    """The zone of times without one, and of the days shown."""
    speed: ReadingSpeed = field(default_factory=ReadingSpeed)
    build: frozenset[Status] = frozenset()
    """The statuses that are built beside published ones."""


def instant(moment: dt.date | dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return an aware datetime in ``zone``; a bare date is its midnight there."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time(), zone)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except OverflowError:  # year 1 or 9999, moved out of the calendar by the zone
        return moment


def in_own_zone(moment: dt.date | dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return an aware datetime; one that names its zone stays in that, as its author wrote it."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        return moment
    return instant(moment, zone)


def is_after(first: dt.datetime, second: dt.datetime) -> bool:
    """Compare two aware datetimes as instants.

    Python compares those of one zone by their wall clocks, which the end of summer time
    makes wrong (https://docs.python.org/3/library/datetime.html#datetime-objects).
    """
    return first.timestamp() > second.timestamp()


def joined(here: str, name: str) -> str:
    """Return the document that a name means on a page.

    Args:
        here: the page.
        name: relative to the page's folder; from the source directory with a leading ``/``.
    """
    return posixpath.normpath(posixpath.join(f"/{posixpath.dirname(here)}", name))[1:]


def default_slug(docname: str) -> str:
    """Return a document's slug where it has no own: its stem, for ``index`` the folder's name."""
    *folders, stem = docname.split("/")
    return folders[-1] if stem == "index" and folders else stem
