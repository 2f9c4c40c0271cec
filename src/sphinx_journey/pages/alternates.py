"""Links to feeds and calendars in the heads of pages, by which programs find them."""

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


class Alternate(NamedTuple):
    """A feed or a calendar as a page refers to it."""

    type: str
    title: str
    file: str
    """From the top of the website."""


def alternates(env: BuildEnvironment, pagename: str) -> tuple[Alternate, ...]:
    """Return the feeds and calendars that a page refers to.

    Of each kind these are the first one, those it is the home of, and those of its journeys.
    """
    build = journey_domain(env).build
    config = build.config
    if config is None:
        return ()
    places = build.edition.journeys.places.get(pagename, ())
    own = {place.journey.id for place in places}
    feeds = tuple(
        Alternate(_TYPES[kind], feed.title, feed.file(FILES[kind]))
        for at, feed in enumerate(build.edition.feeds)
        if at == 0 or feed.home == pagename or feed.journey in own
        for kind in config.feeds.formats
    )
    calendars = tuple(
        Alternate("text/calendar", calendar.title, calendar.file)
        for at, calendar in enumerate(build.edition.calendars)
        if at == 0 or calendar.home == pagename or calendar.journey in own
    )
    return feeds + calendars


def link_alternates(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Put links to feeds and calendars into the head of a page."""
    links = alternates(app.env, pagename)
    if links:
        pathto = context["pathto"]
        tags = (
            f'<link rel="alternate" type="{one.type}" title="{escape(one.title)}" '
            f'href="{escape(pathto(quote(one.file), True))}" />\n'
            for one in links
        )
        context["metatags"] = f"{context.get('metatags', '')}{''.join(tags)}"
