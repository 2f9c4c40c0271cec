"""A drawing's labels that are HTML, set again as SVG text.

Mermaid's command line and draw.io put their labels into ``foreignObject``. Of such a label this
keeps the words, their lines, their size and color, and where they stand. It knows no font's widths,
so long lines are broken by an estimate.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal
from xml.sax.saxutils import escape, quoteattr

from .svg import pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .svg_rules import Name

_SAYS_NOTHING: Final = {
    *("[Not supported by viewer]", "[Object]", "Text is not SVG - cannot display"),
    *("Viewer does not support full SVG 1.1", "Unsupported foreignObject"),
}
"""What draw.io puts in the place of a label where HTML isn't shown."""


_BLOCKS: Final = {
    *("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr"),
    *("br", "ul"),
}
"""Elements of HTML that begin and end a line."""
_WITHOUT_WORDS: Final = {"annotation", "head", "script", "style", "template", "title"}
_NOT_WORDS: Final = {"canvas", "img", "input", "math", "svg", "table", "video"}
"""Elements of HTML that are more than their words."""
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|(?:rgb|hsl)a?\([\d\s.,%/]+\)")
_ENDLESS: Final = {"inherit", "initial", "unset", "revert", "transparent", "currentcolor"}
_SIZE: Final = 16.0
"""Pixels of text whose size isn't said, as in browsers and in Mermaid's own style."""
_LEADING: Final = (1.1, 1.5)
"""The least and most from line to line that isn't said, as a share of the size."""
_LETTER, _WIDE_LETTER = 0.52, 1.0
"""About how wide a letter is, as a share of the size."""
_TIGHT: Final = 0.6
"""The share of its box from which a label is taken to fill it, and so to stand in its middle."""


class Label:
    """The words of one ``foreignObject``, gathered as the parser meets them."""

    def __init__(self, name: Name, attributes: Mapping[Name, str]) -> None:
        self._prefix = f"{name.prefix}:" if name.prefix else ""
        self._place = {key.local: value for key, value in attributes.items() if not key.space}
        self._parts: list[str] = []
        self._has_words = False
        self._style: dict[str, str] = {}
        self._silent = 0
        self.loses = False
        """Whether there is more in it than words."""
        self._read_style(self._place.get("style", ""))

    @property
    def words(self) -> str:
        """All its words on one line."""
        return " ".join("".join(self._parts).split())

    def start(self, name: Name, attributes: Mapping[Name, str]) -> None:
        """Take an element that begins."""
        local = name.local.lower()
        if self._silent or local in _WITHOUT_WORDS:
            self._silent += 1
            return
        self.loses |= local in _NOT_WORDS
        if local in _BLOCKS:
            self._parts.append("\n")
        if not self._has_words:
            if local in {"b", "strong"}:
                self._style["font-weight"] = "bold"
            for key, value in attributes.items():
                if key.local == "style":
                    self._read_style(value)

    def text(self, text: str) -> None:
        """Take text."""
        if not self._silent:
            self._parts.append(text.replace("\n", " "))
            self._has_words |= not text.isspace()

    def end(self, name: Name) -> None:
        """Take an element that ends."""
        if self._silent:
            self._silent -= 1
        elif name.local.lower() in _BLOCKS:
            self._parts.append("\n")

    def drawn(self, *, on_ground: bool) -> str:
        """Return the label as SVG; empty if it has no words, or if its place isn't known.

        Args:
            on_ground: Whether to draw its box as well, which a style of the drawing gives a color.
        """
        width, height = (pixels(self._place.get(key)) for key in ("width", "height"))
        left, top = (_coordinate(self._place.get(key, "0")) for key in ("x", "y"))
        if not self.words or not width or not height or left is None or top is None:
            return ""
        size = pixels(self._style.get("font-size")) or _SIZE
        lines = self._broken(width / size)
        across, anchor = self._across(lines, width / size)
        leading = self._leading(height / size / len(lines)) * size
        is_middle = len(lines) * leading > _TIGHT * height or self._style.get("align-items")
        first = (height - (len(lines) - 1) * leading) / 2 if is_middle else leading / 2
        spans = "".join(
            f'<{self._prefix}tspan x="{left + across * width:g}" '
            f'y="{top + first + number * leading + 0.35 * size:g}">{escape(line)}'
            f"</{self._prefix}tspan>"
            for number, line in enumerate(lines)
        )
        turned = self._place.get("transform")
        transform = f" transform={quoteattr(turned)}" if turned else ""
        box = (
            f'<{self._prefix}rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}"'
            f"{transform}/>"
        )
        text = f'<{self._prefix}text{transform} style="{self._css(anchor)}">{spans}'
        return (box if on_ground else "") + f"{text}</{self._prefix}text>"

    def _read_style(self, style: str) -> None:
        for declaration in style.split(";"):
            name, _, value = declaration.partition(":")
            self._style[name.strip()] = value.partition("!")[0].strip()

    def _css(self, anchor: str) -> str:
        """Return the style of the text, which is stronger than the drawing's own rules."""
        declared = [f"text-anchor:{anchor}"]
        if size := pixels(self._style.get("font-size")):
            declared.append(f"font-size:{size:g}px")
        color = self._style.get("color", "")
        if _COLOR.fullmatch(color) and color.lower() not in _ENDLESS:
            declared.append(f"fill:{color}")
        if self._style.get("font-weight", "") in {"bold", "600", "700", "800", "900"}:
            declared.append("font-weight:bold")
        return ";".join(declared)

    def _leading(self, room: float) -> float:
        """Return how far it is from line to line, given the room, in shares of the size."""
        said = self._style.get("line-height", "")
        if re.fullmatch(r"[1-3](?:\.\d{1,9})?", said):
            return float(said)
        return max(_LEADING[0], min(_LEADING[1], room))

    def _across(self, lines: list[str], most: float) -> tuple[float, str]:
        """Return where its lines are lined up, as a share of its width, and by what."""
        align = self._style.get("text-align", "")
        if align in {"right", "end"}:
            return 1.0, "end"
        if align == "center" or (not align and max(map(_length, lines)) > _TIGHT * most):
            return 0.5, "middle"
        return 0.0, "start"

    def _broken(self, most: float) -> list[str]:
        """Return its lines, those broken that are longer than its box; in widths of its size."""
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        lines = [line for line in lines if line]
        if "nowrap" in self._style.get("white-space", ""):
            return lines
        made: list[str] = []
        for line in lines:
            length = most + 1
            for word in line.split():
                if length + _LETTER + _length(word) > most:
                    made.append(word)
                    length = _length(word)
                else:
                    made[-1] += f" {word}"
                    length += _LETTER + _length(word)
        return made


def says_less(content: str, words: str) -> Literal["", "little", "nothing"]:
    """Return whether what stands for a label in a ``<switch>`` says less than the label.

    Args:
        content: SVG, as the cleaner writes it.
        words: The label's; empty if it has none.

    Returns:
        ``nothing`` if it only says that the label isn't shown, ``little`` if it is the label's
        beginning, as draw.io shortens it.
    """
    said = " ".join(re.sub(r"<[^>]*>", "", content).split())
    if "<" not in content or said in _SAYS_NOTHING:
        return "nothing"
    whole = escape(words)
    is_cut = said.endswith("...") and len(said) < len(whole) and whole.startswith(said[:-3])
    return "little" if is_cut else ""


def _length(line: str) -> float:
    return sum(
        _WIDE_LETTER if unicodedata.east_asian_width(letter) in "WF" else _LETTER for letter in line
    )


def _coordinate(text: str) -> float | None:
    sign = -1 if text.strip().startswith("-") else 1
    length = pixels(text.strip().removeprefix("-"))
    return sign * length if length or re.fullmatch(r"-?0*\.?0*(?:px)?", text.strip()) else None
