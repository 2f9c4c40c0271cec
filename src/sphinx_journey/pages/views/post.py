"""What stands on a post itself: the line under its title, and series-nav."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from docutils import nodes

from ... import messages
from ...messages import _
from ...nodes import html
from .context import figures_line, hue, paragraph, separated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Author, Journey, Pillar, Place, Post, Status
    from .context import RenderContext


def post_line(post: Post, context: RenderContext) -> list[Node]:
    """Draw the line under a post's title: date, reading time, tags, authors."""
    parts = context.when_and_minutes(post)
    if post.tags:
        tags = separated((nodes.inline(t, t, classes=["journey-tag"]) for t in post.tags), ", ")
        parts.append(nodes.inline("", "", *tags, classes=["journey-tags"]))
    if post.authors:
        names = separated(map(_author, post.authors), ", ")
        by = nodes.Text(_("by") + " ")
        parts.append(nodes.inline("", "", by, *names))
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
    parts: list[Node | str] = [nodes.strong(word, word)]
    if when is not None:
        parts.append(context.time(when))
    parts.append(_("Built as a preview: readers don't see this page."))
    line = paragraph(*separated(parts))
    classes = ["journey-banner", f"is-{status}", "no-search"]
    if context.web:
        return [html("aside", line, classes=" ".join(classes), role="note")]
    return [nodes.container("", line, classes=classes)]


def _author(author: Author) -> Node:
    if author.url is None:
        return nodes.inline(author.name, author.name)
    return nodes.reference("", author.name, refuri=author.url)


def series_nav(
    places: Sequence[Place],
    context: RenderContext,
    *,
    at: Literal["top", "bottom"] = "top",
    part: bool = True,
    neighbors: bool = True,
) -> list[Node]:
    """Draw series-nav for each journey a post is in.

    Args:
        places: the post's places.
        context: what to draw on.
        at: where on the page it stands.
        part: whether "Part N of M" is drawn.
        neighbors: whether previous and next are drawn.
    """
    made: list[Node] = []
    for place in places:
        head = [paragraph(*_part(place, context), classes="journey-part")] if part else []
        links = _neighbors(place, context) if neighbors else []
        if head or links:
            made.append(_nav(place, [*head, *links], at, context))
    return made


def _nav(place: Place, children: Sequence[Node], at: str, context: RenderContext) -> Element:
    if not context.web:
        return nodes.container("", *children, classes=["journey-nav", "no-search"])
    pillar = place.journey.pillar(place.post.pillar_id)
    classes = f"journey-nav journey-nav-{at} no-search {hue(pillar) if pillar else ''}"
    label = (_("Series: %s") if at == "top" else _("Previous and next: %s")) % place.journey.title
    return html("nav", *children, classes=classes, aria_label=label)


def chapter_line(journey: Journey, pillar: Pillar, context: RenderContext) -> list[Node]:
    """Draw the line under the title of a chapter's own page."""
    numbers = {"number": pillar.number, "pillars": len(journey.pillars)}
    words = _("Pillar %(number)d of %(pillars)d") % numbers
    whole = context.link(context.progress_page(journey.id), journey.title)
    parts = separated((nodes.strong(words, words), figures_line(pillar.posts), whole))
    return [paragraph(*parts, classes=f"journey-chapter-line no-search {hue(pillar)}")]


def _part(place: Place, context: RenderContext) -> list[Node]:
    journey, post = place.journey, place.post
    numbers = {"part": post.part or 0, "parts": len(journey.visible)}
    words = _("Part %(part)d of %(parts)d") % numbers
    parts: list[Node | str] = [nodes.strong(words, words)]
    if planned := len(journey.posts) - len(journey.visible):
        parts.append(messages.planned_count(planned))
    if pillar := journey.pillar(post.pillar_id):
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
            direction = nodes.inline(words, words + ": ", classes=["journey-direction"])
            link = context.link(stop.docname, stop.title)
            made.append(paragraph(direction, link, classes=classes))
    if not context.web:
        return made
    return [html("div", *made, classes="journey-neighbors")] if made else []
