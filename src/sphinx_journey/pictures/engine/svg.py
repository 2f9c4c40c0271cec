"""SVG: what may be published of it, how large it is, and nothing that runs or loads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from .css import INSIDE, what_it_loads
from .files import UnusableError
from .model import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 16_000_000
_DEEPEST: Final = 500
_ACTIVE: Final = {
    *("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas"),
    *("handler", "listener", "link", "meta", "base", "html", "body", "form", "img", "source"),
}
"""Elements that run, load or hold another document; names in lower case, without namespaces."""
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_SPACES: Final = {"", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}
"""Namespaces that browsers act on; an editor's own elements do nothing."""
_ANIMATING: Final = {"set", "animate", "animatetransform", "animatemotion"}
_REFERENCES: Final = {"href", "src", "data", "action", "formaction", "poster", "background"}
_LINK: Final = re.compile(r"https?://|mailto:|#|[\w./%-]+(?:[?#]|\Z)", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*\+?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:e0)?\s*([a-zA-Z]*)\s*")
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


def read_svg(data: bytes) -> Drawing:
    """Check an SVG and return its size.

    Raises:
        UnusableError: It isn't well formed, or holds something that runs or loads.
    """
    if len(data) > MOST_BYTES:
        raise UnusableError(Fault("too_large", "The SVG is over 16 MB. Publish it as a PNG."))
    reader = _Reader()
    try:
        reader.read(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        message = f"This SVG can't be read: {error}. Save or fetch it again."
        raise UnusableError(Fault("broken", message)) from error
    return reader.drawing()


def _unsafe(
    what: str, remedy: str = "Take it out, or save the drawing as plain SVG."
) -> UnusableError:
    return UnusableError(Fault("unsafe", f"The SVG isn't shown because it holds {what}. {remedy}"))


class _Reader:
    """Reads events of the parser; builds no tree, so that depth and size cost nothing."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction
        self.depth = 0
        self.style: list[str] | None = None
        self.root: dict[str, str] = {}

    def read(self, data: bytes) -> None:
        self.parser.Parse(data, True)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, name = tag.rpartition(" ")[0], _local(tag)
        if self.depth == 0:
            if name != "svg":
                raise ValueError(f"its outermost element is {name}")
            self.root = {_local(key): value for key, value in attributes.items()}
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _unsafe(f"elements nested over {_DEEPEST} deep")
        if name in _ACTIVE and space in _SPACES:
            raise _unsafe(f"an element <{tag.rpartition(' ')[2]}>")
        if self.style is not None:
            raise _unsafe("an element inside <style>")
        if name == "style":
            self.style = []
        animated = next((v for k, v in attributes.items() if _local(k) == "attributename"), "")
        if name in _ANIMATING and _is_active(_local(animated.replace(":", " "))):
            raise _unsafe(f"an animation of {animated}")
        for key, value in attributes.items():
            self.attribute(name, key, value)

    def attribute(self, element: str, key: str, value: str) -> None:
        space, name = key.rpartition(" ")[0], _local(key)
        if name.startswith("on") and not space:
            raise _unsafe(f"an event handler, {name}")
        if space == _XML and name == "base":
            raise _unsafe("an xml:base")
        if name in _REFERENCES and space in {"", _XLINK}:
            target = re.sub(r"[\0-\x20]+", "", value)
            allowed = _LINK if element == "a" else INSIDE
            if target and not allowed.match(target):
                raise _unsafe(
                    f"a reference to {target[:60]!r}",
                    "Embed what it needs as a data: URL, or take it out.",
                )
        else:
            _check_css(value)

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.style is not None and _local(tag) == "style":
            _check_css("".join(self.style))
            self.style = None

    def entity(self, name: str, *_declared: object) -> None:
        raise _unsafe(f"a declaration of an entity, {name}", "Save the drawing as plain SVG.")

    def instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _unsafe("a reference to a style sheet", "Put the styles into the SVG.")

    def drawing(self) -> Drawing:
        box = [_number(part) for part in re.split(r"[\s,]+", self.root.get("viewbox", "").strip())]
        across, down = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
        width, height = _pixels(self.root.get("width")), _pixels(self.root.get("height"))
        if across > 0 and down > 0:
            if not width and not height:
                width, height = across, down
            width = width or height * across / down
            height = height or width * down / across
        if not width or not height or max(width, height) > 1_000_000:
            return Drawing(0, 0)
        return Drawing(max(1, round(width)), max(1, round(height)))


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _is_active(attribute: str) -> bool:
    return attribute in _REFERENCES or attribute.startswith("on")


def _check_css(text: str) -> None:
    """Refuse what CSS, or an attribute with a ``url()``, would load."""
    if what := what_it_loads(text):
        raise _unsafe(
            f"{what} in its styles", "Embed what it needs as a data: URL, or take it out."
        )


def _pixels(length: str | None) -> float:
    """Return a length in pixels of CSS; 0 if it is missing, a percentage or nonsense."""
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _UNITS.get(found[2].lower(), 0.0) if found else 0.0


def _number(text: str) -> float:
    return (
        float(text)
        if re.fullmatch(r"-?\d{0,9}(?:\.\d{0,9})?(?:e\d)?", text) and text.strip("-.")
        else 0.0
    )
