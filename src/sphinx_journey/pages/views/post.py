"""What stands on a post itself: the line under its title, and series-nav."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ... import messages
from ...messages import _
from ...nodes import html
from .context import figures_line, paragraph, separated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Journey, Pillar, Place, Post, Status, Stop
    from .context import RenderContext


def post_line(post: Post, context: RenderContext) -> list[Node]:
    """Draw the line under a post's title: date, reading time, tags, authors."""
    parts: list[Node] = []
    if post.when is not None:
        parts.append(context.time(post.when))
    if post.minutes:
        parts.append(nodes.Text(messages.minutes_to_read(post.minutes)))
    if post.tags:
        parts.append(_tags(post.tags))
    if post.authors:
        names: list[Node] = []
        for author in post.authors:
            names += [nodes.Text(", ")] * bool(names)
            names.append(_author(author.name, author.url))
        parts.append(nodes.inline("", "", nodes.Text(_("by") + " "), *names))
    if not parts:
        return []
    return [paragraph(*separated(parts), classes="journey-post-line no-search")]


def banner(status: Status, when: dt.datetime | None, context: RenderContext) -> list[Node]:
    """Draw what says at the top of a page that it isn't published.

    Args:
        status: why not.
        when: the instant it comes out, or has expired.
        context: what to draw on.
    """
    word = messages.status_word(status).capitalize()
    parts: list[Node] = [nodes.strong(word, word)]
    if when is not None:
        parts.append(context.time(when))
    parts.append(nodes.Text(_("Built as a preview: readers don't see this page.")))
    line = paragraph(*separated(parts))
    classes = ["journey-banner", f"is-{status}", "no-search"]
    if context.web:
        return [html("aside", line, classes=" ".join(classes), role="note")]
    return [nodes.container("", line, classes=classes)]


def _tags(tags: Sequence[str]) -> nodes.inline:
    made = nodes.inline(classes=["journey-tags"])
    for number, tag in enumerate(tags):
        if number:
            made += nodes.Text(", ")
        made += nodes.inline(tag, tag, classes=["journey-tag"])
    return made


def _author(name: str, url: str | None) -> Node:
    if url is None:
        return nodes.Text(name)
    return nodes.reference("", name, refuri=url)


def series_nav(
    places: Sequence[Place], context: RenderContext, *, part: bool = True, neighbors: bool = True
) -> list[Node]:
    """Draw series-nav for each journey a post is in.

    Args:
        places: the post's places.
        context: what to draw on.
        part: whether "Part N of M" is drawn.
        neighbors: whether previous and next are drawn.
    """
    made: list[Node] = []
    for place in places:
        head = [paragraph(*_part(place, context), classes="journey-part")] if part else []
        links = _neighbors(place, context) if neighbors else []
        if head or links:
            made.append(_nav(place, [*head, *links], context))
    return made


def _nav(place: Place, children: Sequence[Node], context: RenderContext) -> Element:
    if not context.web:
        return nodes.container("", *children, classes=["journey-nav", "no-search"])
    post = place.post
    pillar = place.journey.pillar(post.pillar_id)
    hue = f" journey-hue-{(pillar.number - 1) % 7 + 1}" if pillar else ""
    label = _("Series: %s") % place.journey.title
    return html("nav", *children, classes=f"journey-nav no-search{hue}", aria_label=label)


def chapter_line(journey: Journey, pillar: Pillar, context: RenderContext) -> list[Node]:
    """Draw the line under the title of a chapter's own page."""
    words = _("Pillar %(number)d of %(pillars)d") % {
        "number": pillar.number,
        "pillars": len(journey.pillars),
    }
    parts = [nodes.strong(words, words), nodes.Text(figures_line(pillar.posts))]
    parts.append(context.link(context.progress_page(journey.id), journey.title))
    hue = f"journey-hue-{(pillar.number - 1) % 7 + 1}"
    return [paragraph(*separated(parts), classes=f"journey-chapter-line no-search {hue}")]


def _part(place: Place, context: RenderContext) -> list[Node]:
    journey, post = place.journey, place.post
    words = _("Part %(part)d of %(parts)d") % {
        "part": post.part or 0,
        "parts": len(journey.visible),
    }
    planned = len(journey.posts) - len(journey.visible)
    parts: list[Node] = [nodes.strong(words, words)]
    if planned:
        parts.append(nodes.Text(messages.planned_count(planned)))
    pillar = journey.pillar(post.pillar_id)
    if pillar is not None:
        parts.append(context.link(pillar.docname, pillar.title))
    parts.append(context.link(context.progress_page(journey.id), journey.title))
    return separated(parts)


def _neighbors(place: Place, context: RenderContext) -> list[Node]:
    made: list[Node] = []
    for stop, words, classes in (
        (place.previous, _("Previous"), "journey-previous"),
        (place.next, _("Next"), "journey-next"),
    ):
        if stop is not None:
            made.append(_neighbor(stop, words, classes, context))
    if not context.web:
        return made
    return [html("div", *made, classes="journey-neighbors")] if made else []


def _neighbor(stop: Stop, words: str, classes: str, context: RenderContext) -> Element:
    direction = nodes.inline(words, words + ": ", classes=["journey-direction"])
    return paragraph(direction, context.link(stop.docname, stop.title), classes=classes)
