"""What stands on a post itself: the line under its title, and series-nav."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from docutils import nodes

from ... import messages
from ...core.labels import as_number
from ...messages import _
from ...nodes import apart, furniture, html
from .context import figures_line, hue, paragraph, separated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from docutils.nodes import Element, Node

    from ...config.values import NavItem
    from ...core.model import Author, Journey, Pillar, Place, Post, Status
    from ...core.terms import TermKind
    from .context import RenderContext


def post_line(post: Post, context: RenderContext) -> list[Node]:
    """Draw the line under a post's title: dates, reading time, tags, authors."""
    parts = context.when_and_minutes(post)
    if post.updated is not None:
        parts[1:1] = [_updated(post.updated, context)]
    if post.categories and context.term_page("category", post.categories[0]):
        parts.append(terms(post.categories, "category", context))
    if post.tags:
        parts.append(terms(post.tags, "tag", context))
    if post.authors:
        parts.append(authors(post, context))
    if not parts:
        return []
    return [_line(separated(parts), "journey-post-line", context)]


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
    classes = ["journey-banner", f"is-{status}"]
    if context.web:
        return [furniture("aside", line, classes=" ".join(classes), role="note")]
    return [nodes.container("", line, classes=[*classes, "no-search"])]


def _line(parts: Sequence[Node], classes: str, context: RenderContext) -> Element:
    if context.web:
        return apart(html("p", *parts, classes=classes))
    return paragraph(*parts, classes=f"{classes} no-search")


def _updated(when: dt.datetime, context: RenderContext) -> Node:
    before, _day, after = _("updated %s").partition("%s")
    return nodes.inline("", "", nodes.Text(before), context.time(when), nodes.Text(after))


def terms(names: Sequence[str], kind: TermKind, context: RenderContext) -> nodes.inline:
    """Return the terms of a kind that a post has, each a link if it has a page."""
    each, all_of = _CLASSES[kind]
    listed = (context.link(context.term_page(kind, one), one, classes=each) for one in names)
    return nodes.inline("", "", *separated(listed, ", "), classes=[all_of])


_CLASSES: Mapping[TermKind, tuple[str, str]] = {
    "tag": ("journey-tag p-category", "journey-tags"),
    "category": ("journey-category p-category", "journey-categories"),
}


def authors(post: Post, context: RenderContext) -> nodes.inline:
    """Return "by" and the names of a post's authors."""
    names = separated((_author(one, context) for one in post.authors), ", ")
    return nodes.inline("", "", nodes.Text(_("by") + " "), *names)


def _author(author: Author, context: RenderContext) -> Node:
    """Return an author's name: as a link to their posts, or else to their own page."""
    page = context.term_page("author", author.name)
    if page is not None or author.url is None:
        return context.link(page, author.name)
    return nodes.reference("", author.name, refuri=author.url)


def series_nav(
    places: Sequence[Place],
    context: RenderContext,
    *,
    line: Collection[NavItem],
    at: Literal["top", "bottom"] = "top",
    neighbors: bool = True,
) -> list[Node]:
    """Draw series-nav for each journey a post is in.

    Args:
        places: the post's places.
        context: what to draw on.
        line: what its first line says, in its own order; nothing for no line.
        at: where on the page it stands.
        neighbors: whether previous and next are drawn.
    """
    made: list[Node] = []
    for place in places:
        said = _part(place, line, context)
        head = [paragraph(*said, classes="journey-part")] if said else []
        links = _neighbors(place, context) if neighbors else []
        if head or links:
            made.append(_nav(place, [*head, *links], at, context))
    return made


def _nav(place: Place, children: Sequence[Node], at: str, context: RenderContext) -> Element:
    if not context.web:
        return nodes.container("", *children, classes=["journey-nav", "no-search"])
    pillar = place.journey.pillar(place.post.pillar_id)
    classes = f"journey-nav journey-nav-{at} {hue(pillar) if pillar else ''}"
    label = (_("Series: %s") if at == "top" else _("Previous and next: %s")) % place.journey.title
    return apart(html("nav", *children, classes=classes, aria_label=label))


def chapter_line(journey: Journey, pillar: Pillar, context: RenderContext) -> list[Node]:
    """Draw the line under the title of a chapter's own page."""
    whole = context.link(context.progress_page(journey.id), journey.title)
    words = _number(pillar, journey)
    number = [nodes.strong(words, words)] if words else []
    parts = separated((*number, figures_line(pillar.posts), whole))
    return [_line(parts, f"journey-chapter-line {hue(pillar)}", context)]


def _number(pillar: Pillar, journey: Journey) -> str:
    """Return "Pillar 2 of 7", or what is shown as the number of one that isn't counted."""
    number = as_number(pillar.label)
    last = max((as_number(one.label) or 0 for one in journey.pillars), default=0)
    if number is None or not last:
        return pillar.label
    return _("Pillar %(number)d of %(pillars)d") % {"number": number, "pillars": last}


def _part(place: Place, line: Collection[NavItem], context: RenderContext) -> list[Node]:
    journey, post = place.journey, place.post
    part, planned = post.part or 0, len(journey.posts) - len(journey.visible)
    pillar = journey.pillar(post.pillar_id)
    parts: list[Node | str] = []
    if "part" in line:
        of = _("Part %(part)d of %(parts)d") % {"part": part, "parts": len(journey.visible)}
        words = of if "total" in line else _("Part %(part)d") % {"part": part}
        parts.append(nodes.strong(words, words))
    if "planned" in line and planned:
        parts.append(messages.planned_count(planned))
    if "pillar" in line and pillar:
        parts.append(context.link(pillar.docname, pillar.title))
    if "journey" in line:
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
            link = context.titled(stop)
            made.append(paragraph(direction, link, classes=classes))
    if not context.web:
        return made
    return [html("div", *made, classes="journey-neighbors")] if made else []
