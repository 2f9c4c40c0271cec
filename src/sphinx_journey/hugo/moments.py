"""Dates as Hugo takes them: the formats of its library for casts, made what the core reads.

Hugo casts with https://github.com/spf13/cast, whose formats are a list of Go's layouts. Of what a
layout allows, the core reads all but one-digit hours, the names of zones and the formats that Go
names ANSIC, UnixDate, RubyDate, RFC 822 and RFC 850.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ..core.moments import as_moment

_NUMERIC: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{1,2}(?::[0-9]{2}){2}(?:[.,][0-9]{1,9})?)"
    r"(?: ?([Zz]|[+-][0-9]{2}:?[0-9]{2})(?: [A-Z]{3,5})?)?"
)
_UNIX: Final = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) {1,2}([0-9]{1,2}) ([0-9]{1,2}(?::[0-9]{2}){2})"
    r"(?: ([+-][0-9]{4})| [A-Z]{3,5})? ([0-9]{4})"
)
_RFC: Final = re.compile(
    r"(?:[A-Za-z]{3,9}, )?([0-9]{1,2})[ -]([A-Za-z]{3})[ -]([0-9]{4}|[0-9]{2}) "
    r"([0-9]{1,2}(?::[0-9]{2}){1,2}) (?:([+-][0-9]{4})|[A-Z]{3,5})"
)
_LAST_CENTURY: Final = 69
"""Go's first year of two digits that is in the 20th century."""


def as_hugo_moment(value: object) -> dt.date | dt.datetime | None:
    """Return the date, or date and time, that a value means to Hugo, or ``None``.

    Args:
        value: a ``date`` or ``datetime``, returned as it is; a whole number, the seconds since
            1970; or a text. The name of a zone counts for nothing, as in Hugo: such a time is
            naive, one in the site's own zone.

    Returns:
        As `core.moments.as_moment`, whose formats are taken, too. Nothing is raised.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return dt.datetime.fromtimestamp(value, dt.UTC)
        except (OverflowError, OSError, ValueError):
            return None
    if not isinstance(value, str):
        return as_moment(value)
    text = value.strip()
    if match := _NUMERIC.fullmatch(text):
        day, time, zone = match.groups()
        hour, _, rest = time.partition(":")
        return as_moment(f"{day}T{hour:0>2}:{rest}{zone or ''}")
    if match := _UNIX.fullmatch(text):
        month, number, time, zone, year = match.groups()
        return as_moment(f"{number} {month} {year} {time}{zone or ''}")
    if match := _RFC.fullmatch(text):
        number, month, year, time, zone = match.groups()
        if len(year) == len("21"):
            year = f"{19 if int(year) >= _LAST_CENTURY else 20}{year}"
        return as_moment(f"{number} {month} {year} {time}{zone or ''}")
    return as_moment(text)
