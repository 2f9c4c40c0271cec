"""What a view draws on: the web, with HTML elements, or paper, with builtin nodes alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from ... import messages
from ...core.progress import figures
from ...messages import _
from ...nodes import html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Post


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where a view is drawn, and the few things it needs from there."""

    web: bool
    """Whether HTML elements and icons may be used; else builtin nodes alone."""
    language: str
    today: dt.date
    uri: Callable[[str], str | None]
    """The address of a document as seen from the page, or ``None`` if it can't be linked."""
    icon: Callable[[str], str | None]
    """The SVG of an icon by name, or ``None``."""
    progress_page: Callable[[str], str | None]
    """The docname of a journey's progress page, or ``None``."""

    def link(self, docname: str | None, text: str, *, classes: str = "") -> Element:
        """Return a link to a document, or its text where there is nothing to link to."""
        uri = self.uri(docname) if docname else None
        if uri is None:
            return nodes.inline(text, text, classes=classes.split())
        return nodes.reference("", text, internal=True, refuri=uri, classes=classes.split())

    def time(self, when: dt.datetime, *, short: bool = False) -> Node:
        """Return a day, as ``<time>`` where there is such a thing."""
        text = nodes.Text(messages.day(when, self.language, short=short))
        return html("time", text, datetime=when.date().isoformat()) if self.web else text

    def number(self, value: int) -> str:
        """Return a number in the page's language."""
        return messages.number(value, self.language)

    def post_figures(self, post: Post) -> list[Node]:
        """Return status word, day and minutes of a post in a list, separated by dots."""
        parts: list[Node] = []
        word = messages.status_word(post.status)
        parts.append(nodes.inline(word, word, classes=["journey-status", f"is-{post.status}"]))
        if post.when is not None:
            parts.append(self.time(post.when))
        if post.minutes:
            parts.append(nodes.Text(messages.minutes_to_read(post.minutes)))
        return separated(parts)


def separated(parts: Sequence[Node], separator: str = messages.SEPARATOR) -> list[Node]:
    """Put a separator between nodes."""
    out: list[Node] = []
    for part in parts:
        if out:
            out.append(nodes.Text(separator))
        out.append(part)
    return out


def paragraph(*children: Node | str, classes: str = "") -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    made = [nodes.Text(c) if isinstance(c, str) else c for c in children]
    return nodes.paragraph("", "", *made, classes=classes.split())


def figures_line(posts: Sequence[Post]) -> str:
    """Return "4 posts · 52 min · 1 published"."""
    sums = figures(posts)
    if not sums.total:
        return _("no posts planned yet")
    return messages.joined(
        (
            messages.posts_count(sums.total),
            messages.minutes_short(sums.minutes) if sums.minutes else "",
            messages.published_count(sums.published),
        )
    )


def nothing_here() -> nodes.paragraph:
    """Return what stands where a directive has named nothing that is there."""
    return paragraph(_("There is nothing to show here yet."), classes="journey-empty")


def nothing_yet() -> nodes.paragraph:
    """Return what stands where a journey has no post at all."""
    return paragraph(_("No post has been planned yet."), classes="journey-empty")
