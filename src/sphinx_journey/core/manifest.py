"""The plan of a project: ``journey.yml`` as values.

:func:`read_manifest` never raises for what an author wrote. It returns the part of the
plan that could be understood, and a problem with its line for each part that could not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .circles import circles
from .located import LocatedError, load_yaml
from .manifest_authors import read_authors
from .manifest_reader import Reader
from .plan import Entry, Plan, PlannedJourney, PlannedPillar
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .slugs import is_slug, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .located import KeyPath
    from .plan import Cadence

_SUFFIX = re.compile(r"\.(md|markdown|myst|rst|ipynb)\Z")
_LISTED = re.compile(r"(?:^[ \t]*+-[ \t]++|[\[,][ \t]*+)[\"']?([\w./-]++)", re.MULTILINE)
_DOC = re.compile(r"\bdoc[\"']?:[ \t]*+[\"']?([\w./-]++)")
HELD = "Until it is corrected, a document that it names is held back if it has no date of its own."
_JOURNEY_KEYS = frozenset(
    {"id", "title", "description", "start", "cadence", "authors", "posts", "pillars"}
)
_PILLAR_KEYS = frozenset({"id", "title", "summary", "icon", "doc", "requires", "posts"})
_ENTRY_KEYS = frozenset({"id", "doc", "title", "date"})
_SHOWN = 10  # how many members of a circle are named


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
            f"The manifest is not valid YAML: {error.message}. No journey is read from it. {HELD}",
        )
        return unread_plan(text), (problem,)
    reader = _PlanReader(located, path)
    data = located.data
    if isinstance(data, dict):
        plan = reader.plan(data)
    else:
        plan = unread_plan(text)
        message = f"The manifest must be a mapping with a 'pillars' list. {HELD}"
        reader.note((), Subtype.MANIFEST_SYNTAX, message)
    return plan, tuple(sorted(set(reader.problems), key=lambda p: (p.location.line or 0, p)))


def unread_plan(text: str) -> Plan:
    """Return what stands for a manifest that can't be read: no journey, and the names it lists."""
    found = (*_LISTED.findall(text), *_DOC.findall(text))
    names = (_SUFFIX.sub("", name).strip("/.") for name in found)
    return Plan(unread=frozenset(names))


class _PlanReader(Reader):
    """Reads journeys, pillars and entries."""

    def plan(self, data: dict[object, object]) -> Plan:
        if "journeys" not in data:
            return Plan((self._journey(data, ()),))
        for key in data:
            if key != "journeys":
                self.note(
                    (str(key),),
                    Subtype.MANIFEST_KEY,
                    f"Beside 'journeys' no other key is read; {short_repr(key)} belongs to "
                    "one of them.",
                )
        journeys: dict[str, PlannedJourney] = {}
        for keypath, item in self.items(data, "journeys", ()):
            if not isinstance(item, dict):
                self.wrong(keypath, item, "a mapping with 'id', 'title' and 'pillars'")
                continue
            journey = self._journey(item, keypath)
            if journey.id in journeys:
                first = journeys[journey.id].location
                self.note(
                    keypath,
                    Subtype.MANIFEST_VALUE,
                    f"The journey {short_repr(journey.id)} is also described at {first}; "
                    "this second one is left out. Give it an id of its own.",
                )
                continue
            journeys[journey.id] = journey
        return Plan(tuple(journeys.values()))

    def _journey(self, data: dict[object, object], at: KeyPath) -> PlannedJourney:
        self.unknown(data, at, _JOURNEY_KEYS)
        title = self.text(data, "title", at)
        journey_id = self._id(data, at, fallback=slugify(title or "") or "journey")
        if "pillars" not in data:
            self.note(
                at,
                Subtype.MANIFEST_KEY,
                "The manifest has no 'pillars'."
                + _near_key(data, "pillars")
                + " Add the key with a list of pillars; until then the journey has none.",
            )
        pillars: dict[str, PlannedPillar] = {}
        required: dict[str, dict[str, Location]] = {}
        for keypath, item in self.items(data, "pillars", at):
            if not isinstance(item, dict):
                self.wrong(keypath, item, "a mapping with 'id', 'title' and 'posts'")
                continue
            pillar = self._pillar(item, keypath)
            if pillar.id in pillars:
                first = pillars[pillar.id].location
                self.note(
                    keypath,
                    Subtype.MANIFEST_VALUE,
                    f"The pillar {short_repr(pillar.id)} is also described at {first}; "
                    "this second one is left out. Give it an id of its own.",
                )
                continue
            pillars[pillar.id] = pillar
            required[pillar.id] = {
                needed: self.location(where) for where, needed in self._required(item, keypath)
            }
        self._check_requires(data, at, pillars)
        self._check_circles(required)
        return PlannedJourney(
            location=self.location(at),
            id=journey_id,
            title=title or journey_id,
            description=self.text(data, "description", at),
            start=self.date(data, "start", at),
            cadence=self._cadence(data, at),
            authors=read_authors(self, data, at),
            posts=self._entries(data, at),
            pillars=tuple(pillars.values()),
        )

    def _pillar(self, data: dict[object, object], at: KeyPath) -> PlannedPillar:
        self.unknown(data, at, _PILLAR_KEYS)
        title = self.text(data, "title", at)
        pillar_id = self._id(data, at, fallback=slugify(title or "") or f"pillar-{at[-1]}")
        for keypath, item in self.items(data, "requires", at):
            if not isinstance(item, str):
                self.wrong(keypath, item, "the id of a pillar")
        return PlannedPillar(
            location=self.location(at),
            id=pillar_id,
            title=title or pillar_id,
            summary=self.text(data, "summary", at),
            icon=self.text(data, "icon", at),
            docname=self._docname(data, at),
            doc_location=self.location((*at, "doc")) if "doc" in data else None,
            requires=tuple(needed for _, needed in self._required(data, at)),
            posts=self._entries(data, at),
        )

    def _required(self, data: Mapping[object, object], at: KeyPath) -> list[tuple[KeyPath, str]]:
        """Return the ids that a pillar requires, each with its key path."""
        ids = data.get("requires")
        return [
            ((*at, "requires", index), needed)
            for index, needed in enumerate(ids if isinstance(ids, list) else [])
            if isinstance(needed, str)
        ]

    def _check_requires(
        self, data: dict[object, object], at: KeyPath, known: Mapping[str, PlannedPillar]
    ) -> None:
        pillars = data.get("pillars")
        for number, pillar in enumerate(pillars if isinstance(pillars, list) else []):
            if not isinstance(pillar, dict):
                continue
            for keypath, needed in self._required(pillar, (*at, "pillars", number)):
                if needed not in known:
                    self.note(
                        keypath,
                        Subtype.UNKNOWN_PILLAR,
                        f"The pillar requires {short_repr(needed)}, which is no pillar of this "
                        f"journey.{did_you_mean(needed, known)}",
                    )

    def _check_circles(self, required: Mapping[str, Mapping[str, Location]]) -> None:
        """Note the pillars that no order fits, by the places of all that would have to give."""
        for circle in circles(required):
            steps = [
                required[name][needed]
                for name, needed in zip(circle, (*circle[1:], circle[0]), strict=True)
            ]
            others = [
                f"{name[:60]!r} at {where}"
                for name, where in zip(circle[1:_SHOWN], steps[1:_SHOWN], strict=True)
            ]
            names = [name[:60] for name in circle[:_SHOWN]]
            names += ["…"] if len(circle) > _SHOWN else []
            problem = Problem(
                steps[0],
                Subtype.MANIFEST_VALUE,
                f"Pillars require each other in a circle: {' → '.join([*names, circle[0][:60]])}."
                + (f" See also {', '.join(others)}." if others else "")
                + " Take one requirement out.",
            )
            self.problems.append(problem)

    def _entries(self, data: dict[object, object], at: KeyPath) -> tuple[Entry, ...]:
        entries = []
        for keypath, item in self.items(data, "posts", at):
            if isinstance(item, str):
                docname = self._clean_docname(item, keypath)
                if docname:
                    entries.append(Entry(location=self.location(keypath), docname=docname))
            elif isinstance(item, dict):
                entry = self._entry(item, keypath)
                if entry:
                    entries.append(entry)
            else:
                self.wrong(keypath, item, "a document's name, or a mapping with 'title'")
        return tuple(entries)

    def _entry(self, data: dict[object, object], at: KeyPath) -> Entry | None:
        self.unknown(data, at, _ENTRY_KEYS)
        date = self.date(data, "date", at, "until it is mended, its document is held back")
        entry = Entry(
            location=self.location(at),
            docname=self._docname(data, at),
            id=self._given_id(data, at),
            title=self.text(data, "title", at),
            date=date,
            is_held_back=date is None and data.get("date") is not None,
        )
        if entry.docname is None and entry.title is None:
            self.note(
                at,
                Subtype.MANIFEST_VALUE,
                "This post has neither 'doc' nor 'title', so there is nothing to show. Add one.",
            )
            return None
        return entry

    def _cadence(self, data: dict[object, object], at: KeyPath) -> Cadence | None:
        value = data.get("cadence")
        match value:
            case None:
                return None
            case "weekly" | "biweekly" | "monthly":
                return value
            case {"days": int(days), **rest} if days > 0 and not rest and days is not True:
                return days
        self.wrong((*at, "cadence"), value, "weekly, biweekly, monthly or {days: 10}")
        return None

    def _id(self, data: dict[object, object], at: KeyPath, *, fallback: str) -> str:
        """Return the id that a journey or pillar must have."""
        given = self._given_id(data, at)
        if given is None and data.get("id") is None:
            self.note(
                at,
                Subtype.MANIFEST_KEY,
                f"'id' is missing; {short_repr(fallback)} is used. Write it down.",
            )
        return given or fallback

    def _given_id(self, data: dict[object, object], at: KeyPath) -> str | None:
        value = data.get("id")
        if value is None or (isinstance(value, str) and is_slug(value)):
            return value
        expected = "letters, digits, '-' and '_'"
        if not isinstance(value, str):
            expected = f"text (put it in quotes) of {expected}"
        self.wrong((*at, "id"), value, expected)
        return None

    def _docname(self, data: dict[object, object], at: KeyPath) -> str | None:
        value = data.get("doc")
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong((*at, "doc"), value, "a document's name")
            return None
        return self._clean_docname(value, (*at, "doc"))

    def _clean_docname(self, value: str, at: KeyPath) -> str | None:
        docname = _SUFFIX.sub("", value.strip().removeprefix("/"))
        if not docname or ".." in docname.split("/") or "\\" in docname:
            self.wrong(at, value, "a document's name from the source directory, with '/' between")
            return None
        return docname


def _near_key(data: dict[object, object], wanted: str) -> str:
    near = did_you_mean(wanted, [key for key in data if isinstance(key, str)])
    return near.replace("Did you mean", "It has a key like it:").rstrip("?") + "." if near else ""
