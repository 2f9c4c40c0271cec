"""Front matter as Hugo casts it: which keys are read, and what values of other types mean.

Where Hugo 0.168 takes a value silently for nothing or for its opposite (``draft: truet`` is
published), the value stays as it is and so is a problem; so is what Hugo refuses.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Final

from ..core.fields import KEYS, Casting
from .moments import as_hugo_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.fields import Kind

_KEYS: Final[Mapping[str, tuple[str, Kind]]] = {
    **KEYS,
    "slug": ("slug", "text"),
    "seriesid": ("series", "texts"),
    "seriesorder": ("series_order", "whole"),
    "image": ("images", "texts"),
}

_TRUE: Final = frozenset({"1", "t", "T", "true", "TRUE", "True"})
_FALSE: Final = frozenset({"0", "f", "F", "false", "FALSE", "False"})
"""What Go's ``strconv.ParseBool`` takes."""

_WHOLE: Final = re.compile(r"([+-]?[0-9]{1,9})(?:\.[0-9]*)?")
_HEXADECIMAL: Final = re.compile("0[xX][0-9a-fA-F]{1,8}")
_MINUTES: Final = re.compile(
    r"[~\u2248]?\s*+([0-9]{1,9}(?:[.,][0-9]{1,9})?)(?:\s*+(?:m|min|mins|'|\u2032|\u5206)(?:[\s.].*)?"
    r"|\s*+(?:minut|\u5206\u949f|\u5206\u9418|\u5206\u9593).*)?",
    re.IGNORECASE | re.DOTALL,
)
_OF_THEMES: Final = frozenset({"author", "authors", "image", "images", "series", "seriesid"})
"""Keys that aren't Hugo's own: a theme may want mappings there."""


def go_truth(value: object) -> bool | None:
    """Return what Hugo takes a value for where a truth is meant, ``None`` if it can't cast it."""
    match value:
        case bool():
            return value
        case int() | float():
            return value != 0
        case str() if value in _TRUE or value in _FALSE:
            return value in _TRUE
    return None


def _text(value: object, written: str | None) -> object:
    match value:
        case bool() | int() | float() if written is not None:
            return written
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case float():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
    return value


def _whole(value: object, *, is_weight: bool) -> object:
    made: object = value
    match value:
        case bool():
            made = int(value)
        case float() if math.isfinite(value):
            made = int(value)
        case str() if match := _WHOLE.fullmatch(value.strip()):
            made = int(match[1])
        case str() if _HEXADECIMAL.fullmatch(value):
            made = int(value, 16)
    return None if is_weight and made == 0 and isinstance(made, int) else made


def _minutes(value: object) -> object:
    if isinstance(value, bool):  # a theme's switch
        return None
    number: object = value
    if isinstance(value, str) and (match := _MINUTES.fullmatch(value.strip())):
        number = float(match[1].replace(",", "."))
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _item(key: str, value: object, written: str | None) -> object:
    """Return one of some texts; of the mappings that themes have for people, the name."""
    if key in _OF_THEMES and isinstance(value, dict | bool):
        return value.get("name") if isinstance(value, dict) and key.startswith("author") else None
    return _text(value, written)


def cast(key: str, kind: Kind, value: object, written: str | None) -> object:
    """Return the value that Hugo takes a value for. For the arguments, see `core.fields.Casting`.

    Numbers, dates and truths are texts where a text is meant, as they are written: Hugo makes 3.1
    of ``title: 3.10``. A weight of 0 is none.
    """
    made: object = value
    match kind:
        case "text" | "slug":
            made = _text(value, written)
            if key == "slug" and isinstance(made, str):
                made = made.strip("-")
        case "texts" if key in {"keywords", "aliases"} and isinstance(value, str):
            made = value.split() or None
        case "texts" | "item":
            made = _item(key, value, written)
        case "truth":
            truth = go_truth(value)
            made = value if truth is None else truth
        case "published" if value is None:
            made = False  # Hugo takes it for a draft
        case "published" | "moment":
            truth = go_truth(value) if kind == "published" and isinstance(value, str) else None
            made = _moment(value) if truth is None else truth
        case "whole":
            made = _whole(value, is_weight=key == "weight")
        case "minutes":
            made = _minutes(value)
    return made


def _moment(value: object) -> object:
    moment = as_hugo_moment(value)
    return value if moment is None else moment


ELSEWHERE: Final = frozenset({"cascade", "build", "_build", "headless"})
"""The keys that `hugo.content` reads."""

HUGO: Final = Casting(_KEYS, cast, ELSEWHERE, skips_blank=True, takes_any_key=True)
"""How Hugo takes values."""
