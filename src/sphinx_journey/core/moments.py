"""Dates and times as authors write them: one function for every file format."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MOMENT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?)?"
)


def as_moment(value: object) -> dt.date | dt.datetime | None:
    """Return the date, or date and time, that a value means, or ``None`` if it means none.

    Args:
        value: a ``date`` or ``datetime``, returned as it is, or a text in the extended
            format of ISO 8601: ``2026-01-31``, ``2026-01-31T10:00``,
            ``2026-01-31 10:00:00.25+02:00``, ``2026-01-31T08:00:00Z``. A blank may stand
            for the T and before the offset (as YAML 1.1 allows); of a fraction the
            microseconds count.

    Returns:
        A ``date`` where no time is given, else a ``datetime``, which is naive where no
        offset is given. ``None`` for everything else: days that do not exist, a time
        alone, numbers. Nothing is raised.
    """
    if isinstance(value, dt.date):
        return value
    match = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = match.groups()
    try:
        date = dt.date(int(year), int(month), int(day))
        if hour is None:
            return date
        microsecond = int((fraction or "0").ljust(6, "0")[:6])
        time = dt.time(int(hour), int(minute), int(second or 0), microsecond)
        zone: dt.tzinfo | None = dt.UTC if zulu else None
        if sign:
            offset = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
            zone = dt.timezone(-offset if sign == "-" else offset)
    except ValueError:
        return None
    return dt.datetime.combine(date, time, zone)
