"""The configuration of the extension.

:data:`OPTIONS` lists every value; :func:`settle` checks them once and returns a
:class:`Config`. None of the values has a rebuild mode, so that changing one never
re-reads a project.
"""

from __future__ import annotations

import datetime as dt
import os
import zoneinfo
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from sphinx.errors import ConfigError

from ..core.document import Settings, instant
from ..core.model import Status
from ..core.moments import as_moment
from ..core.problems import Subtype, did_you_mean, short_repr
from ..core.reading_time import ReadingSpeed
from ..diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Mapping

Nav = Literal["both", "top", "bottom", "none"]
Sidebar = Literal["full", "pillar"]
Word = TypeVar("Word", bound=str)
_BUILT = {
    "journey_build_drafts": Status.DRAFT,
    "journey_build_future": Status.SCHEDULED,
    "journey_build_expired": Status.EXPIRED,
}
_NAVS: tuple[Nav, ...] = ("both", "top", "bottom", "none")
_SIDEBARS: tuple[Sidebar, ...] = ("full", "pillar")


class Option(NamedTuple):
    """One configuration value: its name, default, types, and a sentence of help."""

    name: str
    default: object
    types: tuple[type, ...]
    help: str


OPTIONS = tuple(
    Option(f"journey_{name}", *rest)
    for name, *rest in (
        ("manifest", "journey.yml", (str,), "The plan, relative to the source directory."),
        ("timezone", "UTC", (str,), "The IANA time zone of times without one, and of days shown."),
        ("today", None, (str, dt.date, type(None)), "The clock: an ISO 8601 date or time."),
        ("build_drafts", False, (bool,), "Whether drafts are built."),
        ("build_future", False, (bool,), "Whether documents with a date in the future are built."),
        ("build_expired", False, (bool,), "Whether expired documents are built."),
        ("nav", "both", (str,), "Where series-nav is put on a post: both, top, bottom or none."),
        ("progress_page", "series-progress", (str, type(None)), "The page for series-progress."),
        ("sidebar", "full", (str,), "How much a theme's sidebar shows: full or pillar."),
        ("reading_speed", {}, (dict, int), "Words a minute, or words, cjk and code by name."),
        ("images", {}, (dict,), "How pictures are prepared."),
    )
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The instant of a build."""

    now: dt.datetime
    source: str
    """Where it came from, for the log."""


@dataclass(frozen=True, slots=True)
class Config:
    """The checked configuration."""

    manifest: str
    zone: dt.tzinfo
    clock: Clock
    build: frozenset[Status]
    """The statuses that are built beside published ones."""
    nav: Nav
    progress_page: str | None
    sidebar: Sidebar
    speed: ReadingSpeed

    @property
    def settings(self) -> Settings:
        """What the core needs to shape journeys."""
        return Settings(now=self.clock.now, zone=self.zone, speed=self.speed, build=self.build)

    def without_time(self) -> Config:
        """Return the same at the beginning of its day: no page shows a time of the build."""
        day = dt.datetime.combine(self.clock.now.date(), dt.time(), self.clock.now.tzinfo)
        return replace(self, clock=Clock(day, ""))


def settle(values: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Config:
    """Check the values a project set; warn of each that is wrong and use its default.

    Args:
        values: every option of :data:`OPTIONS` by name.
        environ: where ``SOURCE_DATE_EPOCH`` is looked up
            (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        ConfigError: the time zone or the clock can't be understood.
    """
    build = frozenset(status for name, status in _BUILT.items() if _truth(name, values[name]))
    nav = _one_of("journey_nav", values, _NAVS)
    progress_page = _page(values["journey_progress_page"])
    sidebar = _one_of("journey_sidebar", values, _SIDEBARS)
    speed = _speed(values["journey_reading_speed"])
    zone, clock = _time(values, environ)
    return Config(
        manifest=str(values["journey_manifest"]),
        zone=zone,
        clock=clock,
        build=build,
        nav=nav,
        progress_page=progress_page,
        sidebar=sidebar,
        speed=speed,
    )


def _wrong(name: str, value: object, expected: str, hint: str = "") -> None:
    warn(
        Subtype.CONFIG,
        f"{name} is {short_repr(value)}, but {expected} was expected; the default is used.{hint}",
    )


def _truth(name: str, value: object) -> bool:
    if isinstance(value, bool | int) and value in {0, 1}:
        return bool(value)
    _wrong(name, value, "True or False")
    return False


class _UnusableError(Exception):
    """A value without which nobody knows which posts are out, and what was expected."""

    def __init__(self, name: str, value: object, expected: str, hint: str = "") -> None:
        super().__init__(f"{name} is {short_repr(value)}, but {expected} was expected.{hint}")


def _time(values: Mapping[str, object], environ: Mapping[str, str]) -> tuple[dt.tzinfo, Clock]:
    """Return zone and clock, or raise one error that names all that is wrong with either."""
    faults: list[str] = []
    zone: dt.tzinfo = dt.UTC
    try:
        zone = _zone(values["journey_timezone"])
    except _UnusableError as error:
        faults.append(str(error))
    try:
        clock = _clock(values["journey_today"], zone, environ)
    except _UnusableError as error:
        faults.append(str(error))
    else:
        if not faults:
            return zone, clock
    faults.append("Posts might get out hours too early, so nothing is built.")
    raise ConfigError(" ".join(faults))


def _zone(value: object) -> dt.tzinfo:
    if value == "UTC":
        return dt.UTC
    try:
        return zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(str(value), zoneinfo.available_timezones())
        expected = "an IANA time zone like 'Europe/Berlin'"
        raise _UnusableError("journey_timezone", value, expected, hint) from None


def _clock(value: object, zone: dt.tzinfo, environ: Mapping[str, str]) -> Clock:
    if value is not None:
        moment = as_moment(value)
        if moment is not None:
            return Clock(instant(moment, zone), "journey_today")
        raise _UnusableError("journey_today", value, "a date like '2027-01-31'")
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return Clock(dt.datetime.fromtimestamp(int(epoch), zone), "SOURCE_DATE_EPOCH")
        except (ValueError, OverflowError, OSError):
            expected = "a number of seconds since 1970"
            raise _UnusableError("SOURCE_DATE_EPOCH", epoch, expected) from None
    return Clock(dt.datetime.now(zone), "the system's clock")


def _one_of(name: str, values: Mapping[str, object], words: tuple[Word, ...]) -> Word:
    """Return a value that is one of some words; else warn and return the first."""
    value = values[name]
    for word in words:
        if word == value:
            return word
    _wrong(name, value, "one of " + ", ".join(words), did_you_mean(str(value), words))
    return words[0]


def _page(value: object) -> str | None:
    if not value:
        return None
    name = str(value)
    if name.startswith("/") or ".." in name.split("/") or "\\" in name:
        _wrong("journey_progress_page", value, "a page's name without '..'")
        return "series-progress"
    return name


def _speed(value: object) -> ReadingSpeed:
    default = ReadingSpeed()
    given = {"words": value} if isinstance(value, int) else value
    known = tuple(field.name for field in fields(ReadingSpeed))
    rates: dict[str, int] = {}
    for key, rate in (given if isinstance(given, dict) else {}).items():
        if key not in known:
            hint = did_you_mean(str(key), known)
            _wrong("journey_reading_speed", key, "one of " + ", ".join(known), hint)
        elif not isinstance(rate, int) or isinstance(rate, bool) or rate <= 0:
            _wrong(f"journey_reading_speed[{key!r}]", rate, "a whole number above 0")
        else:
            rates[key] = rate
    return ReadingSpeed(**{name: rates.get(name, getattr(default, name)) for name in known})
