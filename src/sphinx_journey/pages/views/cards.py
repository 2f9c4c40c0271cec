"""The roadmap as a path of stations, one for each pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ...messages import _
from ...nodes import html
from .context import figures_line, nothing_yet, paragraph

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
    draw = _web if context.web else _paper
    return draw(overview, pillars, context)


def _web(overview: Sequence[Post], pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    path = html("ol", classes="journey-roadmap", role="list")
    if overview:
        body = html("div", classes="journey-station-body")
        body += paragraph(_("Start here"), classes="journey-station-title")
        body += _post_list(overview, context)
        marker = html("span", nodes.Text("0"), classes="journey-number", aria_hidden="true")
        path += html("li", marker, body, classes="journey-station journey-station-overview")
    for pillar in pillars:
        path += _station(pillar, context)
    return [path]


def _station(pillar: Pillar, context: RenderContext) -> Element:
    number = html(
        "span", nodes.Text(str(pillar.number)), classes="journey-number", aria_hidden="true"
    )
    title = paragraph(classes="journey-station-title")
    svg = context.icon(pillar.icon) if pillar.icon else None
    if svg:
        title += nodes.raw("", svg, format="html")
    title += context.link(pillar.docname, pillar.title)
    body = html("div", title, classes="journey-station-body")
    if pillar.summary:
        body += paragraph(pillar.summary, classes="journey-summary")
    line = figures_line(pillar.posts)
    if pillar.posts:
        posts = _post_list(pillar.posts, context)
        body += html(
            "details", html("summary", nodes.Text(line)), posts, classes="journey-station-posts"
        )
    else:
        body += paragraph(line, classes="journey-figures")
    hue = (pillar.number - 1) % 7 + 1
    return html("li", number, body, classes=f"journey-station journey-hue-{hue}")


def _post_list(posts: Sequence[Post], context: RenderContext) -> Element:
    listed = html("ul", classes="journey-posts", role="list")
    for post in posts:
        listed += html(
            "li",
            context.link(post.docname, post.title, classes="journey-post-title"),
            html("span", *context.post_figures(post), classes="journey-post-figures"),
            classes=f"journey-post is-{post.status}",
        )
    return listed


def _paper(
    overview: Sequence[Post], pillars: Sequence[Pillar], context: RenderContext
) -> list[Node]:
    made: list[Node] = []
    if overview:
        made.append(_paper_posts(overview, context))
    path = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
    path["classes"].append("journey-roadmap")
    if pillars:
        path["start"] = pillars[0].number
    for pillar in pillars:
        title = nodes.strong("", "", context.link(pillar.docname, pillar.title))
        item = nodes.list_item("", paragraph(title))
        if pillar.summary:
            item += paragraph(pillar.summary)
        item += paragraph(nodes.emphasis("", figures_line(pillar.posts)))
        if pillar.posts:
            item += _paper_posts(pillar.posts, context)
        path += item
    if pillars:
        made.append(path)
    return made


def _paper_posts(posts: Sequence[Post], context: RenderContext) -> Element:
    listed = nodes.bullet_list(bullet="-")
    for post in posts:
        line = paragraph(context.link(post.docname, post.title), " (")
        line.extend(context.post_figures(post))
        line += nodes.Text(")")
        listed += nodes.list_item("", line)
    return listed
