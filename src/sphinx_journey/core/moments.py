"""Dates and times as authors write them: one function for every file format."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MOMENT: Final = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2})"
    "(?:[Tt ]((?!24)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)"
    " ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)


def as_moment(value: object) -> dt.date | dt.datetime | None:
    """Return the date, or date and time, that a value means, or ``None``.

    Args:
        value: a ``date`` or ``datetime``, returned as it is, or a text in the extended
            format of ISO 8601: ``2026-01-31``, ``2026-01-31T10:00``,
            ``2026-01-31 10:00:00.25+02:00``, ``2026-01-31T08:00:00Z``. A blank may replace
            the T and precede the offset (as YAML 1.1 allows); fractions are cut to
            microseconds.

    Returns:
        A ``date`` if no time is given, otherwise a ``datetime``, naive if no offset is
        given. ``None`` for everything else: days that don't exist, a time without a day,
        numbers. Nothing is raised.
    """
    if isinstance(value, dt.date):
        return value
    match = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    day, time, zone = match.groups()
    try:
        if time is None:
            return dt.date.fromisoformat(day)
        return dt.datetime.fromisoformat(f"{day}T{time}{(zone or '').upper()}")
    except ValueError:
        return None
