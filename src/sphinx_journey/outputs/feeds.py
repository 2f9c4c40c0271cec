"""Feeds: Atom (RFC 4287) and RSS 2.0 by feedgen, and JSON Feed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..builds.addresses import address_of, page_address
from ..builds.bodies import body_path, has_body
from ..builds.outputs import Output
from ..builds.sphinx_files import possible_files
from ..config.feeds import FILES
from ..core.feeds import (
    Entry,
    Feed,
    as_json,
    authorities_of,
    identifier,
    ids_of,
    on_one_line,
    printable,
)
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..config.feeds import Format
    from ..core.feeds import Channel, Ids
    from ..core.model import Author, Post


class Sheet(NamedTuple):
    """One file of a feed."""

    channel: Channel
    format: Format
    posts: tuple[Post, ...]
    file: str
    first: str
    newer: str
    older: str


def feed_files(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield the files of all feeds."""
    config, builder = build.config, build.builder
    if config is None or not build.edition.feeds:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - others have no feeds
    taken = set(possible_files(env, builder))
    writer = _Writer(build, env)
    _warn_of_same(writer.ids, env)
    for channel in build.edition.feeds:
        for kind in config.feeds.formats:
            for sheet in sheets_of(channel, kind, config.feeds.number):
                if sheet.file not in taken:
                    taken.add(sheet.file)
                    make = partial(writer.content, sheet)
                    yield Output(sheet.file, make, is_costly=True)
                    continue
                message = (
                    f"There is a file {short_repr(sheet.file)} already, so the feed "
                    f"{short_repr(channel.title)} isn't written. Set another folder in "
                    "journey_feeds, or other addresses in journey_archives."
                )
                warn(Subtype.FEED, message)


def _warn_of_same(ids: Ids, env: BuildEnvironment) -> None:
    records, build = journey_domain(env).records, journey_domain(env).build
    for post, keeper in ids.same:
        if post.docname in build.edition.in_feeds:
            place = records[post.docname].location("slug")
            message = (
                f"In feeds, the slug {short_repr(post.slug)} stands for {keeper.docname!r}, so the "
                f"identifier of {post.docname!r} changes when its file moves. Give it a 'slug' of "
                "its own."
            )
            warn(Subtype.FEED, message, location=f"{Path(env.srcdir, place.path)}:{place.line}")


def sheets_of(channel: Channel, kind: Format, number: int) -> Iterator[Sheet]:
    """Yield the files of a feed in one format, the newest posts first (RFC 5005, 3)."""
    starts = range(0, len(channel.posts) if channel.is_paged else 1, number)
    names = [_file(channel, kind, at) for at in range(len(starts))]
    for at, start in enumerate(starts):
        yield Sheet(
            channel,
            kind,
            channel.posts[start : start + number],
            file=names[at],
            first=names[0],
            newer=names[at - 1] if at else "",
            older=names[at + 1] if at + 1 < len(names) else "",
        )


def _file(channel: Channel, kind: Format, at: int) -> str:
    stem, _, suffix = FILES[kind].partition(".")
    return channel.file(f"{stem}-{at + 1}.{suffix}" if at else FILES[kind])


class _Writer:
    """Writes feeds down, once the pages are written."""

    def __init__(self, build: Build, env: BuildEnvironment) -> None:
        self._build, self._builder = build, build.builder
        self._language = str(env.config.language).replace("_", "-")
        config = env.config
        is_given = config.author != config.config_values["author"].default
        self._author = str(config.author if is_given and config.author else config.project)
        self._authorities = authorities_of(build.inputs.plan)
        edition, project = build.edition, str(env.config.project)
        self.ids = ids_of(edition.blog.posts, edition.journeys, project, self._authorities)
        self._entries: dict[str, Entry] = {}

    def content(self, sheet: Sheet) -> bytes:
        """Return the content of one file."""
        feed = self._feed(sheet)
        if sheet.format == "json":
            return as_json(feed)
        made = _generated(feed)
        if sheet.format == "rss":
            made.description(on_one_line(feed.title) or feed.home)  # it has to have one
            return bytes(made.rss_str(pretty=True))
        return bytes(made.atom_str(pretty=True))

    def _feed(self, sheet: Sheet) -> Feed:
        channel = sheet.channel
        authority = self._authorities.get(channel.journey) or self._authorities.get("")
        return Feed(
            id=identifier(channel.path, authority, "feed:"),
            title=channel.title,
            home=self._page(channel.home),
            url=self._url(sheet.file),
            language=self._language,
            author=self._author,
            entries=tuple(map(self._entry, sheet.posts)),
            first=self._url(sheet.first) if sheet.newer or sheet.older else "",
            newer=self._url(sheet.newer),
            older=self._url(sheet.older),
        )

    def _page(self, name: str) -> str:
        return page_address(self._builder, name)

    def _url(self, file: str) -> str:
        return address_of(self._builder, quote(file)) if file else ""

    def _entry(self, post: Post) -> Entry:
        docname = post.docname
        assert docname is not None  # noqa: S101 - all of feeds have one
        if docname not in self._entries:
            self._entries[docname] = self._made(docname, post)
        return self._entries[docname]

    def _made(self, docname: str, post: Post) -> Entry:
        when = post.when
        assert when is not None  # noqa: S101 - all of feeds have one
        excerpt = self._build.edition.blog.excerpts.get(docname, ())
        content = ""
        if has_body(self._build, docname):
            path = body_path(self._build, docname)
            content = path.read_text(encoding="utf-8") if path.is_file() else ""
        return Entry(
            id=self.ids.of[docname],
            url=self._page(docname),
            title=post.title,
            published=when,
            updated=post.updated or when,
            summary=post.description or "\n\n".join(excerpt),
            content=content,
            authors=post.authors,
            tags=tuple(dict.fromkeys((*post.categories, *post.tags))),
        )


def _generated(feed: Feed) -> FeedGenerator:
    """Return a feed as feedgen has it."""
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.load_extension("dc", rss=True, atom=False)  # RSS names authors only by email address
    made.id(feed.id)
    made.title(on_one_line(feed.title) or feed.home)
    made.link(href=feed.url, rel="self")
    made.link(href=feed.home, rel="alternate")
    for rel, url in (("first", feed.first), ("previous", feed.newer), ("next", feed.older)):
        if url and feed.first:
            made.link(href=url, rel=rel)
    made.author(name=on_one_line(feed.author) or feed.home)
    made.language(feed.language)
    made.updated(feed.updated)
    made.lastBuildDate(feed.updated)
    made.generator("sphinx-journey", version=__version__)
    for entry in feed.entries:
        _fill(made.add_entry(order="append"), entry)
    return made


def _fill(item: FeedEntry, entry: Entry) -> None:
    item.id(entry.id)
    item.guid(entry.id, permalink=False)
    item.title(on_one_line(entry.title) or entry.url)
    item.link(href=entry.url, rel="alternate")
    item.published(entry.published)
    item.updated(entry.updated)
    if entry.summary:
        item.summary(on_one_line(entry.summary))
    if entry.content:
        item.content(printable(entry.content), type="html")
    for author in entry.authors:
        item.author(_person(author))
        item.dc.dc_creator(on_one_line(author.name))
    for tag in entry.tags:
        item.category(term=on_one_line(tag))


def _person(author: Author) -> dict[str, str]:
    person = {"name": on_one_line(author.name)}
    return person | {"uri": author.url} if author.url else person
