"""What a view draws on: the web, with HTML elements, or paper, with builtin nodes alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
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

    from ...core.model import Pillar, Post, Status, Stop
    from ...core.terms import TermKind


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
    term_page: Callable[[TermKind, str], str | None]
    """The page that lists the posts with a term, by its kind and name, or ``None``."""
    title: Callable[[str], list[Node] | None]
    """The words of a document's own title, as new nodes; ``None`` if they are only text."""
    tables: bool = True
    """Whether there may be tables; lists stand in for them otherwise."""
    spans: bool = True
    """Whether a table's cell may span columns."""

    def link(self, docname: str | None, text: str, *, classes: str = "") -> Element:
        """Return a link to a document, or its text where there is nothing to link to."""
        return self._link(docname, text, [nodes.Text(text)], classes)

    def titled(self, one: Post | Stop, *, classes: str = "") -> Element:
        """Return a link to a post or chapter by its title, with the markup that this has."""
        words = self.title(one.docname) if one.docname else None
        return self._link(one.docname, one.title, words or [nodes.Text(one.title)], classes)

    def _link(self, docname: str | None, text: str, words: Sequence[Node], classes: str) -> Element:
        uri = self.uri(docname) if docname else None
        if self.web:
            words = [made for word in words for made in _unbroken(word)]
        if uri is None:
            return nodes.inline(text, "", *words, classes=classes.split())
        return nodes.reference("", "", *words, internal=True, refuri=uri, classes=classes.split())

    def time(self, when: dt.datetime, *, short: bool = False, classes: str = "") -> Node:
        """Return a day, as ``<time>`` where there is such a thing."""
        text = nodes.Text(messages.day(when, self.language, short=short))
        if not self.web:
            return text
        return html("time", text, classes=classes, datetime=when.date().isoformat())

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
        read = [minutes_label(messages.minutes_to_read(post.minutes))] if post.minutes else []
        return [*when, *read]


def status_label(status: Status) -> nodes.inline:
    """Return the word that says a status."""
    word = messages.status_word(status)
    return nodes.inline(word, word, classes=["journey-status", f"is-{status}"])


def numbered(pillar: Pillar) -> str:
    """Return a pillar's title with its number: "3. Flour", "Appendix A: Tables" or "Tables"."""
    return f"{number_before(pillar)} {pillar.title}".strip()


def number_before(pillar: Pillar) -> str:
    """Return a pillar's number as it stands before its title: "3.", "Appendix A:" or nothing."""
    mark = ":" if has_long_label(pillar) else "."
    return f"{pillar.label}{mark}" if pillar.label else ""


def has_long_label(pillar: Pillar) -> bool:
    """Return whether what is shown as a pillar's number is too long for a marker."""
    return len(pillar.label) > _MARKER


_MARKER = 3
"""Characters that fit into the circle at a station."""


def marker(pillar: Pillar) -> Element:
    """Return the circle with a pillar's number: empty where it has none, or a long one."""
    label = "" if has_long_label(pillar) else pillar.label
    hidden = {} if label != str(pillar.number) else {"aria_hidden": "true"}  # a list counts, too
    return html("span", label, classes="journey-number", **hidden)


def parts(pillars: Sequence[Pillar]) -> list[tuple[str | None, tuple[Pillar, ...]]]:
    """Return pillars by the part that they are in: each part's title and its pillars."""
    return [(title, tuple(group)) for title, group in groupby(pillars, attrgetter("part"))]


def part_title(title: str) -> nodes.rubric:
    """Return the heading of a part."""
    return nodes.rubric(title, title, classes=["journey-group"])


def minutes_label(text: str) -> nodes.inline:
    """Return minutes with their unit, which stays beside the number."""
    return nodes.inline(text, text, classes=["journey-minutes"])


_LONGEST_WHOLE = 20
"""How many characters of a word are kept on one line: about two thirds of a phone's width."""


def _unbroken(node: Node) -> list[Node]:
    """Return words of a title in which none breaks after a hyphen, unless it is long."""
    if not isinstance(node, nodes.Text):
        return [node]
    text = node.astext()
    made: list[Node] = []
    rest: list[str] = []
    for word in text.split(" "):
        inner = word.strip("-\N{HYPHEN}")
        if len(word) <= _LONGEST_WHOLE and ("-" in inner or "\N{HYPHEN}" in inner):
            before = " ".join([*rest, ""]) if rest else ""
            made += [nodes.Text(before), html("span", word, classes="journey-word")]
            rest = [""]  # the space that follows
        else:
            rest.append(word)
    return [node for node in (*made, nodes.Text(" ".join(rest))) if node.astext()]


def hue(pillar: Pillar) -> str:
    """Return the class of a pillar's color, one of seven."""
    return f"journey-hue-{(pillar.number - 1) % 7 + 1}"


def separated(parts: Iterable[Node | str], separator: str = messages.SEPARATOR) -> list[Node]:
    """Return nodes and texts with a separator between them.

    A text becomes an element, so that the style can isolate it from what is written beside it in
    another direction (https://www.w3.org/TR/css-writing-modes-3/#unicode-bidi).
    """
    pieces = (nodes.inline(part, part) if isinstance(part, str) else part for part in parts)
    return as_nodes([piece for part in pieces for piece in (separator, part)][1:])


def paragraph(*children: Node | str, classes: str = "") -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    return nodes.paragraph("", "", *as_nodes(children), classes=classes.split())


def figures_line(posts: Sequence[Post]) -> nodes.inline:
    """Return "4 posts · 52 min · 1 published"."""
    sums = figures(posts)
    if not sums.total:
        return nodes.inline("", _("nothing announced yet"))
    minutes = [minutes_label(messages.minutes_short(sums.minutes))] if sums.minutes else []
    parts: list[Node | str] = [messages.posts_count(sums.total), *minutes]
    parts.append(messages.published_count(sums.published))
    return nodes.inline("", "", *separated(parts), classes=["journey-sums"])


def nothing_here() -> nodes.paragraph:
    """Return what stands where a directive has named nothing that is there."""
    return paragraph(_("There is nothing to show here yet."), classes="journey-empty")


def nothing_yet() -> nodes.paragraph:
    """Return what stands where a journey has no post at all."""
    return paragraph(_("Nothing has been announced yet."), classes="journey-empty")
