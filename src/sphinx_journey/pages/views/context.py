"""What a view draws on: the web, with HTML elements, or paper, with builtin nodes alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from ... import messages
from ...core.progress import figures
from ...messages import _
from ...nodes import as_nodes, html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Pillar, Post, Status


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
        parts: list[Node | str] = [status_label(post.status), *self.when_and_minutes(post)]
        return separated(parts)

    def when_and_minutes(self, post: Post) -> list[Node | str]:
        """Return day and minutes of a post, as far as they are known."""
        when = [self.time(post.when)] if post.when is not None else []
        return [*when, *([messages.minutes_to_read(post.minutes)] if post.minutes else [])]


def status_label(status: Status) -> nodes.inline:
    """Return the word that says a status."""
    word = messages.status_word(status)
    return nodes.inline(word, word, classes=["journey-status", f"is-{status}"])


def hue(pillar: Pillar) -> str:
    """Return the class of a pillar's color, one of seven."""
    return f"journey-hue-{(pillar.number - 1) % 7 + 1}"


def separated(parts: Iterable[Node | str], separator: str = messages.SEPARATOR) -> list[Node]:
    """Return nodes and texts with a separator between them."""
    return as_nodes([piece for part in parts for piece in (separator, part)][1:])


def paragraph(*children: Node | str, classes: str = "") -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    return nodes.paragraph("", "", *as_nodes(children), classes=classes.split())


def figures_line(posts: Sequence[Post]) -> str:
    """Return "4 posts · 52 min · 1 published"."""
    sums = figures(posts)
    if not sums.total:
        return _("nothing announced yet")
    minutes = messages.minutes_short(sums.minutes) if sums.minutes else ""
    published = messages.published_count(sums.published)
    return messages.joined((messages.posts_count(sums.total), minutes, published))


def nothing_here() -> nodes.paragraph:
    """Return what stands where a directive has named nothing that is there."""
    return paragraph(_("There is nothing to show here yet."), classes="journey-empty")


def nothing_yet() -> nodes.paragraph:
    """Return what stands where a journey has no post at all."""
    return paragraph(_("Nothing has been announced yet."), classes="journey-empty")
