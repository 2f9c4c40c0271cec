"""A post as its document makes it, whether a journey or a pattern of names has placed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .document import instant, is_after
from .model import Author, Post
from .reading_time import reading_minutes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .document import Document, Settings
    from .publication import Publication


class Given(NamedTuple):
    """What is known of a post besides what its document says, where the document doesn't."""

    slug: str
    title: str | None = None
    reading_time: float | None = None
    """In minutes."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """By id, or by name."""


def written_post(
    document: Document,
    publication: Publication,
    settings: Settings,
    authors: Mapping[str, Author],
    given: Given,
) -> Post:
    """Return the post that a document of the build is.

    Args:
        document: the document, with the title that Sphinx found.
        publication: what the clock says of it.
        settings: reading speed, and the zone of times without one.
        authors: those who are described, by id; any other author has only a name.
        given: what stands in for what the document doesn't say; its slug is used in any case.
    """
    front, body = document.front, document.body
    minutes = given.reading_time if front.reading_time is None else front.reading_time
    return Post(
        slug=given.slug,
        title=document.title or front.link_title or front.title or given.title or given.slug,
        status=publication.status,
        docname=document.docname,
        when=publication.when,
        updated=_updated(front.lastmod, publication.when, settings),
        minutes=reading_minutes(body, settings.speed, minutes),
        words=body.words + body.cjk if body else None,
        description=front.description or front.summary,
        tags=front.tags or given.tags,
        categories=front.categories,
        authors=tuple(authors.get(name, Author(name)) for name in front.authors or given.authors),
    )


def _updated(
    lastmod: dt.date | dt.datetime | None, when: dt.datetime | None, settings: Settings
) -> dt.datetime | None:
    """Return when a post was changed, if that is after it came out and not in the future."""
    if lastmod is None:
        return None
    updated = instant(lastmod, settings.zone)
    if is_after(updated, settings.now) or (when is not None and not is_after(updated, when)):
        return None
    return updated
