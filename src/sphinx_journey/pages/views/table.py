"""The posts of a journey as a table, pillar by pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ... import messages
from ...messages import _
from .cards import cards
from .context import (
    hue,
    minutes_label,
    nothing_yet,
    number_before,
    paragraph,
    parts,
    status_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Journey, Pillar, Post
    from .context import RenderContext

_TITLES = 32
"""The share of the first column, which has the titles; those of the others are their widths."""


class Column(NamedTuple):
    """What a table says of each post, beside its title."""

    head: str
    width: int
    draw: Callable[[Post, RenderContext], Node]


def table(journey: Journey, pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    """Draw the table; where it shows more than one pillar, each has a row of its own as heading."""
    if not context.tables:
        return cards(journey, pillars, context)
    overview = journey.overview if len(pillars) == len(journey.pillars) else ()
    columns = _columns([*overview, *(post for pillar in pillars for post in pillar.posts)])
    rows: list[Element] = [_row(post, columns, context) for post in overview]
    for title, group in parts(pillars):
        rows += [part_row(title, 1 + len(columns), context)] if title else []
        for pillar in group:
            rows += [_heading(pillar, 1 + len(columns), context)] if len(pillars) > 1 else []
            rows += [_row(post, columns, context) for post in pillar.posts]
    if not rows:
        return [nothing_yet()]
    head = (_("Post"), *(column.head for column in columns))
    widths = (_TITLES, *(column.width for column in columns))
    return [make_table(head, rows, widths, classes=["journey-table", "journey-table-posts"])]


def _columns(posts: Sequence[Post]) -> list[Column]:
    """Return the columns that tell posts apart: not dates or minutes that no post has."""
    columns = []
    if any(post.when for post in posts):
        columns.append(Column(_("Date"), 19, _when))
    if any(post.minutes for post in posts):
        columns.append(Column(_("Reading"), 9, _minutes))
    if len({post.status for post in posts}) > 1 or len(posts) == 1:
        columns.append(Column(_("Status"), 11, _status))
    return columns


def _when(post: Post, context: RenderContext) -> Node:
    return context.time(post.when, short=True) if post.when else nodes.Text(_("no date"))


def _minutes(post: Post, _context: RenderContext) -> Node:
    text = messages.minutes_short(post.minutes) if post.minutes else "\N{EN DASH}"
    return minutes_label(text)


def _status(post: Post, _context: RenderContext) -> Node:
    return status_label(post.status)


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


def part_row(title: str, columns: int, context: RenderContext) -> nodes.row:
    """Return the row that heads the pillars of a part."""
    return _whole_row(paragraph(title), columns, ["journey-group-row"], context)


def _heading(pillar: Pillar, columns: int, context: RenderContext) -> nodes.row:
    number = number_before(pillar)
    before: list[Node | str] = [nodes.strong("", number), " "] if number else []
    title = paragraph(*before, context.link(pillar.docname, pillar.title))
    return _whole_row(title, columns, ["journey-pillar-row", hue(pillar)], context)


def _whole_row(
    cell: Node, columns: int, classes: Sequence[str], context: RenderContext
) -> nodes.row:
    if not context.spans:
        empty = (nodes.paragraph() for _column in range(columns - 1))
        return row(cell, *empty, classes=classes)
    more = {"morecols": columns - 1} if columns > 1 else {}
    return nodes.row("", nodes.entry("", cell, **more), classes=list(classes))


def _row(post: Post, columns: Sequence[Column], context: RenderContext) -> nodes.row:
    title = paragraph(context.titled(post))
    cells = (paragraph(column.draw(post, context)) for column in columns)
    return row(title, *cells, classes=[f"is-{post.status}"])
