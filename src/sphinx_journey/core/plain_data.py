"""What TOML and JSON parsers return, as data that every later tool can handle."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from .located import MAX_DEPTH, TOO_DEEP

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnreadableError(ValueError):
    """Data that not every tool can handle, and why."""


_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def checked(data: dict[str, object]) -> dict[str, object]:
    """Return the data of a parser, after making sure that every tool can handle it.

    Raises:
        ValueError: for what is nested too deeply, whole numbers of more than 64 bits
            (TOML v1.0, Integer; RFC 8259, 6) and halves of characters (RFC 8259, 8.2).
    """
    level: list[object] = [data]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for value in level for inner in _checked_members(value)]
        if not level:
            return data
    raise UnreadableError(TOO_DEEP)


def _checked_members(value: object) -> list[object]:
    match value:
        case dict():
            return [*value.keys(), *value.values()]
        case list():
            return value
        case str() if _SURROGATE.search(value):
            raise UnreadableError("it contains half a character (a lone surrogate)")
        case int() if not -(2**63) <= value < 2**63:
            raise UnreadableError("a whole number has more than 64 bits")
        case _:
            return []


def plain(data: Mapping[str, object]) -> Mapping[str, object]:
    """Return what was read with dates and times, which TOML has, as texts (ISO 8601)."""
    made: dict[str, object] = json.loads(json.dumps(data, default=lambda when: when.isoformat()))
    return made
