"""Dates and times as authors write them: one function for every file format."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOMENT: Final = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2})"
    "(?:[Tt ]((?!24)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)"
    " ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)

_NUMBERS: Final = re.compile(r"\s*+([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})(?=[\sT]|\Z)")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH: Final = (
    r"(?:(?P<weekday>[a-z]{3,9}),?\s)?\s*+"
    r"(?:(?P<m1>[a-z]{3,9})\.?\s++(?P<d1>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"|(?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?\s++(?P<m2>[a-z]{3,9})\.?),?\s++(?P<year>[0-9]{4})"
    r"(?:,?\s++(?:at\s++)?(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?:\s*+(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?)?"
)


def as_moment(value: object) -> dt.date | dt.datetime | None:
    """Return the date, or date and time, that a value means, or ``None``.

    Args:
        value: a ``date`` or ``datetime``, returned as it is, or a text. It may be in the
            extended format of ISO 8601: ``2026-01-31``, ``2026-01-31T10:00``,
            ``2026-01-31 10:00:00.25+02:00``, ``2026-01-31T08:00:00Z``. A blank may replace
            the T and precede the offset (as YAML 1.1 allows); fractions are cut to
            microseconds. Or it names the month in English: ``Jan 31, 2026``,
            ``31st January 2026``, ``Sat, 31 Jan 2026 10:00:00 +0200``.

    Returns:
        A ``date`` if no time is given, otherwise a ``datetime``, naive if no offset is
        given. ``None`` for everything else: days that don't exist, a time without a day,
        numbers. Nothing is raised.
    """
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return _english(value.strip())
    day, time, zone = match.groups()
    try:
        if time is None:
            return dt.date.fromisoformat(day)
        return dt.datetime.fromisoformat(f"{day}T{time}{(zone or '').upper()}")
    except ValueError:
        return None


def possible_days(value: object) -> tuple[dt.date, ...]:
    """Return the days that a date in numbers may mean, as ``01/02/2026`` means two.

    Args:
        value: anything; what isn't such a date means no day.

    Returns:
        One or two days; none if the numbers can't be one, or the year hasn't four digits.
    """
    match = _NUMBERS.match(value) if isinstance(value, str) else None
    if match is None:
        return ()
    a, b, c = match.groups()
    if len(a) == len("2026"):  # the year comes first, and then the month
        return tuple(_days((a, b, c)))
    return tuple(dict.fromkeys(_days((c, b, a), (c, a, b)))) if len(c) == len("2026") else ()


def _days(*readings: tuple[str, str, str]) -> Iterator[dt.date]:
    for reading in readings:
        with suppress(ValueError):
            yield dt.date(*map(int, reading))


def _english(text: str) -> dt.date | dt.datetime | None:
    match = re.fullmatch(_ENGLISH, text, re.IGNORECASE)  # compiled where it is needed at all
    if match is None:
        return None
    month = _MONTHS.get((match["m1"] or match["m2"]).lower())
    weekday = match["weekday"]
    if month is None or (weekday and weekday[:3].lower() not in _WEEKDAYS):
        return None
    try:
        day = dt.date(int(match["year"]), month, int(match["d1"] or match["d2"]))
        if match["time"] is None:
            return day
        zone = (match["zone"] or "").lower()
        offset = "+00:00" if zone in {"z", "utc", "gmt"} else zone
        return dt.datetime.fromisoformat(f"{day}T{match['time']:0>5}{offset}")
    except ValueError:
        return None


def rfc3339(when: dt.datetime) -> str:
    """Return an instant as RFC 3339 writes it: with an offset in whole minutes (5.6)."""
    offset = when.utcoffset() or dt.timedelta()
    minutes = dt.timedelta(minutes=round(offset.total_seconds() / 60))
    return when.replace(tzinfo=dt.timezone(minutes)).isoformat()
