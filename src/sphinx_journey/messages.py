"""The extension's own words, in the language of the build."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from sphinx.locale import get_translation, get_translator

from .core.model import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from babel.core import Locale

CATALOG = "sphinx_journey"
_ = get_translation(CATALOG)
SEPARATOR = " · "


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
    """Return the singular or plural message, by the plural rules of the build's language."""
    return get_translator(CATALOG).ngettext(one, many, number)


def posts_count(number: int) -> str:
    """Return "4 posts"."""
    return ngettext("%d post", "%d posts", number) % number


def minutes_to_read(minutes: int) -> str:
    """Return "12 min read"."""
    return ngettext("%d min read", "%d min read", minutes) % minutes


def minutes_short(minutes: int) -> str:
    """Return "12 min"."""
    return ngettext("%d min", "%d min", minutes) % minutes


def published_count(number: int) -> str:
    """Return "3 published"."""
    if not number:
        return _("none published yet")
    return ngettext("%d published", "%d published", number) % number


def planned_count(number: int) -> str:
    """Return "3 more planned"."""
    return ngettext("%d more planned", "%d more planned", number) % number


def joined(parts: Iterable[str]) -> str:
    """Join the parts that aren't empty with a middle dot."""
    return SEPARATOR.join(part for part in parts if part)


def day(moment: dt.datetime, language: str, *, short: bool = False) -> str:
    """Return a day as the language writes it: "November 22, 2026", short "Nov 22, 2026"."""
    return _day(moment.date(), language, "medium" if short else "long")


@cache
def _day(date: dt.date, language: str, width: Literal["medium", "long"]) -> str:
    from babel.dates import format_date

    return format_date(date, width, locale=_locale(language))


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
