"""The plan of a project's journeys, as values: what it says before documents are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .document import Doubt
    from .model import Author
    from .problems import Location

Cadence = Literal["weekly", "biweekly", "monthly"] | int
"""A rhythm by name, or a number of days."""


class Entry(NamedTuple):
    """A post of the plan: a document, or a title that has none yet."""

    location: Location
    docname: str | None = None
    id: str | None = None
    title: str | None = None
    date: dt.date | dt.datetime | None = None
    is_held_back: bool = False
    """Whether a date is given that can't be understood, so that it may be in the future."""
    draft: bool = False
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    reading_time: float | None = None
    """In minutes. These four are for documents that can't say so themselves."""
    doubts: tuple[Doubt, ...] = ()
    """What the entry says of publication and isn't understood."""
    source_title: str | None = None
    """The title as the plan has it; ``title`` may be a translation of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPillar:
    """A pillar of the plan."""

    location: Location
    id: str
    title: str
    summary: str | None = None
    icon: str | None = None
    label: str | None = None
    """What is shown as its number: ``None`` to count it, empty to show none."""
    part: str | None = None
    """The title of the part of the journey that it is in."""
    docname: str | None = None
    doc_location: Location | None = None
    """Where ``doc`` is written."""
    requires: tuple[str, ...] = ()
    posts: tuple[Entry, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """What the pillar says of publication and isn't understood: for its page and its posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJourney:
    """A journey of the plan."""

    location: Location
    id: str
    title: str
    description: str | None = None
    start: dt.date | dt.datetime | None = None
    cadence: Cadence | None = None
    authors: Mapping[str, Author] = field(default_factory=dict)
    tag_authority: str | None = None
    """The domain and day that identifiers of its posts are made with (RFC 4151)."""
    posts: tuple[Entry, ...] = ()
    pillars: tuple[PlannedPillar, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All journeys of a project."""

    journeys: tuple[PlannedJourney, ...] = ()
    unread: frozenset[str] = frozenset()
    """Names in the text of a plan that can't be read; some may be documents with a date."""
    is_broken: bool = False
    """Whether it can't be read at all."""
    authors: Mapping[str, Author] = field(default_factory=dict)
    """Those who are described beside the journeys, or in one of them, by id."""
    tag_authority: str | None = None
    """That of posts that are in no journey, and of journeys that have none."""
