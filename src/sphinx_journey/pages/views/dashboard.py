"""The progress of a series: totals, a bar for each pillar, what comes next, what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ... import messages
from ...core.progress import progress
from ...messages import _, ngettext
from ...nodes import html
from .context import (
    has_long_label,
    hue,
    marker,
    nothing_yet,
    numbered,
    paragraph,
    part_title,
    parts,
    separated,
)
from .table import make_table, part_row, row, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Journey, Pillar, Post
    from ...core.progress import Figures, Progress
    from .context import RenderContext


def dashboard(journey: Journey, _pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    """Draw the whole dashboard."""
    if not journey.posts:
        return [nothing_yet()]
    state = progress(journey, context.today)
    made: list[Node] = [*_totals(state.whole, context)]
    if state.pillars:
        made += [_rubric(_("Pillar by pillar")), *_bars(state, context)]
    made += [_rubric(_("What comes next")), _next(state, context)]
    made += [_rubric(_("What is late")), *_overdue(state.overdue, context)]
    made += [_rubric(_("All posts")), *table(journey, journey.pillars, context)]
    return made


def coming(journey: Journey, _pillars: Sequence[Pillar], context: RenderContext) -> list[Node]:
    """Draw what comes next, as one line."""
    if not journey.posts:
        return [nothing_yet()]
    return [_next(progress(journey, context.today), context)]


def _rubric(text: str) -> nodes.rubric:
    return nodes.rubric(text, text, classes=["journey-rubric"])


def _of(sums: Figures) -> str:
    text = ngettext(
        "%(published)d of %(total)d published", "%(published)d of %(total)d published", sums.total
    )
    return text % {"published": sums.published, "total": sums.total}


def _totals(whole: Figures, context: RenderContext) -> list[Node]:
    facts = [(whole.published, ngettext("published", "published", whole.published))]
    if whole.waiting:  # what isn't announced isn't absent
        facts.append((whole.waiting, ngettext("to come", "to come", whole.waiting)))
    if whole.minutes is not None:
        name = ngettext("minute to read", "minutes to read", whole.minutes)
        facts.append((whole.minutes, name))
    if whole.words is not None:
        facts.append((whole.words, ngettext("word", "words", whole.words)))
    if not context.web:
        text = messages.joined(f"{context.number(value)} {name}" for value, name in facts)
        return [paragraph(text, classes="journey-totals")]
    tiles = html("ul", classes="journey-totals journey-list", role="list")
    for value, name in facts:
        tiles += html("li", html("b", context.number(value)), f" {name}")
    return [tiles, _bar(_("The whole journey"), None, whole, context)]


def _bars(state: Progress, context: RenderContext) -> list[Node]:
    sums = {pillar.id: figures for pillar, figures in state.pillars}
    groups = parts([pillar for pillar, _figures in state.pillars])
    made: list[Node] = []
    if not context.tables:
        for title, group in groups:
            lines = (_bar_line(pillar, sums[pillar.id], context) for pillar in group)
            items = [nodes.list_item("", line) for line in lines]
            made += [part_title(title)] if title else []
            made.append(nodes.bullet_list("", *items, bullet="-"))
        return made
    if not context.web:
        rows: list[Element] = []
        for title, group in groups:
            rows += [part_row(title, 3, context)] if title else []
            rows += [_bar_row(pillar, sums[pillar.id], context) for pillar in group]
        head = (_("Pillar"), _("Posts"), _("Share"))
        return [make_table(head, rows, (44, 21, 8), ["journey-table"])]
    for title, group in groups:
        bars = html("div", classes="journey-bars")
        for pillar in group:
            bars += _bar(pillar.title, pillar, sums[pillar.id], context)
        made += [part_title(title), bars] if title else [bars]
    return made


def _bar_row(pillar: Pillar, sums: Figures, context: RenderContext) -> nodes.row:
    return row(*map(paragraph, _bar_parts(pillar, sums, context)))


def _bar_line(pillar: Pillar, sums: Figures, context: RenderContext) -> nodes.paragraph:
    return paragraph(*separated(_bar_parts(pillar, sums, context)))


def _bar_parts(
    pillar: Pillar, sums: Figures, context: RenderContext
) -> tuple[Node | str, Node | str, Node | str]:
    name = context.link(pillar.docname, numbered(pillar))
    return name, _of(sums), f"{sums.share:.0%}"


def _bar(label: str, pillar: Pillar | None, sums: Figures, context: RenderContext) -> Element:
    """Return a labelled bar: https://www.w3.org/WAI/ARIA/apg/patterns/meter/."""
    name = html("span", classes="journey-bar-label")
    if pillar is not None:
        name += marker(pillar)
    title = numbered(pillar) if pillar and has_long_label(pillar) else label
    name += context.link(pillar.docname if pillar else None, title)
    text = _of(sums)
    meter = html(
        "progress",
        f"{sums.share:.0%}",
        value=str(sums.published),
        max=str(max(sums.total, 1)),
        aria_label=f"{label}: {text}",
    )
    figures = html("span", text, classes="journey-bar-figures")
    classes = f"journey-bar {hue(pillar)}" if pillar else "journey-bar"
    return html("div", name, meter, figures, classes=classes)


def _next(state: Progress, context: RenderContext) -> nodes.paragraph:
    post = state.next or next(iter(state.overdue), None)
    if post is None:
        return paragraph(_("Nothing further has been announced."))
    return _post_line(post, context)


def _overdue(posts: Sequence[Post], context: RenderContext) -> list[Node]:
    if not posts:
        return [paragraph(_("Nothing is late."))]
    items = [nodes.list_item("", _post_line(post, context)) for post in posts]
    return [nodes.bullet_list("", *items, bullet="-")]


def _post_line(post: Post, context: RenderContext) -> nodes.paragraph:
    title = nodes.strong("", "", context.titled(post))
    return paragraph(title, messages.SEPARATOR, *context.post_figures(post), classes="journey-item")
