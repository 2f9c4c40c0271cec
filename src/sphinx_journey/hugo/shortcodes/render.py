"""Rendering: a Hugo source as MyST Markdown, with the source's line of each line.

**Lines.** What replaces a call seldom has as many lines as the call: a figure is one line in
Hugo and five as a directive, and MyST has no block directive that fits on one. So lines are
counted, not kept: :attr:`Rendered.lines` says for each line of the text from which line of the
source it comes. Tried with MyST: every warning and every node of it has a line of the text,
those inside of directives as well, and the map leads to the line that the author wrote. Text
outside of calls maps to its own lines, what is made of an inner text to the lines of that.

**Text.** Whatever is outside of calls is kept byte for byte, code and comments included. In code
Hugo runs shortcodes, too: those that give text are run, and one that would put HTML elements
into code is shown as it is written. In a comment every call stays.

**Unknown names** are counted, and what is between their tags stays where it is, as Markdown:
most themes render the inner text of ``{{< >}}``, and HTML is Markdown, too. One without an inner
text shows an argument whose name says that it is a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...core.problems import Location, Problem, Subtype, did_you_mean
from .known import BUILTINS
from .output import Block, Inline, Lines, Writer, one_line
from .places import Place, Where, places
from .templates import Templates
from .tree import parse
from .use import Use
from .values import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .context import Context
    from .output import Output
    from .values import Call, Node

_PIPE = re.compile(r"(?<!\\)\|")
_TEXTS = ("text", "content", "label", "title", "caption")
"""Arguments of unknown shortcodes that are texts for readers."""
_INNER_OF = {Where.ROW, Where.TARGET, Where.HTML}
"""Where what stands in a call is in the same place as the call itself."""


@dataclass(frozen=True)
class Seen:
    """How often a page uses a shortcode that isn't known, and where first."""

    count: int
    line: int


@dataclass(frozen=True)
class Rendered:
    """A source with its shortcodes rendered."""

    text: str
    lines: tuple[int, ...]
    """For each line of the text the line of the file that it comes from."""
    problems: tuple[Problem, ...] = ()
    unknown: Mapping[str, Seen] = field(default_factory=dict)
    """Names that nothing renders; :func:`unknown_problems` makes one problem of each."""


def render(source: str, context: Context, *, first_line: int = 1) -> Rendered:
    """Render the shortcodes of a Markdown source.

    Args:
        source: the text of a file without its front matter.
        context: what the page's shortcodes are rendered with.
        first_line: the line of the file in which the text begins.
    """
    if "{{<" not in source and "{{%" not in source:
        return Rendered(source, tuple(range(first_line, first_line + source.count("\n") + 1)))
    templates = Templates(context)
    nodes, faults = parse(
        source,
        never_closed=lambda name: name not in templates and _is_void(name),
        first_line=first_line,
    )
    renderer = _Renderer(source, context, templates)
    for fault in faults:
        renderer.warn(fault.message, fault.line)
    writer = Writer(first_line)
    renderer.sequence(writer, nodes, None, "")
    lines = writer.finish()
    return Rendered(
        "\n".join(text for text, _ in lines),
        tuple(line for _, line in lines),
        tuple(sorted(renderer.problems, key=lambda one: one.location.line or 0)),
        renderer.unknown,
    )


def unknown_problems(pages: Iterable[tuple[str, Mapping[str, Seen]]]) -> list[Problem]:
    """Return one problem for each unknown name of a project.

    Args:
        pages: the path and :attr:`Rendered.unknown` of each page.
    """
    first: dict[str, Location] = {}
    count: dict[str, int] = {}
    for path, unknown in sorted(pages, key=lambda one: one[0]):
        for name, seen in unknown.items():
            first.setdefault(name, Location(path, seen.line))
            count[name] = count.get(name, 0) + seen.count
    return [
        Problem(
            where,
            Subtype.SHORTCODE,
            f"Nothing renders the shortcode '{name}', used {count[name]} "
            f"{'time' if count[name] == 1 else 'times'} and here first; of it only the text "
            f"is shown. Give it a template in journey_shortcodes."
            f"{did_you_mean(name, BUILTINS)}",
        )
        for name, where in sorted(first.items())
    ]


def _is_void(name: str) -> bool:
    return name in BUILTINS and BUILTINS[name].is_void


class _Renderer:
    def __init__(self, source: str, context: Context, templates: Templates) -> None:
        self.text, self.context, self.templates = source, context, templates
        self.problems: list[Problem] = []
        self.unknown: dict[str, Seen] = {}

    def warn(self, message: str, line: int) -> None:
        where = Location(self.context.path, line)
        self.problems.append(Problem(where, Subtype.SHORTCODE, message))

    def source(self, call: Call) -> str:
        return self.text[call.start : call.end]

    def sequence(
        self, writer: Writer, nodes: Sequence[Node], around: Place | None, before: str
    ) -> None:
        """Write text and what comes of calls; ``before`` stands in the line already."""
        where = iter(places(nodes, before))
        for one in nodes:
            if isinstance(one, Text):
                writer.write(one.text, one.line)
                continue
            place = next(where)
            if around is not None and around.where in _INNER_OF:
                place = Place(around.where, place.prefix, around.in_html)
            self.put(writer, one, place)

    def put(self, writer: Writer, call: Call, place: Place) -> None:
        name = call.name.lower()
        builtin = None if name in self.templates else BUILTINS.get(name)
        is_text = name in self.templates or (builtin is not None and builtin.is_text)
        if place.where is Where.COMMENT or (place.where is Where.CODE and not is_text):
            writer.write(self.source(call), call.line)
            return
        use = Use(call, place, self.context, self.markdown, self.source, self.warn)
        if name in self.templates:
            output = self.templates.render(name, use)
        elif builtin is not None:
            if builtin.needs_end and call.inner is None:
                self.warn(f"The shortcode '{call.name}' isn't closed.", call.line)
                return
            output = builtin.render(use)
        else:
            self.transparent(writer, call, place)
            return
        self.emit(writer, output, use)

    def emit(self, writer: Writer, output: Output, use: Use) -> None:
        place, line = use.place, use.line
        if isinstance(output, Block):
            if place.where is Where.CODE:
                writer.block(output.lines, writer.indentation())
                return
            in_line = place.where is Where.WITHIN and place.in_html and bool(output.inline.html)
            if place.where in {Where.ALONE, Where.WITHIN} and not in_line:
                breaks = place.in_html + (place.where is Where.WITHIN)
                self.newlines(writer, place.prefix, breaks, line)
                writer.block(output.lines, place.prefix)
                self.newlines(writer, place.prefix, breaks, use.call.last_line)
                return
            output = output.inline
        if place.where in {Where.CODE, Where.TARGET}:
            text = output.bare or output.text
        elif place.in_html or place.where is Where.HTML:
            text = output.html or output.text
        else:
            text = output.text
        if place.where is Where.CODE:
            writer.block([(one, line) for one in text.split("\n")], writer.indentation())
            return
        text = one_line(text)
        writer.piece(_PIPE.sub(r"\\|", text) if place.where is Where.ROW else text, line)

    def newlines(self, writer: Writer, prefix: str, count: int, line: int) -> None:
        for _ in range(count):
            writer.end(line)
            writer.piece(prefix, line)

    def transparent(self, writer: Writer, call: Call, place: Place) -> None:
        """Write the inner text of a call that nothing renders, where it stands."""
        seen = self.unknown.get(call.name)
        self.unknown[call.name] = Seen(seen.count + 1, seen.line) if seen else Seen(1, call.line)
        if not call.inner:
            use = Use(call, place, self.context, self.markdown, self.source, self.warn)
            text = use.get(*_TEXTS)
            self.emit(writer, Inline(text), use)
            return
        if call.name.endswith(".inline"):
            return
        inner = Writer(call.line)
        self.sequence(inner, call.inner, place, writer.indentation())
        writer.block(inner.finish())

    def markdown(self, call: Call, place: Place) -> Lines:
        """Return the inner text of a call as Markdown."""
        writer = Writer(call.line)
        self.sequence(writer, call.inner or (), place, place.prefix)
        return writer.finish()
