"""Patterns of addresses: which of a site's permalinks is for a page, and what it gives.

Source: https://gohugo.io/configuration/permalinks/, and tries with Hugo 0.168.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .globs import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .model import Permalink

_TOKEN: Final = re.compile(r":([A-Za-z0-9_]+(?:\[[^\]\n]+\])?)")
_SLICED: Final = re.compile(r"(sections|sectionslugs)\[([^\]]+)\]")
_NO_DATE: Final = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

# Go's layouts of dates that can be part of a token, the longest first (pkg.go.dev/time#Layout).
_LAYOUTS: Final[Mapping[str, Callable[[dt.datetime], str]]] = {
    "January": lambda when: _MONTHS[when.month - 1],
    "Monday": lambda when: _DAYS[when.isoweekday() % 7],
    "2006": lambda when: f"{when.year:04}",
    "002": lambda when: f"{when.timetuple().tm_yday:03}",
    "Jan": lambda when: _MONTHS[when.month - 1][:3],
    "Mon": lambda when: _DAYS[when.isoweekday() % 7][:3],
    "01": lambda when: f"{when.month:02}",
    "02": lambda when: f"{when.day:02}",
    "03": lambda when: f"{(when.hour + 11) % 12 + 1:02}",
    "04": lambda when: f"{when.minute:02}",
    "05": lambda when: f"{when.second:02}",
    "06": lambda when: f"{when.year % 100:02}",
    "15": lambda when: f"{when.hour:02}",
    "PM": lambda when: "PM" if when.hour >= 12 else "AM",
    "pm": lambda when: "pm" if when.hour >= 12 else "am",
    "_2": lambda when: f"{when.day:2}",
    "1": lambda when: str(when.month),
    "2": lambda when: str(when.day),
    "3": lambda when: str((when.hour + 11) % 12 + 1),
    "4": lambda when: str(when.minute),
    "5": lambda when: str(when.second),
}
_LAYOUT: Final = re.compile("|".join(_LAYOUTS))
_DATES: Final[Mapping[str, Callable[[dt.datetime], str]]] = {
    "year": lambda when: str(when.year),
    "month": _LAYOUTS["01"],
    "monthname": _LAYOUTS["January"],
    "day": _LAYOUTS["02"],
    "weekday": lambda when: str(when.isoweekday() % 7),
    "weekdayname": _LAYOUTS["Monday"],
    "yearday": lambda when: str(when.timetuple().tm_yday),
}


@dataclass(frozen=True)
class Values:
    """What tokens stand for on one page; texts are as they go into an address."""

    date: dt.datetime | None
    texts: Mapping[str, str]
    """Per token: ``title``, ``slug``, ``slugorfilename``, ``section`` and the like."""
    sections: Sequence[str]
    """The folders of the page's section, from the top."""
    section_slugs: Callable[[], Sequence[str]]
    """The slugs or titles of these sections."""


def unknown_token(pattern: str) -> str | None:
    """Return the first token of a pattern that Hugo doesn't know, or ``None``."""
    tokens = (match[1] for match in _TOKEN.finditer(pattern.replace("\\:", "/")))
    return next((token for token in tokens if not _is_known(token)), None)


TEXTS: Final = frozenset(
    {
        "title", "slug", "slugorfilename", "filename", "contentbasename", "slugorcontentbasename",
        "section", "sectionslug",
    }
)  # fmt: skip
"""The tokens that `Values` has a text for."""


def _is_known(token: str) -> bool:
    whole = TEXTS | _DATES.keys() | {"sections", "sectionslugs"}
    return token in whole or bool(_SLICED.match(token) or _LAYOUT.search(token))


def expanded(pattern: str, values: Values) -> str:
    """Return a pattern with values for its tokens. A token that Hugo doesn't know stays."""
    parts = (_TOKEN.sub(lambda match: _value(match[1], values), p) for p in pattern.split("\\:"))
    return ":".join(parts)


def _value(token: str, values: Values) -> str:
    when = values.date or _NO_DATE
    if token in values.texts:
        return values.texts[token]
    if token in _DATES:
        return _DATES[token](when)
    name, cut = (sliced[1], sliced[2]) if (sliced := _SLICED.match(token)) else (token, ":")
    if name in {"sections", "sectionslugs"}:
        entries = values.sections if name == "sections" else values.section_slugs()
        return "/".join(filter(None, _cut(entries, cut.strip().lower())))
    if _LAYOUT.search(token):
        return _LAYOUT.sub(lambda match: _LAYOUTS[match[0]](when), token)
    return f":{token}"


def _cut(entries: Sequence[str], cut: str) -> Sequence[str]:
    """Return the part of a list that ``[1:]``, ``[last]`` or ``[0]`` names; Hugo is lenient."""
    first, colon, last = cut.partition(":")
    begin = _index(first, len(entries))
    if not colon:
        return entries[begin : begin + 1]
    return entries[begin : _index(last, len(entries)) if last else len(entries)]


def _index(text: str, length: int) -> int:
    if text == "last":
        return max(length - 1, 0)
    return min(int(text), length) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def permalink_of(rules: Sequence[Permalink], kind: str, path: str) -> Permalink | None:
    """Return the first rule for a page of a kind, by its path in the site, or ``None``."""
    fitting = (r for r in rules if r.kind in {"", kind})
    return next((r for r in fitting if not r.path or fits(r.path, path)), None)
