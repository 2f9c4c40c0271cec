"""Feeds of a blog as values, and JSON Feed, the one format that needs no library.

Identifiers are permanent (RFC 4287, 4.2.6): they are made of what authors keep, and not of titles,
dates, paths or the website's address.
"""

from __future__ import annotations

import json
import math
import re
import uuid
from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import quote

from .moments import rfc3339

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Author, Journeys, Post
    from .plan import Plan

_NAMESPACE: Final = uuid.UUID("6f1b2f0e-1f0c-5c55-8f0e-5a5a3c7c1d1e")
"""Ours, for identifiers of projects that have no tag authority (RFC 9562, 5.5)."""
TAG_AUTHORITY: Final = re.compile(
    r"(?:[A-Za-z0-9._-]{1,64}@)?[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
    r",[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
)
"""A domain or an email address, and a day on which it was one's own (RFC 4151, 2.1)."""
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Channel(NamedTuple):
    """A feed before its posts are written down: whose posts it has, and where it is."""

    path: tuple[str, ...]
    """What its identifier is made of."""
    title: str
    home: str
    """The page whose posts it has, by name."""
    folder: str
    """Where its files are, from the top; empty for the top itself."""
    posts: tuple[Post, ...]
    """All of them, newest first."""
    journey: str = ""
    """The journey whose posts it has, by id; empty for several or none."""
    is_paged: bool = True
    """Whether older posts follow in further files."""

    def file(self, name: str) -> str:
        """Return the path of one of its files."""
        return f"{self.folder}/{name}" if self.folder else name


class Entry(NamedTuple):
    """One post of a feed."""

    id: str
    url: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    summary: str = ""
    """Plain text."""
    content: str = ""
    """HTML with absolute addresses; empty if the feed has only excerpts."""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags and categories."""


class Feed(NamedTuple):
    """One page of a feed."""

    id: str
    title: str
    home: str
    """The page whose posts it has."""
    url: str
    """The feed's own address."""
    language: str
    author: str
    """Who has written what no entry says otherwise of; Atom wants one (RFC 4287, 4.1.1)."""
    entries: tuple[Entry, ...]
    first: str = ""
    """The address of the feed's first page (RFC 5005, 3)."""
    newer: str = ""
    older: str = ""

    @property
    def updated(self) -> dt.datetime:
        """When its last post came out or was changed: no clock is looked at."""
        return max(entry.updated for entry in self.entries)


def printable(text: str) -> str:
    """Return a text without the characters that XML can't hold (XML 1.0, 2.2)."""
    return _NOT_IN_XML.sub("", text)


def on_one_line(text: str) -> str:
    """Return a text in one line, with single blanks, and without what XML can't hold."""
    return " ".join(printable(text).split())


class Announced(NamedTuple):
    """A post that has no document in this build, and the journey that announces it."""

    journey: str
    """Its id."""
    slug: str
    """The slug that the post will have, as far as is known; readers are never told it."""
    post: Post


class Ids(NamedTuple):
    """The identifiers of posts."""

    of: Mapping[str, str]
    """By docname."""
    announced: Mapping[Announced, str]
    """Those that posts without a document will keep once they have one."""
    same: tuple[tuple[Post, Post], ...]
    """Posts whose slug an older one has, and that older one; their identifiers are longer."""
    unwritten: Mapping[tuple[str, str], str]
    """By journey id and slug: those that posts without a document will have, as far as is known."""


def authorities_of(plan: Plan) -> dict[str, str]:
    """Return the tag authority by journey id; under the empty id that of all others."""
    found = {"": plan.tag_authority, **{one.id: one.tag_authority for one in plan.journeys}}
    return {name: one for name, one in found.items() if one}


def ids_of(
    posts: Iterable[Post],
    journeys: Journeys,
    project: str,
    authorities: Mapping[str, str],
    announced: Iterable[Announced] = (),
) -> Ids:
    """Return a permanent identifier for each post.

    It is made of the journey's id and the post's slug. Of several posts with one slug, that keeps
    it to which an author gave it, otherwise the oldest: no new post changes another's. The others
    get an identifier of their document's name. Those without a document come after those with one.

    Args:
        posts: those with a document.
        journeys: all of the project.
        project: its name, which stands for the journey of posts that are in none.
        authorities: as :func:`authorities_of` returns them.
        announced: those without a document, journey by journey.
    """
    owners = {
        post.docname: journey.id
        for journey in reversed(tuple(journeys.by_id.values()))
        for post in journey.visible
    }
    made = _Identifiers(project, authorities)
    found: dict[str, str] = {}
    for post in sorted(posts, key=_age):
        if post.docname is not None:
            owner = owners.get(post.docname, "")
            found[post.docname] = made.of(owner, post.slug, post, post.docname)
    unwritten = made.of_unwritten(journeys)
    ids = made.of_announced(tuple(dict.fromkeys(announced)), found)
    return Ids(found, ids, tuple(made.same), unwritten)


class _Identifiers:
    def __init__(self, project: str, authorities: Mapping[str, str]) -> None:
        self._project, self._authorities = project, authorities
        self._with_slug: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self.same: list[tuple[Post, Post]] = []

    def of(self, owner: str, slug: str, post: Post, docname: str | None) -> str:
        """Return the identifier of a post; its document counts if another post has its slug."""
        others = self._with_slug[owner, slug]
        path = [owner or self._project, slug]
        if others:
            path += [docname] if docname else ["", str(len(others))]
            if post.docname is not None:
                self.same.append((post, others[0]))
        others.append(post)
        return identifier(path, self._authorities.get(owner) or self._authorities.get(""))

    def of_unwritten(self, journeys: Journeys) -> dict[tuple[str, str], str]:
        """Return the identifiers of posts without a document whose slug is no other post's."""
        owners: dict[str, str] = {}
        places: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        rivals: dict[tuple[str, str], set[object]] = defaultdict(set)
        for journey in journeys.by_id.values():
            for number, post in enumerate(journey.posts):
                if post.docname is not None:
                    continue
                name = post.awaited  # a document of several journeys is the first one's
                owner = journey.id if name is None else owners.setdefault(name, journey.id)
                places[journey.id, post.slug].append((owner, post.slug))
                rivals[owner, post.slug].add(name or (journey.id, number))
        return {
            place: identifier(own, self._authorities.get(own[0]) or self._authorities.get(""))
            for place, (own, *others) in places.items()
            if not others and len(rivals[own]) == 1 and own not in self._with_slug
        }

    def of_announced(
        self, announced: Sequence[Announced], known: Mapping[str, str]
    ) -> dict[Announced, str]:
        """Return the identifiers of posts without a document; some documents' are known."""
        owners: dict[str, str] = {}
        for one in announced:
            if one.post.awaited is not None:
                owners.setdefault(one.post.awaited, one.journey)
        by_docname = dict(known)
        found: dict[Announced, str] = {}
        for one in sorted(announced, key=lambda one: _age(one.post)):
            name = one.post.awaited
            if name is None:
                found[one] = self.of(one.journey, one.slug, one.post, None)
                continue
            if name not in by_docname:
                by_docname[name] = self.of(owners[name], one.slug, one.post, name)
            found[one] = by_docname[name]
        return found


def _age(post: Post) -> tuple[bool, float, str]:
    when = post.when.timestamp() if post.when is not None else math.inf
    return not post.slug_is_typed, when, post.docname or ""


def identifier(
    path: Sequence[str], authority: str | None = None, kind: Literal["", "feed:"] = ""
) -> str:
    """Return an identifier: a tag URI where there is an authority for it, otherwise a UUID.

    Args:
        path: what it is made of.
        authority: the tag authority.
        kind: what feeds have before their paths, so that no post has the same.
    """
    name = kind + "/".join(map(_escaped, path))
    if authority:
        return f"tag:{authority}:{name}"
    return uuid.uuid5(_NAMESPACE, name).urn


def _escaped(text: str) -> str:
    """Return a text as it may stand in a part of a URI's path."""
    return quote(text.encode("utf-8", "replace"), safe="-._~")


def as_json(feed: Feed) -> bytes:
    """Return a feed in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    value: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    if feed.older:
        value["next_url"] = feed.older
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"


def _item(entry: Entry) -> dict[str, object]:
    value: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
    }
    if entry.summary:
        value["summary"] = entry.summary
    # An item has to have content of one kind.
    value |= {"content_html": entry.content} if entry.content else {"content_text": entry.summary}
    if entry.authors:
        value["authors"] = [_person(author) for author in entry.authors]
    if entry.tags:
        value["tags"] = list(entry.tags)
    return value


def _person(author: Author) -> dict[str, str]:
    return {"name": author.name, **({"url": author.url} if author.url else {})}
