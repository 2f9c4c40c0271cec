"""From the plan and the documents of a build to the journeys it shows.

The clock and the time zone come in as arguments; nothing here reads either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from .document import default_slug, instant, status_of
from .model import Author, Journey, Journeys, Pillar, Post, Status
from .order import chapters_of, places_of
from .plan import Entry
from .problems import Location, Problem, Subtype, did_you_mean, shown
from .prose import minutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Document, Settings
    from .plan import Plan, PlannedJourney, PlannedPillar


def assemble(
    plan: Plan, documents: Mapping[str, Document], settings: Settings
) -> tuple[Journeys, tuple[Problem, ...]]:
    """Build the journeys of a project.

    Args:
        plan: the manifest's.
        documents: every document of this build by docname.
        settings: clock, zone and reading speed.

    Returns:
        The journeys, and the problems that only show when plan and documents meet.
    """
    assembler = _Assembler(documents, settings)
    only = len(plan.journeys) == 1
    journeys = {planned.id: assembler.journey(planned, only=only) for planned in plan.journeys}
    assembler.check_slugs()
    places = places_of(journeys.values(), documents)
    made = Journeys(journeys, places, chapters_of(journeys.values()))
    return made, tuple(assembler.problems)


class _Assembler:
    def __init__(self, documents: Mapping[str, Document], settings: Settings) -> None:
        self._documents = documents
        self._settings = settings
        self._slugs: dict[str, list[tuple[str, Location]]] = defaultdict(list)
        self.problems: list[Problem] = []

    def journey(self, planned: PlannedJourney, *, only: bool) -> Journey:
        chapters = self._chapters(planned)
        groups: dict[str | None, list[Entry]] = {None: []}
        groups |= {pillar.id: [] for pillar in planned.pillars}
        claims: dict[str, tuple[Location, str | None]] = {}
        for pillar_id, entries in [
            (None, planned.posts),
            *((pillar.id, pillar.posts) for pillar in planned.pillars),
        ]:
            for entry in entries:
                if self._claim(entry, pillar_id, claims, chapters):
                    groups[pillar_id].append(entry)
        for pillar_id, entry in self._own_placements(planned, claims, chapters, only=only):
            groups[pillar_id].append(entry)

        part = 0
        posts: dict[str | None, tuple[Post, ...]] = {}
        for pillar_id, group in groups.items():
            made = []
            for entry in group:
                post = self._post(entry, pillar_id, planned)
                if post is not None and post.docname is not None:
                    part += 1
                    post = replace(post, part=part)
                if post is not None:
                    made.append(post)
            posts[pillar_id] = tuple(made)
        return Journey(
            id=planned.id,
            title=planned.title,
            description=planned.description,
            overview=posts[None],
            pillars=tuple(
                Pillar(
                    id=pillar.id,
                    number=number,
                    title=pillar.title,
                    summary=pillar.summary,
                    icon=pillar.icon,
                    docname=self._chapter(pillar, chapters),
                    requires=pillar.requires,
                    posts=posts[pillar.id],
                )
                for number, pillar in enumerate(planned.pillars, 1)
            ),
        )

    def _chapters(self, planned: PlannedJourney) -> dict[str, PlannedPillar]:
        """Return the pillar of each chapter's page; refuse a page the second time."""
        chapters: dict[str, PlannedPillar] = {}
        for pillar in planned.pillars:
            if pillar.docname is None:
                continue
            first = chapters.setdefault(pillar.docname, pillar)
            if first is not pillar:
                self._twice(pillar.docname, _doc_location(pillar), _doc_location(first))
        return chapters

    def _claim(
        self,
        entry: Entry,
        pillar_id: str | None,
        claims: dict[str, tuple[Location, str | None]],
        chapters: Mapping[str, PlannedPillar],
    ) -> bool:
        """Note that the manifest places a document; refuse the second time."""
        if entry.docname is None:
            return True
        if entry.docname in chapters:
            self._twice(entry.docname, entry.location, _doc_location(chapters[entry.docname]))
            return False
        if entry.docname in claims:
            self._twice(entry.docname, entry.location, claims[entry.docname][0])
            return False
        claims[entry.docname] = (entry.location, pillar_id)
        return True

    def _twice(self, docname: str, location: Location, first: Location) -> None:
        self._note(
            location,
            Subtype.MANIFEST_DOCUMENT,
            f"The document {shown(docname)} is already named at {first}; "
            "this second time is left out. Remove one.",
        )

    def _own_placements(
        self,
        planned: PlannedJourney,
        claims: Mapping[str, tuple[Location, str | None]],
        chapters: Mapping[str, PlannedPillar],
        *,
        only: bool,
    ) -> list[tuple[str | None, Entry]]:
        """Return entries for documents that place themselves by their front matter."""
        pillar_ids = {pillar.id for pillar in planned.pillars}
        placed = []
        for document in self._documents.values():
            front = document.front
            if document.docname in chapters:
                continue  # a chapter's own page is no post of it
            claimed = document.docname in claims
            named = planned.id in front.series
            if not named and not (front.pillar and not front.series and (only or claimed)):
                continue
            if front.pillar is not None and front.pillar not in pillar_ids:
                self._note(
                    document.location("pillar"),
                    Subtype.UNKNOWN_PILLAR,
                    f"The journey {planned.id!r} has no pillar {shown(front.pillar)}."
                    + did_you_mean(front.pillar, pillar_ids),
                )
            elif claimed:
                self._check_agreement(document, planned, claims[document.docname])
            else:
                placed.append(document)
        placed.sort(key=self._order)
        return [
            (
                document.front.pillar,
                Entry(location=document.location("series"), docname=document.docname),
            )
            for document in placed
        ]

    def _check_agreement(
        self, document: Document, planned: PlannedJourney, claim: tuple[Location, str | None]
    ) -> None:
        where, pillar_id = claim
        if document.front.pillar is not None and document.front.pillar != pillar_id:
            named = f"the pillar {pillar_id!r}" if pillar_id else "no pillar"
            self._note(
                document.location("pillar"),
                Subtype.PLACEMENT,
                f"This file places itself in the pillar {shown(document.front.pillar)}, "
                f"but {where} places it in {named} of {planned.id!r}. "
                "The manifest counts; make them agree.",
            )

    def _order(self, document: Document) -> tuple[float, float, list[tuple[int, str]], str]:
        front = document.front
        weight = front.weight if front.weight is not None else front.series_order
        when = front.publish_date or front.date
        return (
            float("inf") if weight is None else weight,
            float("inf") if when is None else instant(when, self._settings.zone).timestamp(),
            _natural(document.docname),
            document.docname,
        )

    def _chapter(self, pillar: PlannedPillar, chapters: Mapping[str, PlannedPillar]) -> str | None:
        docname = pillar.docname
        if docname is None or chapters[docname] is not pillar:
            return None
        if docname in self._documents:
            return docname
        self._note(
            _doc_location(pillar),
            Subtype.MANIFEST_DOCUMENT,
            f"There is no document {shown(docname)} for this pillar."
            f"{did_you_mean(docname, self._documents)} Write it, or remove the 'doc'.",
        )
        return None

    def _missing(self, docname: str, location: Location) -> None:
        self._note(
            location,
            Subtype.MANIFEST_DOCUMENT,
            f"There is no document {shown(docname)}.{did_you_mean(docname, self._documents)} "
            "Give the entry a 'title' if it is still to be written.",
        )

    def _post(self, entry: Entry, pillar_id: str | None, planned: PlannedJourney) -> Post | None:
        zone = self._settings.zone
        if entry.docname is None or entry.docname not in self._documents:
            if entry.docname is not None and entry.title is None:
                self._missing(entry.docname, entry.location)
                return None
            title = entry.title or ""
            slug = entry.id or (default_slug(entry.docname) if entry.docname else _slugify(title))
            self._slugs[slug].append((entry.docname or title, entry.location))
            return Post(
                slug=slug,
                title=title,
                status=Status.PLANNED,
                pillar_id=pillar_id,
                when=instant(entry.date, zone) if entry.date else None,
            )
        document = self._documents[entry.docname]
        front = document.front
        slug = front.slug or entry.id or default_slug(document.docname)
        own = (document.docname, document.location("slug"))
        if own not in self._slugs[slug]:  # a post may be in several journeys
            self._slugs[slug].append(own)
        when = front.publish_date or front.date
        body = document.body
        return Post(
            slug=slug,
            title=document.title or front.link_title or front.title or entry.title or slug,
            status=status_of(front, self._settings),
            pillar_id=pillar_id,
            docname=document.docname,
            when=instant(when, zone) if when else None,
            minutes=minutes(body, self._settings.speed, front.reading_time) if body else 0,
            words=body.words + body.cjk if body else 0,
            description=front.description or front.summary,
            tags=front.tags,
            authors=tuple(planned.authors.get(name, Author(name)) for name in front.authors),
        )

    def check_slugs(self) -> None:
        for slug, [(_, first), *others] in self._slugs.items():
            for owner, location in others:
                self._note(
                    location,
                    Subtype.SLUG,
                    f"The slug {shown(slug)} of {shown(owner)} is also used at {first}. "
                    "Give one of them a 'slug' or 'id' of its own.",
                )

    def _note(self, location: Location, subtype: Subtype, message: str) -> None:
        self.problems.append(Problem(location, subtype, message))


def _doc_location(pillar: PlannedPillar) -> Location:
    return pillar.doc_location or pillar.location


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a sort key by which ``1.2`` comes before ``1.10``."""
    return [
        (int(part), "") if part.isdecimal() and len(part) < 20 else (-1, part)
        for part in re.split(r"(\d+)", name)
    ]


def _slugify(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.lower())) or "post"
