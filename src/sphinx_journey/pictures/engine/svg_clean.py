"""An SVG without what may not be published of it, and without what nobody sees.

Taken out is what runs or loads, as :mod:`.svg_rules` has it; comments, metadata, editors' data and
the metadata of photographs. Entities are resolved, and labels that are HTML become text. What
remains is written anew, in UTF-8; a drawing of which nothing is taken out stays as it is.
"""

from __future__ import annotations

import base64
import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from .css import without_loads
from .files import UnusableError
from .model import Fault
from .svg import DEEPEST_DRAWING, MOST_BYTES, broken, read_svg, unsafe
from .svg_embedded import embedded_drawing, without_metadata
from .svg_labels import Label, says_less
from .svg_rules import (
    DEEPEST,
    SHOWN,
    SVG,
    Name,
    parse_names,
    shows_what_it_names,
    unsafe_attribute,
    unsafe_element,
    with_own_parts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENCODING: Final = re.compile(
    rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["'](shift_jis|euc-jp|gb2312|gbk|gb18030|big5|euc-kr)["']""",
    re.IGNORECASE,
)
"""An encoding of several bytes a letter, which the parser doesn't know."""
_TEXT: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_FALLBACK: Final = 50
"""The most parts that what stands for a label in a ``<switch>`` is written in; more are drawn."""


class Cleaned(NamedTuple):
    """A drawing that may be published if :func:`.svg.read_svg` finds no fault with it."""

    svg: bytes
    faults: tuple[Fault, ...] = ()
    """What a reader would miss of it."""


def cleaned(svg: bytes, inside: int = 0) -> Cleaned:
    """Return an SVG without what runs or loads, and without what nobody sees.

    Args:
        svg: As its author has it.
        inside: In how many other drawings this one is embedded.

    Raises:
        UnusableError: It is too large, isn't well formed, or holds what can't be taken out.
    """
    if len(svg) > MOST_BYTES:
        raise UnusableError(Fault("too_large", "The SVG is over 16 MB. Publish it as a PNG."))
    cleaner = _Cleaner(svg, inside)
    try:
        made = cleaner.made()
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise broken(error) from error
    return Cleaned(without_metadata(made), cleaner.faults())


@dataclass(slots=True)
class _Switch:
    """A ``<switch>`` that is being written."""

    depth: int
    at: int
    """How many parts were written before its content."""
    label: Label | None = None
    drawn: str = ""
    """The label as text."""


class _Cleaner:
    """Writes a drawing as the parser meets it, without what is taken out."""

    def __init__(self, svg: bytes, inside: int) -> None:
        self._svg = svg
        self._inside = inside
        self._references: int | None = None
        """How many references to entities there may be."""
        self._out: list[str] = []
        self._is_changed = svg.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self._depth = 0
        self._hidden = 0
        """How many open elements are left out."""
        self._is_open = False
        """Whether a tag lacks its end, which tells an empty element from others."""
        self._declared: list[tuple[str, str]] = []
        self._style: list[str] | None = None
        self._label: Label | None = None
        self._switches: list[_Switch] = []
        self._edge = 0
        """How deep the element is that holds the label of an edge; 0 outside."""
        self._lost: list[str] = []
        self._elsewhere: list[str] = []
        self._has_stylesheet = False

    def made(self) -> bytes:
        """Return the drawing."""
        svg = self._svg
        encoding = _ENCODING.match(svg)
        if encoding:
            svg = svg.decode(encoding[1].decode()).encode()
            self._is_changed = True
        # An encoding given here is stronger than the one that the file declares.
        parser = expat.ParserCreate("utf-8" if encoding else None, namespace_separator=" ")
        parse_names(parser)
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._cut
        parser.EntityDeclHandler = self._entity
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._cut
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(svg, True)
        return f"{''.join(self._out)}\n".encode() if self._is_changed else self._svg

    def faults(self) -> tuple[Fault, ...]:
        """Return what a reader would miss."""
        found = []
        if self._elsewhere:
            found.append(
                f"It shows {self._elsewhere[0]!r}, which isn't in the file, and is shown without "
                "it. Embed it as a data: URL."
            )
        if self._has_stylesheet:
            found.append(
                "It names a style sheet, which isn't in the file, and is shown without it. Put the "
                "styles into the SVG."
            )
        if self._lost:
            found.append(
                f"It has labels that are HTML, of which not all can be shown, such as "
                f"{self._lost[0][:60]!r}. Export it with labels that are SVG text: in Mermaid by "
                "'htmlLabels: false', in draw.io without 'Formatted Text'."
            )
        return tuple(Fault("unsafe", message) for message in found)

    def _cut(self, *_: object) -> None:
        self._is_changed = True

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            self._cut()

    def _entity(
        self, name: str, is_parameter: int, value: str | None, *_declared: str | None
    ) -> None:
        """Let the parser put in the text of an entity, if it is a short text of its own."""
        remedy = "Save the drawing as plain SVG."
        if is_parameter or value is None:
            raise unsafe(f"a declaration of an entity from elsewhere, {name}", remedy)
        if "&" in value or "<" in value or "%" in value:
            raise unsafe(f"an entity of more than text, {name}", remedy)
        if self._references is None:
            self._references = self._svg.count(b"&")
        if len(value) * self._references > MOST_BYTES:
            raise unsafe(f"an entity that would make it too large, {name}", remedy)

    def _instruction(self, target: str, _data: str) -> None:
        self._has_stylesheet |= target.lower() == "xml-stylesheet"
        self._cut()

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._declared.append((f"xmlns:{prefix}" if prefix else "xmlns", uri or ""))

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        declared, self._declared = self._declared, []
        name = Name.of(tag)
        named = {Name.of(key): value for key, value in attributes.items()}
        self._depth += 1
        if self._depth > DEEPEST:
            raise unsafe(f"elements nested over {DEEPEST} deep")
        if self._hidden:
            self._hidden += 1
            if self._label is not None:
                self._label.start(name, named)
            return
        local = name.local.lower()
        if (
            name.space not in SHOWN
            or local == "metadata"
            or self._style is not None
            or unsafe_element(name, named)
        ):
            self._hidden = 1
            self._cut()
            if local == "foreignobject" and name.space in {"", SVG}:
                self._label = Label(name, named)
            return
        self._write(name, declared, named)
        if local == "style":
            self._style = []
        elif local == "switch":
            self._close_tag()
            self._switches.append(_Switch(self._depth, len(self._out)))
        if not self._edge and any(
            key.local == "class" and "edgeLabel" in value.split() for key, value in named.items()
        ):
            self._edge = self._depth

    def _write(
        self, name: Name, declared: list[tuple[str, str]], attributes: Mapping[Name, str]
    ) -> None:
        self._close_tag()
        if self._depth == 1 and not name.space:
            declared = [*declared, ("xmlns", SVG)]  # without it, no browser shows it as a picture
            self._cut()
        kept = {key: uri for key, uri in declared if uri in SHOWN}
        written = {str(key): self._value(name, key, value) for key, value in attributes.items()}
        shown = {key: value for key, value in written.items() if value is not None}
        if len(kept) < len(declared) or shown != {str(k): v for k, v in attributes.items()}:
            self._cut()
        pairs = [f' {key}="{escape(value, _TEXT)}"' for key, value in (kept | shown).items()]
        self._out.append(f"<{name}{''.join(pairs)}")
        self._is_open = True

    def _value(self, element: Name, name: Name, value: str) -> str | None:
        """Return what an attribute keeps; ``None`` for one that is left out."""
        if name.space not in SHOWN:
            return None
        if self._depth == 1 and name.local == "content" and value.lstrip().startswith("<mxfile"):
            return None  # draw.io's own file, with all its pages
        if (drawing := embedded_drawing(element, name, value)) is not None:
            return self._drawing(value, drawing)
        value = with_own_parts(value, self._svg)
        if name.local == "style" and not name.space:
            given, value = value, without_loads(value)
            if value != given and "url(" in given.lower():
                self._note_elsewhere(given)
        if not unsafe_attribute(element, name, value):
            return value
        if shows_what_it_names(element, name, value):
            self._note_elsewhere(value)
        return None

    def _note_elsewhere(self, value: str) -> None:
        self._elsewhere.append(" ".join(value.split())[:60])

    def _drawing(self, value: str, drawing: bytes) -> str | None:
        """Return the reference to a drawing inside of this one, without what is taken out of it."""
        if self._inside >= DEEPEST_DRAWING:
            return None
        try:
            clean, faults = cleaned(drawing, self._inside + 1)
            read_svg(clean, self._inside + 1)
        except UnusableError:
            self._elsewhere.append(value[:30])
            return None
        if faults:
            self._elsewhere.append(value[:30])
        if clean == drawing:
            return value
        return f"data:image/svg+xml;base64,{base64.b64encode(clean).decode()}"

    def _close_tag(self) -> None:
        if self._is_open:
            self._out.append(">")
            self._is_open = False

    def _text(self, text: str) -> None:
        if self._label is not None:
            self._label.text(text)
        elif self._style is not None and not self._hidden:
            self._style.append(text)
        elif not self._hidden:
            self._close_tag()
            self._out.append(escape(text, {"\r": "&#13;"}))

    def _end(self, tag: str) -> None:
        name = Name.of(tag)
        self._depth -= 1
        if self._hidden:
            self._hidden -= 1
            if self._label is not None and self._hidden:
                self._label.end(name)
            elif self._label is not None:
                self._set(self._label)
                self._label = None
            return
        if self._style is not None and name.local.lower() == "style":
            self._end_style("".join(self._style))
        elif self._switches and self._switches[-1].depth == self._depth + 1:
            self._end_switch(self._switches.pop())
        if self._edge == self._depth + 1:
            self._edge = 0
        self._out.append("/>" if self._is_open else f"</{name}>")
        self._is_open = False

    def _end_style(self, css: str) -> None:
        self._style = None
        safe = without_loads(with_own_parts(css, self._svg))
        if safe != css:
            self._cut()
        if safe:
            self._close_tag()
            self._out.append(escape(safe, {"\r": "&#13;"}))

    def _set(self, label: Label) -> None:
        """Write a label as text, in a ``<switch>`` only if what follows in it says less."""
        drawn = label.drawn(on_ground=self._edge > 0)
        if self._switches and self._switches[-1].depth == self._depth:
            switch = self._switches[-1]
            switch.label, switch.drawn = label, drawn
            return
        self._close_tag()
        self._out.append(drawn)
        if label.loses or (label.words and not drawn):
            self._lost.append(label.words)

    def _end_switch(self, switch: _Switch) -> None:
        if len(self._out) - switch.at > _FALLBACK:
            return
        content = "".join(self._out[switch.at :])
        label = switch.label
        words = label.words if label is not None else ""
        if not (says := says_less(content, words)):
            return
        if says == "nothing" or switch.drawn:
            del self._out[switch.at :]
            self._out.append(switch.drawn)
            self._cut()
        if label is not None and words and (label.loses or not switch.drawn):
            self._lost.append(words)
