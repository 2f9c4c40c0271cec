"""The plan of a project: ``journey.yml`` as values.

:func:`read_manifest` never raises for what an author wrote. It returns the part of the
plan that could be understood, and a problem with its line for each part that could not.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from .circles import circles
from .doubts import doubts_of_keys
from .feeds import TAG_AUTHORITY
from .fields import read_fields
from .labels import read_label, repeated_labels
from .located import LocatedError, load_yaml
from .manifest_authors import read_authors
from .manifest_parts import read_parts
from .manifest_reader import Reader
from .plan import Entry, Plan, PlannedJourney, PlannedPillar
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .slugs import is_slug, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .located import KeyPath
    from .model import Author
    from .plan import Cadence

_SUFFIX = re.compile(r"\.(md|markdown|myst|rst|ipynb)\Z")
_LISTED = re.compile(r"(?:^[ \t]*+-[ \t]++|[\[,][ \t]*+)[\"']?([\w./-]++)", re.MULTILINE)
_DOC = re.compile(r"\bdoc[\"']?:[ \t]*+[\"']?([\w./-]++)")
HELD = "Until it is fixed, a document that it names is held back if it has no date of its own."
_SHARED_KEYS = frozenset({"authors", "tag_authority"})
"""What may stand beside several journeys, for all of them, or in a plan without any."""
_JOURNEY_KEYS = frozenset(
    {"id", "title", "description", "start", "cadence", "posts", "pillars", "parts", *_SHARED_KEYS}
)
_PILLAR_KEYS = frozenset({"id", "title", "summary", "icon", "number", "doc", "requires", "posts"})
_ENTRY_KEYS = frozenset({"id", "doc", "title", "date"})
_OF_DOCUMENT = frozenset({"draft", "tags", "authors", "readingTime"})
"""What an entry may say for a document that can't say so itself."""
_SHOWN = 10  # how many members of a circle are named
_Part = PlannedJourney | PlannedPillar


def read_manifest(text: str, *, path: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Read a manifest.

    Args:
        text: the file's whole text, YAML.
        path: the file's path relative to the source directory, for locations.

    Returns:
        The plan, without journeys if the text isn't a YAML mapping, and the problems met.
    """
    try:
        located = load_yaml(text)
    except LocatedError as error:
        problem = Problem(
            Location(path, error.line),
            Subtype.MANIFEST_SYNTAX,
            f"The plan isn't valid YAML: {error.message}. No journey is read from it. {HELD}",
        )
        return unread_plan(text), (problem,)
    reader = _PlanReader(located, path)
    data = located.data
    if isinstance(data, dict):
        plan = reader.plan(data)
    else:
        plan = unread_plan(text)
        message = f"The plan must be a mapping with a 'pillars' list. {HELD}"
        reader.note((), Subtype.MANIFEST_SYNTAX, message)
    return plan, tuple(sorted(set(reader.problems), key=lambda p: (p.location.line or 0, p)))


def unread_plan(text: str) -> Plan:
    """Return a plan that can't be read: no journeys, but the names it lists."""
    found = (*_LISTED.findall(text), *_DOC.findall(text))
    names = (_SUFFIX.sub("", name).strip("/.") for name in found)
    return Plan(unread=frozenset(names), is_broken=True)


class _PlanReader(Reader):
    """Reads journeys, pillars and entries."""

    def plan(self, data: dict[str, object]) -> Plan:
        if "journeys" not in data and not (data and data.keys() <= _SHARED_KEYS):
            journey = self._journey(data, (), {})
            return Plan((journey,), authors=journey.authors, tag_authority=journey.tag_authority)
        for key in data:
            if key not in {*_SHARED_KEYS, "journeys"}:
                self.note(
                    (key,),
                    Subtype.MANIFEST_KEY,
                    f"Next to 'journeys', only {' and '.join(sorted(_SHARED_KEYS))} are read; "
                    f"move {short_repr(key)} into one of them.",
                )
        shared = read_authors(self, data, ())
        journeys: dict[str, PlannedJourney] = {}
        for at, item in self._mappings(data, "journeys", (), "pillars"):
            journey = self._journey(item, at, shared)
            if self._is_new("journey", journey, journeys):
                journeys[journey.id] = journey
        authors = dict(shared)
        for journey in journeys.values():
            authors = {**journey.authors, **authors}
        return Plan(
            tuple(journeys.values()),
            authors=authors,
            tag_authority=self._tag_authority(data, ()),
        )

    def _mappings(
        self, data: dict[str, object], key: str, at: KeyPath, inner: str
    ) -> Iterator[tuple[KeyPath, dict[str, object]]]:
        for keypath, item in self.items(data, key, at):
            if isinstance(item, dict):
                yield keypath, item
            else:
                self.wrong(keypath, item, f"a mapping with 'id', 'title' and {inner!r}")

    def _is_new(self, kind: str, part: _Part, known: Mapping[str, _Part]) -> bool:
        first = known.get(part.id)
        if first is not None:
            message = (
                f"The {kind} {short_repr(part.id)} is also described at {first.location}; "
                "this second one is left out. Give it an id of its own."
            )
            self.problems.append(Problem(part.location, Subtype.MANIFEST_VALUE, message))
        return first is None

    def _journey(
        self, data: dict[str, object], at: KeyPath, shared: Mapping[str, Author]
    ) -> PlannedJourney:
        self.unknown(data, at, _JOURNEY_KEYS)
        title = self.text(data, "title", at)
        journey_id = self._id(data, at, fallback=slugify(title or "") or "journey")
        if "pillars" not in data and "parts" not in data:
            near = did_you_mean("pillars", data).replace(" Did you mean", ", but has")[:-1]
            self.note(
                at,
                Subtype.MANIFEST_KEY,
                f"The plan has no 'pillars'{near}. Add the key with a list of pillars; "
                "until then the journey has no pillars.",
            )
        pillars: dict[str, PlannedPillar] = {}
        required: dict[str, list[tuple[str, Location]]] = {}
        for part, keypath, item in self._pillars(data, at):
            requires = self._requires(item, keypath)
            pillar = self._pillar(item, keypath, part, [needed for needed, _ in requires])
            if self._is_new("pillar", pillar, pillars):
                pillars[pillar.id] = pillar
                required[pillar.id] = requires
        self._check_requires(required)
        self.problems += repeated_labels(pillars.values())
        return PlannedJourney(
            location=self.location(at),
            id=journey_id,
            title=title or journey_id,
            description=self.text(data, "description", at),
            start=self.date(data, "start", at),
            cadence=self._cadence(data, at),
            authors={**shared, **read_authors(self, data, at)},
            tag_authority=self._tag_authority(data, at),
            posts=self._entries(data, at),
            pillars=tuple(pillars.values()),
        )

    def _tag_authority(self, data: dict[str, object], at: KeyPath) -> str | None:
        authority = self.text(data, "tag_authority", at)
        if authority is None or TAG_AUTHORITY.fullmatch(authority):
            return authority
        expected = "a domain of yours and a day on which it was, like 'example.org,2026-01-31'"
        self.wrong((*at, "tag_authority"), authority, expected)
        return None

    def _pillars(
        self, data: dict[str, object], at: KeyPath
    ) -> Iterator[tuple[str | None, KeyPath, dict[str, object]]]:
        """Yield the pillars of a journey: those of no part, then those of each part."""
        for keypath, item in self._mappings(data, "pillars", at, "posts"):
            yield None, keypath, item
        parts = self._mappings(data, "parts", at, "pillars")
        for title, part_at, part in read_parts(self, parts):
            for keypath, item in self._mappings(part, "pillars", part_at, "posts"):
                yield title, keypath, item

    def _pillar(
        self, data: dict[str, object], at: KeyPath, part: str | None, requires: Iterable[str]
    ) -> PlannedPillar:
        others = {key: value for key, value in data.items() if key not in _PILLAR_KEYS}
        lines: dict[KeyPath, int] = {(k,): self.location((*at, k)).line or 1 for k in others}
        doubts = doubts_of_keys(others, lines, path=self.path, read=(), in_plan=True)
        if not doubts:
            self.unknown(data, at, _PILLAR_KEYS)
        title = self.text(data, "title", at)
        pillar_id = self._id(data, at, fallback=slugify(title or "") or f"pillar-{at[-1]}")
        return PlannedPillar(
            location=self.location(at),
            id=pillar_id,
            title=title or pillar_id,
            summary=self.text(data, "summary", at),
            icon=self.text(data, "icon", at),
            label=read_label(self, data, at),
            part=part,
            docname=self._docname(data.get("doc"), (*at, "doc")),
            doc_location=self.location((*at, "doc")) if "doc" in data else None,
            requires=tuple(requires),
            posts=tuple(
                entry._replace(doubts=(*doubts, *entry.doubts)) for entry in self._entries(data, at)
            ),
            doubts=doubts,
        )

    def _requires(self, data: dict[str, object], at: KeyPath) -> list[tuple[str, Location]]:
        """Return the ids that a pillar requires, and where each of them stands."""
        found = []
        for keypath, needed in self.items(data, "requires", at):
            if isinstance(needed, str):
                found.append((needed, self.location(keypath)))
            else:
                self.wrong(keypath, needed, "the id of a pillar")
        return found

    def _check_requires(self, required: Mapping[str, list[tuple[str, Location]]]) -> None:
        """Note requirements that no pillar meets, and those that no order fits."""
        for needed, where in chain.from_iterable(required.values()):
            if needed not in required:
                message = (
                    f"The pillar requires {short_repr(needed)}, which is not a pillar of this "
                    f"journey.{did_you_mean(needed, required)}"
                )
                self.problems.append(Problem(where, Subtype.UNKNOWN_PILLAR, message))
        places = {pillar_id: dict(requires) for pillar_id, requires in required.items()}
        for circle in circles(places):
            names = [name[:60] for name in circle[:_SHOWN]]
            steps = [places[a][b] for a, b in pairwise((*circle, circle[0]))][:_SHOWN]
            others = [f"{n!r} at {step}" for n, step in zip(names[1:], steps[1:], strict=True)]
            more = ["…"] if len(circle) > _SHOWN else []
            message = (
                f"Pillars require each other in a circle: {' → '.join([*names, *more, names[0]])}."
                + (f" See also {', '.join(others)}." if others else "")
                + " Remove one requirement."
            )
            self.problems.append(Problem(steps[0], Subtype.MANIFEST_VALUE, message))

    def _entries(self, data: dict[str, object], at: KeyPath) -> tuple[Entry, ...]:
        entries = []
        for keypath, item in self.items(data, "posts", at):
            if isinstance(item, str):
                if docname := self._docname(item, keypath):
                    entries.append(Entry(location=self.location(keypath), docname=docname))
            elif isinstance(item, dict):
                entries += self._entry(item, keypath)
            else:
                self.wrong(keypath, item, "a document's name, or a mapping with 'title'")
        return tuple(entries)

    def _entry(self, data: dict[str, object], at: KeyPath) -> list[Entry]:
        """Return the entry that a mapping describes, if there is anything to show of it."""
        lines: dict[KeyPath, int] = {(key,): self.location((*at, key)).line or 1 for key in data}
        own = {key: value for key, value in data.items() if key in _OF_DOCUMENT}
        others = {key: data[key] for key in data.keys() - own.keys() - _ENTRY_KEYS}
        doubts = doubts_of_keys(others, lines, path=self.path, read=(), in_plan=True)
        known = _ENTRY_KEYS | _OF_DOCUMENT
        for key, value in others.items():
            if not doubts_of_keys({key: value}, lines, path=self.path, read=(), in_plan=True):
                self.unknown({key: value}, at, known)
        said, problems = read_fields(own, lines, path=self.path, syntax="yaml")
        self.problems += (one._replace(subtype=Subtype.MANIFEST_VALUE) for one in problems)
        date = self.date(data, "date", at, "until it is fixed, its document is held back")
        entry = Entry(
            location=self.location(at),
            docname=self._docname(data.get("doc"), (*at, "doc")),
            id=self._given_id(data, at),
            title=self.text(data, "title", at),
            date=date,
            is_held_back=date is None and data.get("date") is not None,
            draft=said.draft,
            tags=said.tags,
            authors=said.authors,
            reading_time=said.reading_time,
            doubts=doubts,
        )
        if entry.docname or entry.title:
            return [entry]
        self.note(
            at,
            Subtype.MANIFEST_VALUE,
            "This post has neither 'doc' nor 'title', so there is nothing to show. Add one.",
        )
        return []

    def _cadence(self, data: dict[str, object], at: KeyPath) -> Cadence | None:
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

    def _id(self, data: dict[str, object], at: KeyPath, *, fallback: str) -> str:
        """Return the id that a journey or pillar must have."""
        given = self._given_id(data, at)
        if given is None and data.get("id") is None:
            self.note(
                at,
                Subtype.MANIFEST_KEY,
                f"'id' is missing; {short_repr(fallback)} is used. Add it.",
            )
        return given or fallback

    def _given_id(self, data: dict[str, object], at: KeyPath) -> str | None:
        value = data.get("id")
        if value is None or (isinstance(value, str) and is_slug(value)):
            return value
        self.wrong((*at, "id"), value, "letters, digits, '-' and '_'")
        return None

    def _docname(self, value: object, at: KeyPath) -> str | None:
        if value is None:
            return None
        text = value if isinstance(value, str) else ""
        docname = _SUFFIX.sub("", text.strip().removeprefix("/"))
        if not docname or ".." in docname.split("/") or "\\" in docname:
            self.wrong(at, value, "a document's name from the source directory, with '/' between")
            return None
        return docname
