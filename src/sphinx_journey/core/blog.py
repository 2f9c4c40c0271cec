"""The posts of a project in the order of their dates, as a blog shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .document import default_slug
from .model import Stop
from .order import natural
from .written import Given, written_post

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .document import Document, Settings
    from .model import Author, Journeys, Post
    from .publication import Publications


@dataclass(frozen=True, slots=True)
class Blog:
    """The posts that have a document in this build, newest first; those without a date last."""

    posts: tuple[Post, ...] = ()
    alone: Mapping[str, Post] = field(default_factory=dict)
    """By docname: the posts of no journey."""
    excerpts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By docname: the beginning of each post as plain paragraphs, if it has any text."""
    beside: Mapping[str, tuple[Stop | None, Stop | None]] = field(default_factory=dict)
    """By docname, for posts of no journey: the post of none that is older, and the newer one."""


def blog_of(
    journeys: Journeys,
    documents: Mapping[str, Document],
    alone: Collection[str],
    publications: Publications,
    settings: Settings,
    authors: Mapping[str, Author],
) -> Blog:
    """Return a project's blog: all posts of its journeys, and those of none.

    A post of several journeys is there once, as in the first of them.

    Args:
        journeys: all of the project.
        documents: every document of this build by docname, with its title.
        alone: the documents that are posts without a place in a journey; those with one, and
            chapters' own pages, may be among them and are passed over.
        publications: what the clock says of each document.
        settings: reading speed and time zone.
        authors: those whom a plan describes, by id, for posts of no journey.
    """
    lone = {
        name: written_post(
            documents[name],
            publications[name],
            settings,
            authors,
            Given(documents[name].front.slug or default_slug(name)),
        )._replace(slug_is_typed=documents[name].front.slug is not None)
        for name in sorted(alone, key=lambda name: (natural(name), name))
        if name in documents and name not in journeys.places and name not in journeys.chapters
    }
    return Blog(
        newest_first((*_placed(journeys), *lone.values())),
        lone,
        beside=_beside(newest_first(lone.values())),
    )


def _beside(posts: Sequence[Post]) -> dict[str, tuple[Stop | None, Stop | None]]:
    stops = [Stop(post.docname, post.title) for post in posts if post.docname is not None]
    around = (None, *stops, None)  # from the newer to the older
    return {stop.docname: (around[at + 2], around[at]) for at, stop in enumerate(stops)}


def _placed(journeys: Journeys) -> Iterator[Post]:
    seen: set[str | None] = set()
    for journey in journeys.by_id.values():
        for post in journey.visible:
            if post.docname not in seen:
                seen.add(post.docname)
                yield post


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return posts by their dates, the newest first.

    Of posts with one date, those come first that come later in the order given; posts without a
    date come last, in the order given.
    """
    listed = list(posts)
    dated = [(post.when.timestamp(), at) for at, post in enumerate(listed) if post.when]
    undated = [post for post in listed if post.when is None]
    return (*(listed[at] for _, at in sorted(dated, reverse=True)), *undated)
