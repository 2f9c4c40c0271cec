"""What a document says about itself: the front matter's keys, as typed values.

The names are Hugo's (https://gohugo.io/content-management/front-matter/), and ours:
``pillar``. Keys are case-insensitive.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from .moments import as_moment, possible_days
from .problems import Location, Problem, Subtype, short_repr
from .slugs import has_control, may_stand_in_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .located import KeyPath

Syntax = Literal["yaml", "toml", "json", "field list", "none"]
Kind = Literal[
    "text", "slug", "texts", "item", "moment", "published", "truth", "whole", "minutes"
]  # fmt: skip
"""What a value is; an item is one of a list of texts."""


class FrontMatter(NamedTuple):
    """What a document says about itself; ``None``, ``()`` or ``False`` for what it doesn't say.

    A bare date stays a ``date``; a ``datetime`` is naive if no offset was given. Texts
    are never empty and have no control characters except line breaks and tabs. Lists have
    no duplicates. ``reading_time`` is in minutes.
    """

    title: str | None = None
    link_title: str | None = None
    description: str | None = None
    summary: str | None = None
    slug: str | None = None
    pillar: str | None = None
    date: dt.datetime | dt.date | None = None
    publish_date: dt.datetime | dt.date | None = None
    lastmod: dt.datetime | dt.date | None = None
    expiry_date: dt.datetime | dt.date | None = None
    draft: bool = False
    weight: int | None = None
    series_order: int | None = None
    reading_time: int | float | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


_BY_KIND: Final[Mapping[Kind, str]] = {
    "text": "title linktitle description summary pillar",
    "slug": "slug",
    "texts": "aliases tags categories keywords author authors series images",
    "moment": "date publishdate pubdate lastmod expirydate unpublishdate",
    "published": "published",
    "truth": "draft",
    "whole": "weight series_order",
    "minutes": "readingtime",
}
_FIELDS: Final = {
    "linktitle": "link_title",
    "publishdate": "publish_date",
    "pubdate": "publish_date",
    "published": "publish_date",
    "expirydate": "expiry_date",
    "unpublishdate": "expiry_date",
    "readingtime": "reading_time",
    "author": "authors",
}
"""The field of each key that isn't called like its field."""
KEYS: Final[Mapping[str, tuple[str, Kind]]] = {
    key: (_FIELDS.get(key, key), kind) for kind, keys in _BY_KIND.items() for key in keys.split()
}
"""The keys read, in lower case: the field of `FrontMatter` they fill, and the kind of value.

Of several keys that fill one field with a date, the first counts.
"""
_RANK: Final = {key: at for at, key in enumerate(KEYS) if KEYS[key][1] in {"moment", "published"}}

GATE_KEYS: Final = frozenset(
    {"draft", "date", "publishdate", "pubdate", "published", "expirydate", "unpublishdate"}
)
"""The keys that say whether a document is published. If they can't be understood, it isn't."""


def _as_it_is(key: str, kind: Kind, value: object, written: str | None) -> object:
    del key, kind, written
    return value


@dataclass(frozen=True, slots=True)
class Casting:
    """How values are taken that aren't of the type that is meant, for a tool's habits."""

    keys: Mapping[str, tuple[str, Kind]]
    """The keys read, as in `KEYS`."""
    cast: Callable[[str, Kind, object, str | None], object] = _as_it_is
    """Makes of a key in lower case, its kind, its value, and how that was written (if it was YAML
    and no text) the value that is meant. What it can't make anything of, it returns as it is; a
    null means that nothing is given."""
    elsewhere: frozenset[str] = frozenset()
    """The keys, in lower case, that are read elsewhere with all that is below them."""
    skips_blank: bool = False
    """Whether blanks and empty lines may come before front matter."""
    takes_any_key: bool = False
    """Whether keys that aren't read are the author's own, and say nothing of publication unless
    they are slips of the pen."""


STRICT: Final = Casting(KEYS)
"""Each value has to be of its type."""


def read_fields(
    values: Mapping[str, object],
    lines: Mapping[KeyPath, int],
    *,
    path: str,
    syntax: Syntax,
    casting: Casting = STRICT,
    written: Mapping[KeyPath, str] | None = None,
) -> tuple[FrontMatter, list[Problem]]:
    """Return the typed values of front matter, and a problem for each of a wrong type.

    Args:
        values: all its keys and values. Keys that aren't in `KEYS` are ignored; a
            null, an empty text and an empty list mean that nothing is given.
        lines: the lines of keys and of list items, by key path.
        path: the file, for problems.
        syntax: the syntax of the front matter, for the advice in problems.
        casting: which keys are read, and how values of other types are taken.
        written: what is no text as the author wrote it, by key path, where that is known.

    Nothing is raised. A wrong value is ignored, and so is a wrong item of a list; but a
    document whose draft or dates can't be understood is a draft. Of keys that differ only in
    case, the last one is used.
    """
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    is_held_back = False
    spelled: dict[str, str] = {}
    for key in values:
        if (name := key.lower()) in casting.keys:
            if name in spelled:
                holds = name in GATE_KEYS
                problems.append(repeated(key, spelled[name], lines.get((key,)), path, holds=holds))
                is_held_back |= holds
            spelled[name] = key
    for name, key in sorted(spelled.items(), key=lambda item: _RANK.get(item[0], 0)):
        field, kind = casting.keys[name]
        value = _cast(casting, name, kind, values[key], (key,), written or {})
        if _is_nothing(value):
            continue
        try:
            if kind == "texts":
                items, wrong = _texts(value)
                fields[field] = tuple(dict.fromkeys((*fields.get(field, ()), *items)))
                if wrong:
                    raise wrong
            elif kind == "published" and isinstance(value, bool):
                is_held_back |= not value
            elif (typed := _typed(kind, value)) is not None:
                fields.setdefault(field, typed)
        except _WrongError as error:
            line = lines.get((key, *error.item), lines.get((key,)))
            holds = name in GATE_KEYS and not _says_published(name, error.value)
            is_held_back |= holds
            message = error.message(key, quotes=syntax != "field list") + (
                " Until it is fixed, the document is held back like a draft."
                if holds
                else " The value is ignored."
            )
            problems.append(Problem(Location(path, line), Subtype.FRONT_MATTER_VALUE, message))
    if is_held_back:
        fields["draft"] = True
    return FrontMatter(**fields), problems


def _cast(
    casting: Casting,
    name: str,
    kind: Kind,
    value: object,
    at: KeyPath,
    written: Mapping[KeyPath, str],
) -> object:
    """Return the value that is meant, and in a list of texts its items."""
    if kind == "texts" and isinstance(value, list):
        return [
            casting.cast(name, "item", item, written.get((*at, number)))
            for number, item in enumerate(value)
        ]
    return casting.cast(name, kind, value, written.get(at))


def _says_published(key: str, value: object) -> bool:
    """Return whether a wrong value can only mean that the document isn't a draft."""
    words = {"draft": _NO, "published": _YES}
    return str(value).strip().lower() in words.get(key, ())


_NO: Final = frozenset({"false", "no", "off", "0", "n", "none"})
_YES: Final = frozenset({"true", "yes", "on", "1", "y"})


def repeated(key: str, earlier: str, line: int | None, path: str, *, holds: bool) -> Problem:
    """Return the problem of a key given twice, at the line of the second time."""
    also = f", first as {short_repr(earlier)}" if earlier != key else ""
    then = "the last one is used"
    if holds:
        then = "until one is removed, the document is held back like a draft"
    message = f"{short_repr(key)} is given twice{also}; {then}. Remove one of them."
    return Problem(Location(path, line), Subtype.FRONT_MATTER_VALUE, message)


class _WrongError(Exception):
    """A value of a wrong type: what was expected and what to do."""

    def __init__(
        self, value: object, expected: str, advice: str, item: tuple[int, ...] = ()
    ) -> None:
        super().__init__(expected)
        self.value, self.expected, self.advice, self.item = value, expected, advice, item

    def message(self, key: str, *, quotes: bool) -> str:
        of = f"item {self.item[0] + 1} of {key!r}" if self.item else repr(key)
        advice = self.advice
        if not quotes:
            advice = advice.removesuffix(" without quotes").removesuffix(", in quotes")
        return f"{of} is {_described(self.value)} where {self.expected} was expected: {advice}."


def _described(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | dt.time):
        return f"the {'time' if isinstance(value, dt.time) else 'date'} {value.isoformat()}"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return f"the {'text' if isinstance(value, str) else 'number'} {short_repr(value)}"


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: object, item: tuple[int, ...] = ()) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        is_scalar = not isinstance(value, list | dict)
        advice = "write it as text, in quotes" if is_scalar else "write one text"
        raise _WrongError(value, "text", advice, item)
    if has_control(value):
        raise _WrongError(value, "printable text", "remove the control characters", item)
    return value.strip()


def _texts(value: object) -> tuple[list[str], _WrongError | None]:
    """Return the good items of a list, or of one text, and what is wrong with the first bad one."""
    if isinstance(value, dict):
        advice = "write texts, as in [one, two]"
        return [], _WrongError(value, "a text or a list of texts", advice)
    good: list[str] = []
    wrong: _WrongError | None = None
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        if not _is_nothing(item):
            try:
                good.append(_text(item, (index,) if isinstance(value, list) else ()))
            except _WrongError as error:
                wrong = wrong or error
    return good, wrong


def _slug(value: object) -> str:
    slug = _text(value)
    if not all(may_stand_in_slug(c) or c in "./%+~@" for c in slug):
        likely = "".join(c if may_stand_in_slug(c) else "-" for c in slug[:60]).strip("-")
        advice = f"write it as {likely!r}" if likely else "write it with only these"
        raise _WrongError(value, "a text without blanks, such as letters, digits, - and _", advice)
    return slug


_EXPECTED: Final[Mapping[str, tuple[str, str]]] = {
    "moment": ("a date", "write one that exists, as 2026-01-31 or 2026-01-31T10:00:00+02:00"),
    "published": ("true, false or a date", "write draft: true, or a date as 2026-01-31"),
    "truth": ("true or false", "write true or false without quotes"),
    "whole": ("a whole number", "write digits without quotes"),
    "minutes": ("a number of minutes", "write digits without quotes"),
}
"""By kind: what was expected, and what to do."""


_DIGITS: Final = re.compile(r"[0-9]{1,9}")


def _typed(kind: Kind, value: object) -> object:
    match kind:
        case "text":
            return _text(value)
        case "slug":
            return _slug(value)
        case "moment" | "published" if (moment := as_moment(value)) is not None:
            return moment if moment.year > 1 else None  # Go's zero time, which means no time
        case "truth" if isinstance(value, bool):
            return value
        case "whole" if isinstance(value, int) and not isinstance(value, bool):
            return value
        case "whole" | "minutes" if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
            return int(value)
        case "minutes" if isinstance(value, int | float) and not isinstance(value, bool):
            if 0 <= value < math.inf:
                return value
    expected, advice = _EXPECTED[kind]
    days = possible_days(value) if kind == "moment" else ()
    if days:
        advice = f"write {' or '.join(day.isoformat() for day in days)}"
    raise _WrongError(value, expected, advice)
