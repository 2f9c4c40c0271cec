"""The configuration of the extension.

:data:`OPTIONS` lists every value; :func:`settle` checks them once and returns a
:class:`Config`. None of the values has a rebuild mode, so that changing one never
re-reads a project.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
import zoneinfo
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from sphinx.errors import ConfigError
from sphinx.util.matching import Matcher

from ..core.document import Settings, instant
from ..core.model import Status
from ..core.moments import as_moment
from ..core.problems import Subtype, did_you_mean
from ..core.reading_time import ReadingSpeed
from ..core.slugs import has_control
from ..diagnostics import warn
from ..sphinx_internals import configured
from .archives import ArchiveSettings, settle_archives
from .checks import unlike, warn_of_item, warn_of_value
from .feeds import FeedSettings, settle_feeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig

Nav = Literal["both", "top", "bottom", "none"]
NavItem = Literal["part", "total", "planned", "pillar", "journey"]
Sidebar = Literal["full", "pillar"]
Word = TypeVar("Word", bound=str)
_BUILT = {
    "journey_build_drafts": Status.DRAFT,
    "journey_build_future": Status.SCHEDULED,
    "journey_build_expired": Status.EXPIRED,
}
_NAVS: tuple[Nav, ...] = ("both", "top", "bottom", "none")
NAV_ITEMS: tuple[NavItem, ...] = ("part", "total", "planned", "pillar", "journey")
DEFAULT_PAGE = "series-progress"
_LONGEST_PAGE = 200
_PREFIX = "journey_"
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
        ("series", False, (bool,), "Whether documents' 'series' make journeys, without a plan."),
        ("posts", [], (str, list, tuple), "Patterns of documents that are posts of no journey."),
        ("archives", False, (bool, str, dict), "Whether tags, authors and years have pages."),
        ("feeds", False, (bool, dict), "Whether there are feeds, and which."),
        ("json", False, (bool,), "Whether journey.json tells other programs of the journeys."),
        ("calendar", False, (bool,), "Whether there is a calendar of posts to subscribe to."),
        ("sitemap", False, (bool,), "Whether there is a list of all pages for search engines."),
        ("gate", False, (bool,), "Whether drafts and dates are heeded, without any journey."),
        ("hugo", False, (bool, str), "Whether documents are a Hugo site's, or where that site is."),
        ("hugo_config", {}, (dict,), "Values that go before those of the Hugo site's own files."),
        ("shortcodes", {}, (dict,), "Templates of a Hugo site's own shortcodes, by name."),
        ("today", None, (str, dt.date, type(None)), "The clock: an ISO 8601 date or time."),
        ("build_drafts", False, (bool,), "Whether drafts are built."),
        ("build_future", False, (bool,), "Whether documents with a date in the future are built."),
        ("build_expired", False, (bool,), "Whether expired documents are built."),
        ("nav", "both", (str,), "Where series-nav is put on a post: both, top, bottom or none."),
        ("nav_line", NAV_ITEMS, (list, tuple), "What the line of series-nav says of a post."),
        ("progress_page", DEFAULT_PAGE, (str, type(None)), "The page for series-progress."),
        ("sidebar", "full", (str,), "How much a theme's sidebar shows: full or pillar."),
        ("reading_speed", {}, (dict, int), "Words a minute, or words, cjk and code by name."),
        ("images", {}, (dict,), "How pictures are prepared."),
        ("words", {}, (dict,), "Other words for pillar, post, part and journey, or any message."),
    )
)


SWITCHES = ("journey_series", "journey_gate", "journey_hugo", "journey_posts")
"""What a project opts in with that has no plan."""


class Clock(NamedTuple):
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
    nav_line: tuple[NavItem, ...]
    """What the first line of series-nav says."""
    progress_page: str | None
    sidebar: Sidebar
    speed: ReadingSpeed
    series: bool
    """Whether documents' ``series`` make journeys where there is no plan."""
    posts: tuple[str, ...] = ()
    """Patterns of documents that are posts without a place in a journey."""
    archives: ArchiveSettings = field(default_factory=ArchiveSettings)
    feeds: FeedSettings = field(default_factory=FeedSettings)
    json: bool = False
    """Whether there is a file with the journeys for other programs."""
    calendar: bool = False
    sitemap: bool = False

    @property
    def settings(self) -> Settings:
        """What the core needs to shape journeys."""
        return Settings(now=self.clock.now, zone=self.zone, speed=self.speed, build=self.build)

    def without_time(self) -> Config:
        """Return the same at the beginning of its day: no page shows a time of the build."""
        day = dt.datetime.combine(self.clock.now.date(), dt.time(), self.clock.now.tzinfo)
        return replace(self, clock=Clock(day, ""))


def warn_of_unknown(_app: Sphinx, config: SphinxConfig) -> None:
    """Warn of values in ``conf.py`` that begin like ours and that no extension knows."""
    for name, value in configured(config).items():
        if name.startswith(_PREFIX) and name not in config and not callable(value):
            message = f"There is no configuration value {name!r}; it is ignored.{_nearest(name)}"
            warn(Subtype.CONFIG, message)


def _nearest(name: str) -> str:
    """Return the value that was probably meant; otherwise all that there are."""
    own = name.removeprefix(_PREFIX)
    known = [option.name.removeprefix(_PREFIX) for option in OPTIONS]
    longer = [one for one in known if own.startswith(one) or one.startswith(own)]
    near = longer or difflib.get_close_matches(own, known, n=1)
    if near:
        return f" Did you mean {_PREFIX + near[0]!r}?"
    return f" Known: {', '.join(option.name for option in OPTIONS)}."


def opts_in(values: Mapping[str, object]) -> bool:
    """Return whether a project without a plan asks for journeys, or for the gate alone.

    What isn't a truth value counts as yes: better to publish too little than too much.
    """
    return any(values[name] for name in SWITCHES)


def clock_of(values: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Clock:
    """Return the clock of a project that hasn't opted in: the real one instead of an error."""
    return _clock(values["journey_today"], dt.UTC, environ, [])


def settle(values: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Config:
    """Check the values a project set; warn of each that is wrong and use its default.

    Args:
        values: every option of :data:`OPTIONS` by name.
        environ: where ``SOURCE_DATE_EPOCH`` is looked up
            (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        ConfigError: the time zone or the clock can't be understood.
    """
    faults: list[str] = []
    zone = _zone(values["journey_timezone"], faults)
    config = Config(
        manifest=str(values["journey_manifest"]),
        zone=zone,
        clock=_clock(values["journey_today"], zone, environ, faults),
        build=frozenset(status for name, status in _BUILT.items() if _truth(name, values[name])),
        nav=_one_of("journey_nav", values, _NAVS),
        nav_line=_some_of("journey_nav_line", values, NAV_ITEMS),
        progress_page=_page(values["journey_progress_page"]),
        sidebar=_one_of("journey_sidebar", values, _SIDEBARS),
        speed=_speed(values["journey_reading_speed"]),
        series=bool(values["journey_series"]),
        posts=_patterns(values["journey_posts"]),
        archives=settle_archives(values["journey_archives"]),
        feeds=settle_feeds(values["journey_feeds"]),
        json=_truth("journey_json", values["journey_json"]),
        calendar=_truth("journey_calendar", values["journey_calendar"]),
        sitemap=_truth("journey_sitemap", values["journey_sitemap"]),
    )
    if faults:
        faults.append("Posts might get out hours too early, so nothing is built.")
        raise ConfigError(" ".join(faults))
    return config


def _truth(name: str, value: object) -> bool:
    if isinstance(value, bool | int) and value in {0, 1}:
        return bool(value)
    warn_of_value(name, value, "True or False")
    return False


def _zone(value: object, faults: list[str]) -> dt.tzinfo:
    if value == "UTC":
        return dt.UTC
    try:
        return zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(str(value), zoneinfo.available_timezones())
        expected = "an IANA time zone like 'Europe/Berlin'"
        faults.append(f"{unlike('journey_timezone', value, expected)}.{hint}")
        return dt.UTC


def _clock(value: object, zone: dt.tzinfo, environ: Mapping[str, str], faults: list[str]) -> Clock:
    if value is not None:
        if (moment := as_moment(value)) is not None:
            return Clock(instant(moment, zone), "journey_today")
        expected = "a date like '2027-01-31'"
        faults.append(f"{unlike('journey_today', value, expected)}.")
    elif epoch := environ.get("SOURCE_DATE_EPOCH"):
        try:
            return Clock(dt.datetime.fromtimestamp(int(epoch), zone), "SOURCE_DATE_EPOCH")
        except (ValueError, OverflowError, OSError):
            expected = "a number of seconds since 1970"
            faults.append(f"{unlike('SOURCE_DATE_EPOCH', epoch, expected)}.")
    return Clock(dt.datetime.now(zone), "the system's clock")


def _one_of(name: str, values: Mapping[str, object], words: tuple[Word, ...]) -> Word:
    """Return a value that is one of some words; else warn and return the first."""
    value = values[name]
    for word in words:
        if word == value:
            return word
    warn_of_value(name, value, "one of " + ", ".join(words), did_you_mean(str(value), words))
    return words[0]


def _some_of(name: str, values: Mapping[str, object], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words that a list holds, in their own order; warn of each other item."""
    value = values[name]
    if not isinstance(value, list | tuple):
        warn_of_value(name, value, "a list of " + ", ".join(words))
        return words
    for item in value:
        if item not in words:
            hint = did_you_mean(str(item), words)
            warn_of_item(name, item, "one of " + ", ".join(words), hint)
    return tuple(word for word in words if word in value)


def _patterns(value: object) -> tuple[str, ...]:
    """Return the patterns of a value, which may be one alone; warn of each other item."""
    given = [value] if isinstance(value, str) else value
    patterns = []
    for item in given if isinstance(given, list | tuple) else [given]:
        if isinstance(item, str) and _is_pattern(item):
            patterns.append(item.strip().removeprefix("/"))
        else:
            warn_of_item("journey_posts", item, "a pattern of documents like 'blog/*/*'")
    return tuple(patterns)


def _is_pattern(text: str) -> bool:
    try:
        Matcher([text])
    except re.error:  # as of "[z-a]"
        return False
    return bool(text.strip()) and not has_control(text)


def _page(value: object) -> str | None:
    if not value:
        return None
    name = str(value)
    is_path = not name.startswith("/") and ".." not in name.split("/") and "\\" not in name
    if not is_path or has_control(name) or len(name) > _LONGEST_PAGE:
        warn_of_value("journey_progress_page", value, "a page's name without '..'")
        return DEFAULT_PAGE
    return name


def _speed(value: object) -> ReadingSpeed:
    given = {"words": value} if isinstance(value, int) else value
    known = tuple(field.name for field in fields(ReadingSpeed))
    rates: dict[str, int] = {}
    for key, rate in (given if isinstance(given, dict) else {}).items():
        if key not in known:
            hint = did_you_mean(str(key), known)
            warn_of_value("journey_reading_speed", key, "one of " + ", ".join(known), hint)
        elif not isinstance(rate, int) or isinstance(rate, bool) or rate <= 0:
            warn_of_value(f"journey_reading_speed[{key!r}]", rate, "a whole number above 0")
        else:
            rates[key] = rate
    return ReadingSpeed(**rates)
