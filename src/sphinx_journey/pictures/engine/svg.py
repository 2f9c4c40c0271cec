"""SVG: how large a drawing is, and that nothing in it runs or loads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from .css import what_it_loads
from .files import UnusableError
from .model import Fault
from .svg_embedded import embedded_drawing
from .svg_rules import (
    DEEPEST,
    Name,
    parse_names,
    unsafe_attribute,
    unsafe_element,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 16_000_000
DEEPEST_DRAWING: Final = 3
"""How many drawings may be embedded in one another."""
_LENGTH: Final = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{0,30})?|\.\d{1,30})(?:e0)?\s*([a-zA-Z]*)\s*")
_UNITS: Final = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}
"""Pixels of CSS per unit."""


class Drawing(NamedTuple):
    """An SVG that may be shown."""

    width: int
    """In pixels of CSS; 0 if it has no size of its own."""
    height: int


def read_svg(data: bytes, inside: int = 0) -> Drawing:
    """Check an SVG, after what can be taken out of it has been, and return its size.

    Args:
        data: What :func:`.svg_clean.cleaned` has made.
        inside: In how many other drawings this one is embedded.

    Raises:
        UnusableError: It isn't well formed, or still holds something that runs or loads.
    """
    if len(data) > MOST_BYTES:
        raise UnusableError(Fault("too_large", "The SVG is over 16 MB. Publish it as a PNG."))
    reader = _Reader(inside)
    try:
        reader.read(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise broken(error) from error
    return reader.drawing()


def broken(error: Exception) -> UnusableError:
    """Return the error for what isn't well formed."""
    message = f"This SVG can't be read: {error}. Save or fetch it again."
    return UnusableError(Fault("broken", message))


def unsafe(
    what: str, remedy: str = "Take it out, or save the drawing as plain SVG."
) -> UnusableError:
    """Return the error for a drawing that holds what can't be taken out of it."""
    return UnusableError(Fault("unsafe", f"The SVG isn't shown because it holds {what}. {remedy}"))


class _Reader:
    """Reads events of the parser; builds no tree, so that depth and size cost nothing."""

    def __init__(self, inside: int) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        parse_names(self.parser)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction
        self.inside = inside
        self.depth = 0
        self.style: list[str] | None = None
        self.root: dict[str, str] = {}

    def read(self, data: bytes) -> None:
        self.parser.Parse(data, True)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = Name.of(tag)
        named = {Name.of(key): value for key, value in attributes.items()}
        if self.depth == 0:
            if name.local.lower() != "svg":
                raise ValueError(f"its outermost element is {name.local.lower()}")
            self.root = {key.local.lower(): value for key, value in named.items()}
        self.depth += 1
        if self.depth > DEEPEST:
            raise unsafe(f"elements nested over {DEEPEST} deep")
        if why := unsafe_element(name, named):
            raise unsafe(why)
        if self.style is not None:
            raise unsafe("an element inside <style>")
        if name.local.lower() == "style":
            self.style = []
        for key, value in named.items():
            self.attribute(name, key, value)

    def attribute(self, element: Name, name: Name, value: str) -> None:
        if (drawing := embedded_drawing(element, name, value)) is not None:
            if self.inside >= DEEPEST_DRAWING:
                raise unsafe(f"drawings embedded over {DEEPEST_DRAWING} deep")
            read_svg(drawing, self.inside + 1)
        elif why := unsafe_attribute(element, name, value):
            raise unsafe(why, "Embed what it needs as a data: URL, or take it out.")

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.style is not None and Name.of(tag).local.lower() == "style":
            if loads := what_it_loads("".join(self.style)):
                raise unsafe(
                    f"{loads} in its styles",
                    "Embed what it needs as a data: URL, or take it out.",
                )
            self.style = None

    def entity(self, name: str, *_declared: object) -> None:
        raise unsafe(f"a declaration of an entity, {name}", "Save the drawing as plain SVG.")

    def instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise unsafe("a reference to a style sheet", "Put the styles into the SVG.")

    def drawing(self) -> Drawing:
        box = [_number(part) for part in re.split(r"[\s,]+", self.root.get("viewbox", "").strip())]
        across, down = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
        width, height = pixels(self.root.get("width")), pixels(self.root.get("height"))
        if across > 0 and down > 0:
            if not width and not height:
                width, height = across, down
            width = width or height * across / down
            height = height or width * down / across
        if not width or not height or max(width, height) > 1_000_000:
            return Drawing(0, 0)
        return Drawing(max(1, round(width)), max(1, round(height)))


def pixels(length: str | None) -> float:
    """Return a length in pixels of CSS; 0 if it is missing, a percentage or nonsense."""
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _UNITS.get(found[2].lower(), 0.0) if found else 0.0


def _number(text: str) -> float:
    return (
        float(text)
        if re.fullmatch(r"-?\d{0,9}(?:\.\d{0,30})?(?:e\d)?", text) and text.strip("-.")
        else 0.0
    )
