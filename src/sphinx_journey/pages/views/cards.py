"""The roadmap as a path of stations, one for each pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...core.labels import as_number
from ...messages import _
from ...nodes import html
from .context import (
    figures_line,
    has_long_label,
    hue,
    marker,
    nothing_yet,
    numbered,
    paragraph,
    part_title,
    parts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Journey, Pillar, Post
    from .context import RenderContext


def cards(journey: Journey, pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    """Draw the roadmap.

    Args:
        journey: the journey.
        pillars: those to show: all, with the overview before them, or a chosen one.
        context: what to draw on.
    """
    overview = journey.overview if len(pillars) == len(journey.pillars) else ()
    if not pillars and not overview:
        return [nothing_yet()]
    if not context.web:
        return _paper(overview, pillars, context)
    if not pillars:
        return [_post_list(overview, context, journey.title)]
    made: list[Node] = []
    groups = parts(pillars)
    if overview and groups[0][0]:
        groups = [(None, ()), *groups]
    zero = "" if any(pillar.label == "0" for pillar in pillars) else "0"
    for at, (title, group) in enumerate(groups):
        made += [part_title(title)] if title else []
        name = f"{journey.title}: {title}" if title else journey.title
        path = html("ol", classes="journey-roadmap journey-list", role="list", aria_label=name)
        if overview and at == 0:
            path += _overview(overview, zero, context)
        for pillar in group:
            path += _station(pillar, context)
        made.append(path)
    return made


def _overview(posts: Sequence[Post], number: str, context: RenderContext) -> Element:
    body = html("div", classes="journey-station-body")
    body += paragraph(_("Start here"), classes="journey-station-title")
    body += _post_list(posts, context)
    circle = html("span", number, classes="journey-number", aria_hidden="true")
    return html("li", circle, body, classes="journey-station journey-station-overview")


def _station(pillar: Pillar, context: RenderContext) -> Element:
    title = paragraph(classes="journey-station-title")
    if has_long_label(pillar):
        title += html("span", pillar.label, classes="journey-label")
    if pillar.icon and (svg := context.icon(pillar.icon)):
        title += nodes.raw("", svg, format="html")
    title += context.link(pillar.docname, pillar.title)
    body = html("div", title, classes="journey-station-body")
    if pillar.summary:
        body += paragraph(pillar.summary, classes="journey-summary")
    line = figures_line(pillar.posts)
    if pillar.posts:
        posts = _post_list(pillar.posts, context)
        body += html("details", html("summary", line), posts, classes="journey-station-posts")
    else:
        body += paragraph(line, classes="journey-figures")
    return html("li", marker(pillar), body, classes=f"journey-station {hue(pillar)}")


def _post_list(posts: Sequence[Post], context: RenderContext, name: str = "") -> Element:
    label = {"aria_label": name} if name else {}
    listed = html("ul", classes="journey-posts journey-list", role="list", **label)
    for post in posts:
        title = context.titled(post, classes="journey-entry-title")
        figures = html("span", *context.post_figures(post), classes="journey-entry-figures")
        listed += html("li", title, figures, classes=f"journey-entry is-{post.status}")
    return listed


def _paper(
    overview: Sequence[Post], pillars: Sequence[Pillar], context: RenderContext
) -> list[Node]:
    made: list[Node] = []
    if overview:
        made.append(_paper_posts(overview, context))
    for title, group in parts(pillars):
        made += [part_title(title)] if title else []
        made.append(_paper_path(group, context))
    return made


def _paper_path(pillars: Sequence[Pillar], context: RenderContext) -> Element:
    """Return pillars as a list that counts; where their numbers don't, they stand in the titles."""
    labels = [pillar.label for pillar in pillars]
    first = as_number(labels[0]) or 0
    counts = labels == [str(first + at) for at in range(len(labels))]
    path: Element = nodes.bullet_list(bullet="-")
    if counts:
        path = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", start=first)
    path["classes"].append("journey-roadmap")
    for pillar in pillars:
        name = pillar.title if counts else numbered(pillar)
        title = nodes.strong("", "", context.link(pillar.docname, name))
        item = nodes.list_item("", paragraph(title))
        if pillar.summary:
            item += paragraph(pillar.summary)
        item += paragraph(nodes.emphasis("", "", figures_line(pillar.posts)))
        if pillar.posts:
            item += _paper_posts(pillar.posts, context)
        path += item
    return path


def _paper_posts(posts: Sequence[Post], context: RenderContext) -> Element:
    listed = nodes.bullet_list(bullet="-")
    for post in posts:
        title = context.titled(post)
        listed += nodes.list_item("", paragraph(title, " (", *context.post_figures(post), ")"))
    return listed
