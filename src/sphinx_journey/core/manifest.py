"""The plan of a project: ``journey.yml`` as values.

:func:`read_manifest` never raises for what an author wrote. It returns the part of the
plan that could be understood, and a problem with its line for each part that could not.
"""

from __future__ import annotations

import graphlib
import re
from typing import TYPE_CHECKING

from .located import LocatedError, load_yaml
from .model import Author
from .moments import as_moment
from .plan import Entry, Plan, PlannedJourney, PlannedPillar
from .problems import Location, Problem, Subtype, did_you_mean, shown
from .slugs import slugify
from .urls import is_absolute_link

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .located import KeyPath, Located
    from .plan import Cadence

_ID = re.compile(r"[\w-]+\Z")
_SUFFIX = re.compile(r"\.(md|markdown|myst|rst|ipynb)\Z")
_PRINTABLE = re.compile("[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]*+\\Z")
_JOURNEY_KEYS = frozenset(
    {"id", "title", "description", "start", "cadence", "authors", "posts", "pillars"}
)
_PILLAR_KEYS = frozenset({"id", "title", "summary", "icon", "doc", "requires", "posts"})
_ENTRY_KEYS = frozenset({"id", "doc", "title", "date"})
_AUTHOR_KEYS = frozenset({"name", "url", "avatar"})


def read_manifest(text: str, *, path: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Read a manifest.

    Args:
        text: the file's whole text, YAML.
        path: the file's path relative to the source directory, for locations.

    Returns:
        The plan, empty if the text is no YAML mapping, and the problems met.
    """
    try:
        located = load_yaml(text)
    except LocatedError as error:
        problem = Problem(
            Location(path, error.line),
            Subtype.MANIFEST_SYNTAX,
            f"The manifest is not valid YAML: {error.message}. No journey is read from it.",
        )
        return Plan(), (problem,)
    reader = _Reader(located, path)
    plan = reader.plan()
    return plan, tuple(sorted(set(reader.problems), key=lambda p: (p.location.line or 0, p)))


class _Reader:
    """Reads values by key path, notes what is wrong, and goes on."""

    def __init__(self, located: Located, path: str) -> None:
        self._lines = located.lines
        self._path = path
        self._data = located.data
        self.problems: list[Problem] = []
        for keypath, line in located.repeated:
            self.problems.append(
                Problem(
                    Location(path, line),
                    Subtype.MANIFEST_KEY,
                    f"The key {_dotted(keypath)} is given twice; the last one counts. Remove one.",
                )
            )

    def plan(self) -> Plan:
        data = self._data
        if not isinstance(data, dict):
            self._note(
                (), Subtype.MANIFEST_SYNTAX, "The manifest must be a mapping with a 'pillars' list."
            )
            return Plan()
        if "journeys" not in data:
            return Plan((self._journey(data, ()),))
        for key in data:
            if key != "journeys":
                self._note(
                    (key,),
                    Subtype.MANIFEST_KEY,
                    f"Beside 'journeys' no other key is read; {shown(key)} belongs to one of them.",
                )
        journeys: dict[str, PlannedJourney] = {}
        for keypath, item in self._items(data, "journeys", ()):
            if not isinstance(item, dict):
                self._wrong(keypath, item, "a mapping with 'id', 'title' and 'pillars'")
                continue
            journey = self._journey(item, keypath)
            if journey.id in journeys:
                first = journeys[journey.id].location
                self._note(
                    keypath,
                    Subtype.MANIFEST_VALUE,
                    f"The journey {shown(journey.id)} is also described at {first}; "
                    "this second one is left out. Give it an id of its own.",
                )
                continue
            journeys[journey.id] = journey
        return Plan(tuple(journeys.values()))

    def _journey(self, data: dict[object, object], at: KeyPath) -> PlannedJourney:
        self._unknown(data, at, _JOURNEY_KEYS)
        title = self._text(data, "title", at)
        journey_id = self._id(data, at, fallback=slugify(title or "") or "journey")
        if "pillars" not in data:
            self._note(
                at,
                Subtype.MANIFEST_KEY,
                "The manifest has no 'pillars'."
                + _near_key(data, "pillars")
                + " Add the key with a list of pillars; until then the journey has none.",
            )
        pillars: dict[str, PlannedPillar] = {}
        for keypath, item in self._items(data, "pillars", at):
            if not isinstance(item, dict):
                self._wrong(keypath, item, "a mapping with 'id', 'title' and 'posts'")
                continue
            pillar = self._pillar(item, keypath)
            if pillar.id in pillars:
                first = pillars[pillar.id].location
                self._note(
                    keypath,
                    Subtype.MANIFEST_VALUE,
                    f"The pillar {shown(pillar.id)} is also described at {first}; "
                    "this second one is left out. Give it an id of its own.",
                )
                continue
            pillars[pillar.id] = pillar
        self._check_requires(data, at, pillars)
        self._check_circles(data, at, pillars)
        return PlannedJourney(
            location=self._location(at),
            id=journey_id,
            title=title or journey_id,
            description=self._text(data, "description", at),
            start=self._date(data, "start", at),
            cadence=self._cadence(data, at),
            authors=self._authors(data, at),
            posts=self._entries(data, at),
            pillars=tuple(pillars.values()),
        )

    def _pillar(self, data: dict[object, object], at: KeyPath) -> PlannedPillar:
        self._unknown(data, at, _PILLAR_KEYS)
        title = self._text(data, "title", at)
        pillar_id = self._id(data, at, fallback=slugify(title or "") or f"pillar-{at[-1]}")
        requires = []
        for keypath, item in self._items(data, "requires", at):
            if isinstance(item, str):
                requires.append(item)
            else:
                self._wrong(keypath, item, "the id of a pillar")
        return PlannedPillar(
            location=self._location(at),
            id=pillar_id,
            title=title or pillar_id,
            summary=self._text(data, "summary", at),
            icon=self._text(data, "icon", at),
            docname=self._docname(data, at),
            doc_location=self._location((*at, "doc")) if "doc" in data else None,
            requires=tuple(requires),
            posts=self._entries(data, at),
        )

    def _check_requires(
        self, data: dict[object, object], at: KeyPath, known: Mapping[str, PlannedPillar]
    ) -> None:
        pillars = data.get("pillars")
        for number, pillar in enumerate(pillars if isinstance(pillars, list) else []):
            required = pillar.get("requires") if isinstance(pillar, dict) else None
            for index, item in enumerate(required if isinstance(required, list) else []):
                if isinstance(item, str) and item not in known:
                    self._note(
                        (*at, "pillars", number, "requires", index),
                        Subtype.UNKNOWN_PILLAR,
                        f"The pillar requires {shown(item)}, which is no pillar of this "
                        f"journey.{did_you_mean(item, known)}",
                    )

    def _check_circles(
        self, data: dict[object, object], at: KeyPath, pillars: Mapping[str, PlannedPillar]
    ) -> None:
        """Note each circle of pillars that require one another."""
        places = {
            pillar.get("id"): (*at, "pillars", number, "requires")
            for number, pillar in enumerate(_list(data.get("pillars")))
            if isinstance(pillar, dict) and isinstance(pillar.get("id"), str)
        }
        needed = {name: set(pillar.requires) & pillars.keys() for name, pillar in pillars.items()}
        while True:
            try:
                graphlib.TopologicalSorter(needed).prepare()
            except graphlib.CycleError as error:
                circle = list(reversed(error.args[1]))[1:]
            else:
                return
            first = min(range(len(circle)), key=lambda index: list(pillars).index(circle[index]))
            circle = circle[first:] + circle[:first]
            others = [
                f"{shown(name)} at {self._location(places.get(name, at))}" for name in circle[1:]
            ]
            self._note(
                places.get(circle[0], at),
                Subtype.MANIFEST_VALUE,
                f"Pillars require each other in a circle: {' → '.join([*circle, circle[0]])}."
                + (f" See also {', '.join(others)}." if others else "")
                + " Take one requirement out.",
            )
            needed[circle[0]] -= {circle[1] if len(circle) > 1 else circle[0]}

    def _entries(self, data: dict[object, object], at: KeyPath) -> tuple[Entry, ...]:
        entries = []
        for keypath, item in self._items(data, "posts", at):
            if isinstance(item, str):
                docname = self._clean_docname(item, keypath)
                if docname:
                    entries.append(Entry(location=self._location(keypath), docname=docname))
            elif isinstance(item, dict):
                entry = self._entry(item, keypath)
                if entry:
                    entries.append(entry)
            else:
                self._wrong(keypath, item, "a document's name, or a mapping with 'title'")
        return tuple(entries)

    def _entry(self, data: dict[object, object], at: KeyPath) -> Entry | None:
        self._unknown(data, at, _ENTRY_KEYS)
        entry = Entry(
            location=self._location(at),
            docname=self._docname(data, at),
            id=self._given_id(data, at),
            title=self._text(data, "title", at),
            date=self._date(data, "date", at),
        )
        if entry.docname is None and entry.title is None:
            self._note(
                at,
                Subtype.MANIFEST_VALUE,
                "This post has neither 'doc' nor 'title', so there is nothing to show. Add one.",
            )
            return None
        return entry

    def _authors(self, data: dict[object, object], at: KeyPath) -> dict[str, Author]:
        value = data.get("authors")
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong((*at, "authors"), value, "a mapping of ids to authors")
            return {}
        authors = {}
        for author_id, item in value.items():
            keypath = (*at, "authors", author_id)
            if isinstance(item, str):
                authors[str(author_id)] = Author(item)
            elif isinstance(item, dict):
                self._unknown(item, keypath, _AUTHOR_KEYS)
                authors[str(author_id)] = Author(
                    name=self._text(item, "name", keypath) or str(author_id),
                    url=self._url(item, keypath),
                    avatar=self._text(item, "avatar", keypath),
                )
            else:
                self._wrong(keypath, item, "a name, or a mapping with 'name'")
        return authors

    def _url(self, data: dict[object, object], at: KeyPath) -> str | None:
        url = self._text(data, "url", at)
        if url is None or is_absolute_link(url):
            return url
        self._wrong((*at, "url"), url, "an address with https, http or mailto")
        return None

    def _cadence(self, data: dict[object, object], at: KeyPath) -> Cadence | None:
        value = data.get("cadence")
        match value:
            case None:
                return None
            case "weekly" | "biweekly" | "monthly":
                return value
            case {"days": int(days), **rest} if days > 0 and not rest and days is not True:
                return days
        self._wrong((*at, "cadence"), value, "weekly, biweekly, monthly or {days: 10}")
        return None

    def _items(
        self, data: dict[object, object], key: str, at: KeyPath
    ) -> list[tuple[KeyPath, object]]:
        value = data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong((*at, key), value, "a list (lines that begin with '- ')")
            return []
        return [((*at, key, index), item) for index, item in enumerate(value)]

    def _text(self, data: dict[object, object], key: str, at: KeyPath) -> str | None:
        value = data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._wrong((*at, key), value, "text (put it in quotes)")
        elif not _PRINTABLE.match(value):
            self._wrong((*at, key), value, "text without control characters")
        else:
            return value.strip()
        return None

    def _id(self, data: dict[object, object], at: KeyPath, *, fallback: str) -> str:
        """Return the id that a journey or pillar must have."""
        given = self._given_id(data, at)
        if given is None and data.get("id") is None:
            self._note(
                at,
                Subtype.MANIFEST_KEY,
                f"'id' is missing; {shown(fallback)} is used. Write it down.",
            )
        return given or fallback

    def _given_id(self, data: dict[object, object], at: KeyPath) -> str | None:
        value = data.get("id")
        if value is None or (isinstance(value, str) and _ID.match(value)):
            return value
        expected = "letters, digits, '-' and '_'"
        if not isinstance(value, str):
            expected = f"text (put it in quotes) of {expected}"
        self._wrong((*at, "id"), value, expected)
        return None

    def _date(
        self, data: dict[object, object], key: str, at: KeyPath
    ) -> dt.date | dt.datetime | None:
        value = data.get(key)
        if value is None:
            return None
        moment = as_moment(value)
        if moment is None:
            self._wrong((*at, key), value, "a date of the calendar like 2027-01-31")
        return moment

    def _docname(self, data: dict[object, object], at: KeyPath) -> str | None:
        value = data.get("doc")
        if value is None:
            return None
        if not isinstance(value, str):
            self._wrong((*at, "doc"), value, "a document's name")
            return None
        return self._clean_docname(value, (*at, "doc"))

    def _clean_docname(self, value: str, at: KeyPath) -> str | None:
        docname = _SUFFIX.sub("", value.strip().removeprefix("/"))
        if not docname or ".." in docname.split("/") or "\\" in docname:
            self._wrong(at, value, "a document's name from the source directory, with '/' between")
            return None
        return docname

    def _unknown(self, data: dict[object, object], at: KeyPath, known: frozenset[str]) -> None:
        for key in data:
            if key not in known:
                hint = did_you_mean(str(key), known) or f" Known are {', '.join(sorted(known))}."
                step = key if isinstance(key, str | int) else str(key)
                self._note(
                    (*at, step),
                    Subtype.MANIFEST_KEY,
                    f"The key {shown(key)} is not known and is ignored.{hint}",
                )

    def _wrong(self, at: KeyPath, value: object, expected: str) -> None:
        self._note(
            at,
            Subtype.MANIFEST_VALUE,
            f"{_dotted(at)} is {shown(value)}, but {expected} was expected; it is ignored.",
        )

    def _note(self, at: KeyPath, subtype: Subtype, message: str) -> None:
        self.problems.append(Problem(self._location(at), subtype, message))

    def _location(self, at: KeyPath) -> Location:
        for length in range(len(at), 0, -1):
            line = self._lines.get(at[:length])
            if line is not None:
                return Location(self._path, line)
        return Location(self._path, 1)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dotted(keypath: KeyPath) -> str:
    text = ""
    for part in keypath:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return shown(text)


def _near_key(data: dict[object, object], wanted: str) -> str:
    near = did_you_mean(wanted, [key for key in data if isinstance(key, str)])
    return near.replace("Did you mean", "It has a key like it:").rstrip("?") + "." if near else ""
