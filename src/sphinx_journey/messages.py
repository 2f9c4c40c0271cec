"""The extension's own words, in the language of the build."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from .core.model import Status
from .wording import spoken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from babel.core import Locale

SEPARATOR = " · "


def _(message: str) -> str:
    """Return a message in the language of the build."""
    return spoken().text(message)


def status_word(status: Status) -> str:
    """Return the word for a status."""
    return {
        Status.PLANNED: _("planned"),
        Status.DRAFT: _("draft"),
        Status.SCHEDULED: _("scheduled"),
        Status.PUBLISHED: _("published"),
        Status.EXPIRED: _("expired"),
    }[status]


def ngettext(one: str, many: str, number: int) -> str:
    """Return the singular or plural message, by the plural rules of the build's language.

    A form that stands for one number alone need not name it: Arabic has a word for two minutes.
    """
    return spoken().counted(one, many, number)


def _counted(text: str, number: int) -> str:
    return text % {"number": number}


def posts_count(number: int) -> str:
    """Return "4 posts"."""
    return _counted(ngettext("%(number)d post", "%(number)d posts", number), number)


def minutes_to_read(minutes: int) -> str:
    """Return "12 min read"."""
    return _counted(ngettext("%(number)d min read", "%(number)d min read", minutes), minutes)


def minutes_short(minutes: int) -> str:
    """Return "12 min"."""
    return _counted(ngettext("%(number)d min", "%(number)d min", minutes), minutes)


def published_count(number: int) -> str:
    """Return "3 published"."""
    if not number:
        return _("none published yet")
    return _counted(ngettext("%(number)d published", "%(number)d published", number), number)


def planned_count(number: int) -> str:
    """Return "3 more planned"."""
    return _counted(ngettext("%(number)d more planned", "%(number)d more planned", number), number)


def joined(parts: Iterable[str]) -> str:
    """Join the parts that aren't empty with a middle dot."""
    return SEPARATOR.join(part for part in parts if part)


def day(moment: dt.datetime, language: str, *, short: bool = False) -> str:
    """Return a day as the language writes it: "November 22, 2026", short "Nov 22, 2026"."""
    return _day(moment.date(), language, "medium" if short else "long")


@cache
def _day(date: dt.date, language: str, width: Literal["medium", "long"]) -> str:
    from babel.dates import format_date

    locale = _locale(language)
    written = format_date(date, width, locale=locale)
    # A date that begins with a number has no direction of its own until a letter comes.
    return f"\u200f{written}" if locale.character_order == "right-to-left" else written


def drawn_outside_views() -> tuple[str, ...]:
    """Return the messages that pages show beside what is drawn of journeys."""
    shown = ("Close", "Diagram", "Enlarge: %s", "Video: %s", "[Diagram: %s]", "[Picture: %s]")
    return tuple(spoken().text(message) for message in shown)


def number(value: int, language: str) -> str:
    """Return a whole number with the language's digit grouping."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(language))


def _locale(language: str) -> Locale:
    # Imported late: a build that shows no date doesn't need it.
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
