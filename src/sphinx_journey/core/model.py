"""The model of a journey: frozen values, made by :func:`sphinx_journey.core.assemble.assemble`.

A *journey* is a whole series. It has *pillars* (chapters), and these have *posts*
(parts). A journey may also have posts of no pillar, its overview, which come first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


class Status(StrEnum):
    """Where a post is on its way to readers. It is derived, never typed in."""

    PLANNED = "planned"
    """In the plan; no document yet."""
    DRAFT = "draft"
    """A document whose front matter says ``draft: true``."""
    SCHEDULED = "scheduled"
    """A document whose date is in the future."""
    PUBLISHED = "published"
    """A document that is out."""
    EXPIRED = "expired"
    """A document whose ``expiryDate`` has passed."""


class Author(NamedTuple):
    """Somebody who writes posts: a plan's ``authors`` entry, or only a name."""

    name: str
    url: str | None = None
    avatar: str | None = None


class Post(NamedTuple):
    """One part of a journey, written or planned."""

    slug: str
    title: str
    status: Status
    slug_is_typed: bool = False
    """Whether an author chose the slug; otherwise other posts may have the same one."""
    pillar_id: str | None = None
    docname: str | None = None
    """The document in this build; ``None`` where there is none to link to."""
    part: int | None = None
    """Position, from 1, among the visible posts of the journey; ``None`` if not visible."""
    when: dt.datetime | None = None
    """The instant of publication, in the project's time zone."""
    updated: dt.datetime | None = None
    """The instant of its last change, if the post says that this came after publication."""
    minutes: int | None = None
    """Reading time; ``None`` if it isn't known, as of a file in unknown markup."""
    words: int | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    awaited: str | None = None
    """The document that its entry names, if this build hasn't it; readers never see this name."""


class Pillar(NamedTuple):
    """A chapter of a journey."""

    id: str
    number: int
    """Position in the journey, from 1."""
    title: str
    label: str = ""
    """What is shown as its number: "3", "A", "Appendix A", or nothing."""
    part: str | None = None
    """The title of the part of the journey that it is in."""
    summary: str | None = None
    icon: str | None = None
    docname: str | None = None
    requires: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A whole series, as this build shows it."""

    id: str
    title: str
    description: str | None = None
    overview: tuple[Post, ...] = ()
    """Posts of no pillar; they come before the first."""
    pillars: tuple[Pillar, ...] = ()
    posts: tuple[Post, ...] = field(init=False)
    """All posts, in the journey's order."""
    visible: tuple[Post, ...] = field(init=False)
    """The posts with a document in this build, in the journey's order."""

    def __post_init__(self) -> None:
        posts = self.overview + tuple(p for pillar in self.pillars for p in pillar.posts)
        object.__setattr__(self, "posts", posts)
        object.__setattr__(self, "visible", tuple(p for p in posts if p.docname is not None))

    def pillar(self, pillar_id: str | None) -> Pillar | None:
        """Return the pillar of that id, or ``None``."""
        return next((p for p in self.pillars if p.id == pillar_id), None)


class Stop(NamedTuple):
    """A page of a journey in reading order: a chapter's own page or a visible post."""

    docname: str
    title: str
    pillar_number: int | None = None
    """The chapter's number if the stop is a chapter's page."""


class Place(NamedTuple):
    """Where a post's document stands in a journey."""

    journey: Journey
    post: Post
    previous: Stop | None
    next: Stop | None


@dataclass(frozen=True, slots=True)
class Journeys:
    """Every journey of a project, and the places of its documents in them."""

    by_id: Mapping[str, Journey]
    places: Mapping[str, tuple[Place, ...]]
    """Per docname of a post: its places, in the order of the plan's journeys."""
    chapters: Mapping[str, tuple[Journey, Pillar]] = field(default_factory=dict)
    """Per docname of a chapter's own page: the journey and the pillar."""

    def __bool__(self) -> bool:
        return bool(self.by_id)
