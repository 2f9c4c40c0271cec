"""What no published drawing holds: what runs, and what is loaded from elsewhere.

The cleaner takes it out and the reader refuses what is left of it; both ask here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .css import INSIDE, what_it_loads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.parsers.expat import XMLParserType

SVG: Final = "http://www.w3.org/2000/svg"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
SHOWN: Final = {"", SVG, _XHTML, _XLINK, _XML}
"""The namespaces that browsers know; all others are an editor's, or descriptions."""
DEEPEST: Final = 500
"""How many elements may be nested."""

_ACTIVE: Final = {
    *("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas"),
    *("handler", "listener", "link", "meta", "base", "html", "body", "form", "img", "source"),
}
"""Elements that run, load or hold another document; names in lower case, without namespaces."""
_ANIMATING: Final = {"set", "animate", "animatetransform", "animatemotion"}
_REFERENCES: Final = {"href", "src", "data", "action", "formaction", "poster", "background"}
_LINK: Final = re.compile(r"https?://|mailto:|#|[\w./%-]+(?:[?#]|\Z)", re.IGNORECASE)


class Name(NamedTuple):
    """The name of an element or attribute."""

    space: str
    local: str
    prefix: str

    @classmethod
    def of(cls, name: str) -> Name:
        """Return a name that a parser of :func:`parse_names` gives."""
        parts = name.split(" ")
        if len(parts) == 1:
            return cls("", name, "")
        return cls(parts[0], parts[1], parts[2] if len(parts) > 2 else "")

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}" if self.prefix else self.local


def parse_names(parser: XMLParserType) -> None:
    """Have a parser made with the namespace separator ``" "`` tell prefixes as well."""
    parser.namespace_prefixes = True
    parser.buffer_text = True


def unsafe_element(name: Name, attributes: Mapping[Name, str]) -> str:
    """Return in words why an element can't stay, or an empty text."""
    local = name.local.lower()
    if local in _ACTIVE and name.space in {"", SVG, _XHTML}:
        return f"an element <{name.local}>"
    if local in _ANIMATING:
        for key, value in attributes.items():
            animated = value.rpartition(":")[2].lower()
            if key.local.lower() == "attributename" and (
                animated in _REFERENCES or animated.startswith("on")
            ):
                return f"an animation of {value}"
    return ""


def unsafe_attribute(element: Name, name: Name, value: str) -> str:
    """Return in words why an attribute can't stay, or an empty text."""
    local = name.local.lower()
    if local.startswith("on") and not name.space:
        return f"an event handler, {local}"
    if name.space == _XML and local == "base":
        return "an xml:base"
    if is_reference(name):
        target = re.sub(r"[\0-\x20]+", "", value)
        allowed = _LINK if element.local.lower() == "a" else INSIDE
        return f"a reference to {target[:60]!r}" if target and not allowed.match(target) else ""
    loads = what_it_loads(value)
    return f"{loads} in its styles" if loads else ""


_PART: Final = re.compile(r"""url\(\s*+["']?[^"'()#\s]*+#([\w.:-]++)["']?\s*+\)""")
"""A part of a drawing, named by the address that the drawing had where it was made."""


def with_own_parts(value: str, svg: bytes) -> str:
    """Return a value in which parts of the drawing itself are named without its former address.

    The Mermaid CLI writes them with it (``arrowMarkerAbsolute``).
    """
    return _PART.sub(lambda m: f"url(#{m[1]})" if _has_part(svg, m[1]) else m[0], value)


def _has_part(svg: bytes, name: str) -> bool:
    return any(f"id={mark}{name}{mark}".encode() in svg for mark in "\"'")


def shows_what_it_names(element: Name, name: Name, value: str) -> bool:
    """Return whether something is missing from a drawing without an attribute that names it."""
    return element.local.lower() != "a" if is_reference(name) else "url(" in value.lower()


def is_reference(name: Name) -> bool:
    """Return whether an attribute names something to show, to load or to go to."""
    return name.local.lower() in _REFERENCES and name.space in {"", _XLINK}
