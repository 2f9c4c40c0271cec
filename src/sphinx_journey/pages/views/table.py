"""The posts of a journey as a table, pillar by pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ... import messages
from ...messages import _
from .context import hue, minutes_label, nothing_yet, paragraph, status_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Journey, Pillar, Post
    from .context import RenderContext

_WIDTHS = (32, 19, 9, 11)


def table(journey: Journey, pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    """Draw the table; where it shows more than one pillar, each has a row of its own as heading."""
    whole = len(pillars) == len(journey.pillars)
    grouped = len(pillars) > 1
    rows: list[Element] = []
    if whole:
        rows += [_row(post, context) for post in journey.overview]
    for pillar in pillars:
        if grouped:
            rows.append(_heading(pillar, context))
        rows += [_row(post, context) for post in pillar.posts]
    if not rows:
        return [nothing_yet()]
    head = (_("Post"), _("Date"), _("Reading"), _("Status"))
    return [make_table(head, rows, _WIDTHS, classes=["journey-table", "journey-table-posts"])]


def make_table(
    head: Sequence[str], rows: Sequence[Element], widths: Sequence[int], classes: Sequence[str]
) -> nodes.table:
    """Return a table of ready-made rows."""
    group = nodes.tgroup("", cols=len(widths))
    group.extend(nodes.colspec("", colwidth=width) for width in widths)
    group += nodes.thead("", row(*(paragraph(text) for text in head)))
    group += nodes.tbody("", *rows)
    made = nodes.table("", group)
    made["classes"] += [*classes, "colwidths-given"]
    return made


def row(*cells: Node, classes: Sequence[str] = ()) -> nodes.row:
    """Return a row with one node in each cell."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells), classes=list(classes))


def _row(post: Post, context: RenderContext) -> nodes.row:
    title = paragraph(context.link(post.docname, post.title))
    when = paragraph(context.time(post.when, short=True)) if post.when else paragraph(_("no date"))
    minutes = messages.minutes_short(post.minutes) if post.minutes else "\N{EN DASH}"
    reading = paragraph(minutes_label(minutes))
    status = paragraph(status_label(post.status))
    return row(title, when, reading, status, classes=[f"is-{post.status}"])


def _heading(pillar: Pillar, context: RenderContext) -> nodes.row:
    number = nodes.strong("", f"{pillar.number}.")
    title = paragraph(number, " ", context.link(pillar.docname, pillar.title))
    cell = nodes.entry("", title, morecols=len(_WIDTHS) - 1)
    return nodes.row("", cell, classes=["journey-pillar-row", hue(pillar)])
