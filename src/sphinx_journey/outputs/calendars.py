"""Calendars (RFC 5545, RFC 7986) by icalendar."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..builds.addresses import address_of, page_address
from ..builds.outputs import Output
from ..builds.sphinx_files import possible_files
from ..core.feeds import on_one_line
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    import icalendar
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.calendars import Calendar, Event

_REFRESH: Final = dt.timedelta(hours=12)
"""How often programs should look for new posts."""
_CONTROL: Final = re.compile("[\x7f-\x9f]")
"""What XML can hold and a calendar can't, or had better not (RFC 5545, 3.1)."""


def calendar_files(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield the file of each calendar."""
    builder = build.builder
    if not build.edition.calendars:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - others have no calendars
    taken = {*possible_files(env, builder), *build.outputs}
    for calendar in build.edition.calendars:
        if calendar.file not in taken:
            make = partial(as_icalendar, calendar, builder)
            yield Output(calendar.file, make, is_costly=True)
            continue
        message = (
            f"There is a file {short_repr(calendar.file)} already, so the calendar "
            f"{short_repr(calendar.title)} isn't written. Give that file another name, or switch "
            "journey_calendar off."
        )
        warn(Subtype.CALENDAR, message)


def as_icalendar(calendar: Calendar, builder: Builder) -> bytes:
    """Return the content of a calendar's file."""
    from icalendar import Calendar as Made
    from icalendar import vDuration, vText

    made = Made()
    made.add("prodid", f"-//sphinx-journey//{__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):  # icalendar would escape neither
        made.add(name, vText(_clean(calendar.title)))
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_REFRESH))
    source = address_of(builder, quote(calendar.file))
    made.add("source", source, parameters={"VALUE": "URI"})
    for event in calendar.events:
        made.add_component(_item(event, builder))
    return bytes(made.to_ical())


def _item(event: Event, builder: Builder) -> icalendar.Event:
    from icalendar import Event as Item

    item = Item()
    item.add("uid", event.id)
    item.add("dtstamp", event.stamp)
    item.add("dtstart", event.start)
    item.add("summary", _clean(event.title))
    item.add("status", "CONFIRMED" if event.is_sure else "TENTATIVE")
    item.add("transp", "TRANSPARENT")
    if event.docname is None:
        return item
    item.add("last-modified", event.stamp)
    item.add("url", page_address(builder, event.docname))
    if description := _clean(event.description):
        item.add("description", description)
    if terms := [term for term in map(_clean, event.terms) if term]:
        item.add("categories", terms)
    return item


def _clean(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")  # half a character is no text
    return _CONTROL.sub("", on_one_line(whole))
