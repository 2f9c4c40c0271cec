"""Journeys for other programs, as plain data: what a roadmap shows of them, and nothing more.

The JSON Schema of this data is ``schemas/journey-1.json`` in the package.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .model import Status
from .moments import rfc3339
from .progress import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .feeds import Ids
    from .model import Author, Journey, Journeys, Pillar, Post

SCHEMA: Final = "urn:uuid:b7d85729-7f5b-5fde-9721-597d4b4918c0"
"""The identifier of the schema: a name and not an address."""
VERSION: Final = 1
"""Raised when a key goes or changes its meaning, and not when one is added."""
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+")
_PICTURE: Final = re.compile(r"https?://\S+")


class Website(NamedTuple):
    """The website on which the journeys are."""

    project: str
    language: str
    generator: str
    home: str
    """The address of its first page."""
    progress: Mapping[str, str]
    """By journey id: the address of its progress page."""
    page: Callable[[str], str]
    """Returns the address of a document."""


def exported(
    journeys: Journeys, alone: Iterable[Post], ids: Ids, website: Website
) -> dict[str, object]:
    """Return journeys and posts as plain data.

    Args:
        journeys: all of the project, as readers see them.
        alone: the posts of no journey.
        ids: the identifiers of all these posts.
        website: where they are.
    """
    writer = _Writer(ids, website)
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "generator": website.generator,
        "project": website.project,
        "language": website.language,
        "url": website.home,
        "journeys": [writer.journey(journey) for journey in journeys.by_id.values()],
        "posts": writer.posts("", alone),
    }


def as_json(data: Mapping[str, object]) -> bytes:
    """Return plain data as JSON in UTF-8; what UTF-8 can't hold becomes a question mark."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


class _Writer:
    def __init__(self, ids: Ids, website: Website) -> None:
        self._ids, self._website = ids, website

    def journey(self, journey: Journey) -> dict[str, object]:
        return _known(
            {
                "id": journey.id,
                "title": journey.title,
                "description": journey.description,
                "url": self._website.progress.get(journey.id),
                "totals": _totals(journey),
                "overview": self.posts(journey.id, journey.overview),
                "pillars": [self._pillar(journey, pillar) for pillar in journey.pillars],
            }
        )

    def _pillar(self, journey: Journey, pillar: Pillar) -> dict[str, object]:
        return _known(
            {
                "id": pillar.id,
                "number": pillar.number,
                "label": pillar.label or None,
                "part": pillar.part,
                "title": pillar.title,
                "summary": pillar.summary,
                "icon": pillar.icon,
                "url": self._website.page(pillar.docname) if pillar.docname else None,
                "requires": list(pillar.requires) or None,
                "posts": self.posts(journey.id, pillar.posts),
            }
        )

    def posts(self, journey_id: str, posts: Iterable[Post]) -> list[dict[str, object]]:
        return [_known(self._post(journey_id, post)) for post in posts]

    def _post(self, journey_id: str, post: Post) -> dict[str, object]:
        value: dict[str, object] = {"title": post.title, "status": str(post.status)}
        if post.when is not None:
            value["date"] = rfc3339(post.when)
        if post.docname is not None and post.status is Status.PUBLISHED:
            named: dict[str, object] = {"id": self._ids.of[post.docname], "slug": post.slug}
            return named | value | self._of_document(post, post.docname)
        if post.status is not Status.PLANNED and not post.slug_is_typed:
            return value  # its slug would be the name of a file that isn't published
        return {"id": self._ids.unwritten.get((journey_id, post.slug)), "slug": post.slug} | value

    def _of_document(self, post: Post, docname: str) -> dict[str, object]:
        return {
            "updated": rfc3339(post.updated) if post.updated is not None else None,
            "part": post.part,
            "url": self._website.page(docname),
            "words": post.words,
            "minutes": post.minutes,
            "description": post.description or None,
            "tags": list(post.tags) or None,
            "categories": list(post.categories) or None,
            "authors": [_author(author) for author in post.authors] or None,
        }


def _totals(journey: Journey) -> dict[str, object]:
    whole = figures(journey.posts)
    return _known(
        {
            "posts": whole.total,
            "published": whole.published,
            "words": whole.words,
            "minutes": whole.minutes,
        }
    )


def _author(author: Author) -> dict[str, object]:
    url, avatar = author.url or "", author.avatar or ""
    return _known(
        {
            "name": author.name,
            "url": url if _ADDRESS.fullmatch(url) else None,
            "avatar": avatar if _PICTURE.fullmatch(avatar) else None,
        }
    )


def _known(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that there are, in the same order."""
    return {key: value for key, value in values.items() if value is not None}
