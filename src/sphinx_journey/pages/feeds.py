"""Links to feeds in the heads of pages, by which feed readers find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import escape

from ..config.feeds import FILES, Format
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TYPES: dict[Format, str] = {
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "rss": "application/rss+xml",
}


class FeedLink(NamedTuple):
    """A feed as a page refers to it."""

    type: str
    title: str
    file: str
    """From the top of the website."""


def feed_links(env: BuildEnvironment, pagename: str) -> tuple[FeedLink, ...]:
    """Return the feeds that a page refers to: the first one, and those it is the home of."""
    build = journey_domain(env).build
    config = build.config
    if config is None:
        return ()
    places = build.edition.journeys.places.get(pagename, ())
    own = {place.journey.id for place in places}
    shown = [
        feed
        for at, feed in enumerate(build.edition.feeds)
        if at == 0 or feed.home == pagename or (feed.journey and feed.journey in own)
    ]
    return tuple(
        FeedLink(_TYPES[kind], feed.title, feed.file(FILES[kind]))
        for feed in shown
        for kind in config.feeds.formats
    )


def link_feeds(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Put links to feeds into the head of a page."""
    links = feed_links(app.env, pagename)
    if links:
        pathto = context["pathto"]
        tags = (
            f'<link rel="alternate" type="{one.type}" title="{escape(one.title)}" '
            f'href="{escape(pathto(quote(one.file), True))}" />\n'
            for one in links
        )
        context["metatags"] = f"{context.get('metatags', '')}{''.join(tags)}"
