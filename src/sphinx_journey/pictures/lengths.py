"""Widths as authors write them: what share of a page, how many inches on paper."""

from __future__ import annotations

import re

LINE = 6.3
"""The inches of a line on paper: A4 and Letter with Sphinx's margins have no more."""

_LENGTH = re.compile(r"([0-9]*\.?[0-9]+) ?(px|em|ex|in|cm|mm|pt|pc|%|ch|rem|vw|vh|vmin|vmax|Q)?\Z")
"""What docutils accepts, from 0.22 on."""
_INCHES = {
    "": 1 / 96,
    "px": 1 / 96,
    "in": 1.0,
    "cm": 1 / 2.54,
    "mm": 1 / 25.4,
    "pt": 1 / 72,
    "pc": 1 / 6,
    "em": 11 / 72,
    "ex": 5.5 / 72,
    "ch": 5.5 / 72,
    "rem": 11 / 72,
    "Q": 1 / 101.6,
    **dict.fromkeys(("%", "vw", "vh", "vmin", "vmax"), LINE / 100),
}
"""Inches of each unit: of CSS for absolute ones, in letters of 11 points for the others."""


def parsed(length: str) -> tuple[float, str] | None:
    """Return number and unit of a length, or ``None`` if it isn't one; no unit is pixels."""
    match = _LENGTH.match(length.strip())
    return (float(match[1]), match[2] or "") if match else None


def css(length: str, scale: int = 100) -> str:
    """Return a length, or some percent of it, as CSS writes it."""
    number, unit = parsed(length) or (0.0, "")
    return f"{number * scale / 100:g}{unit or 'px'}"


def inches(width: str) -> float:
    """Return how wide a picture is printed: at most a line, which is also the default."""
    measure = parsed(width)
    if measure is None or not measure[0]:
        return LINE
    return round(min(LINE, measure[0] * _INCHES[measure[1]]), 2)


def sizes(width: str, page: str) -> str:
    """Return ``sizes`` of a picture.

    Args:
        width: as the author wrote it, or nothing.
        page: ``sizes`` of a picture that has all of the page's width.
    """
    measure = parsed(width)
    if measure is None:
        return page
    number, unit = measure
    if unit != "%":
        return css(width)
    made = []
    for part in _split(page, ","):
        *condition, length = _split(part, " ")
        made.append(" ".join((*condition, f"calc({length} * {number / 100:g})")))
    return ", ".join(made)


def _split(text: str, separator: str) -> list[str]:
    """Split at a character outside of brackets; empty parts are left out."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == separator and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def style(width: str, height: str, scale: int, natural: int) -> str:
    """Return the CSS of a picture that isn't shown in its own size; empty where it is.

    Args:
        width: as the author wrote it, or nothing.
        height: likewise.
        scale: percent of its size.
        natural: its own width in pixels; 0 where it isn't known.
    """
    if scale != 100 and not width and not height and natural:
        width = str(natural)
    declared = []
    for name, length in (("width", width), ("height", height)):
        if parsed(length) is not None:
            declared.append(f"{name}: {css(length, scale)};")
    if height and not width:
        declared.insert(0, "width: auto;")
    return " ".join(declared)
