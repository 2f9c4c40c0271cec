"""Shortcodes as plain values: calls, the text between them, and how their arguments read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = str | int | float | bool
"""An argument as Hugo types it: bare numbers and booleans are such, whatever is quoted is text."""


class Style(Enum):
    """The two kinds of delimiters, which say whether what comes of a call is Markdown."""

    PLAIN = "<"
    """``{{< name >}}``: what comes of it goes onto the page as it is."""
    MARKDOWN = "%"
    """``{{% name %}}``: what comes of it is Markdown, and so is the inner text."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text outside of calls. An escaped call is text too, without its comment marks."""

    text: str
    line: int
    """The line of its first character."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call with all that stands in it."""

    name: str
    """As written, without the ``/`` of a self-closing call."""
    style: Style
    start: int
    """Where it begins in the source, as an index into the text."""
    end: int
    """Where it ends, its closing tag included."""
    line: int
    """The line of its first character."""
    last_line: int
    """The line of its last character."""
    args: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)
    """Named arguments as written; of two with one name the last counts."""
    inner: tuple[Node, ...] | None = None
    """What stands between opening and closing tag; None if there is no closing tag."""


Node: TypeAlias = Text | Call


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that Hugo would end its build for, and the line it is in."""

    line: int
    message: str


def as_text(value: object) -> str:
    """Return a value as Hugo prints it: ``true``, ``3``, ``0.5``, ``[a b]``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    if isinstance(value, list | tuple):
        return f"[{' '.join(map(as_text, value))}]"
    return str(value)
