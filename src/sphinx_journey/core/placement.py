"""Which posts stand in which pillar, and in which order: what plan and documents say together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .order import PostOrder, post_order
from .plan import Entry
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .slugs import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Document
    from .plan import Plan, PlannedJourney, PlannedPillar
    from .publication import Publications


class Claim(NamedTuple):
    """Where the manifest places a document."""

    location: Location
    pillar_id: str | None


class Placement(NamedTuple):
    """The posts of a journey, and its chapters' pages."""

    groups: Mapping[str | None, list[Entry]]
    """Per pillar, ``None`` for the overview: its posts in order."""
    chapters: Mapping[str, PlannedPillar]
    """Per docname of a chapter's own page: the pillar."""


class Placer:
    """Places posts: first those of the manifest, then the documents that place themselves.

    Withheld documents are placed like others, so that slugs can be compared, but nothing is
    noted about them.
    """

    def __init__(
        self,
        plan: Plan,
        documents: Mapping[str, Document],
        withheld: Mapping[str, Document],
        publications: Publications,
    ) -> None:
        """Sort out which journeys the documents name; those that don't exist are problems."""
        self.problems: list[Problem] = []
        self._withheld = withheld
        self._publications = publications
        self._only = len(plan.journeys) == 1
        self._naming: dict[str, list[Document]] = defaultdict(list)
        self._pillar_alone: list[Document] = []
        names = Names(planned.id for planned in plan.journeys)
        for document in (*documents.values(), *withheld.values()):
            found: dict[str, None] = {}
            for name in document.front.series:
                journey_id = names.find(name)
                if journey_id is not None:
                    found[journey_id] = None
                elif names.ids:
                    self._unknown_journey(document, name, names)
            for journey_id in found:
                self._naming[journey_id].append(document)
            if document.front.pillar is not None and not document.front.series:
                self._pillar_alone.append(document)

    def place(self, planned: PlannedJourney) -> Placement:
        """Return where the posts of a journey stand."""
        chapters = self._chapters(planned)
        groups: dict[str | None, list[Entry]] = {None: []}
        groups |= {pillar.id: [] for pillar in planned.pillars}
        claims: dict[str, Claim] = {}
        for pillar_id, entries in [
            (None, planned.posts),
            *((pillar.id, pillar.posts) for pillar in planned.pillars),
        ]:
            for entry in entries:
                if self._claim(entry, pillar_id, claims, chapters):
                    groups[pillar_id].append(entry)
        for pillar_id, entry in self._own_placements(planned, claims, chapters):
            groups[pillar_id].append(entry)
        return Placement(groups, chapters)

    def _chapters(self, planned: PlannedJourney) -> dict[str, PlannedPillar]:
        """Return the pillar of each chapter's page; refuse a page the second time."""
        chapters: dict[str, PlannedPillar] = {}
        for pillar in planned.pillars:
            if pillar.docname is None:
                continue
            first = chapters.setdefault(pillar.docname, pillar)
            if first is not pillar:
                self._twice(pillar.docname, doc_location(pillar), doc_location(first))
        return chapters

    def _claim(
        self,
        entry: Entry,
        pillar_id: str | None,
        claims: dict[str, Claim],
        chapters: Mapping[str, PlannedPillar],
    ) -> bool:
        """Note that the manifest places a document; refuse the second time."""
        if entry.docname is None:
            return True
        if entry.docname in chapters:
            self._twice(entry.docname, entry.location, doc_location(chapters[entry.docname]))
            return False
        if entry.docname in claims:
            self._twice(entry.docname, entry.location, claims[entry.docname].location)
            return False
        claims[entry.docname] = Claim(entry.location, pillar_id)
        return True

    def _twice(self, docname: str, location: Location, first: Location) -> None:
        self._note(
            location,
            Subtype.MANIFEST_DOCUMENT,
            f"The document {short_repr(docname)} is already named at {first}; "
            "this second time is left out. Remove one.",
        )

    def _own_placements(
        self,
        planned: PlannedJourney,
        claims: Mapping[str, Claim],
        chapters: Mapping[str, PlannedPillar],
    ) -> list[tuple[str | None, Entry]]:
        """Return entries for documents that place themselves by their front matter."""
        pillars = Names(pillar.id for pillar in planned.pillars)
        documents = [
            *self._naming[planned.id],
            *(d for d in self._pillar_alone if self._only or d.docname in claims),
        ]
        placed: list[tuple[Document, str | None]] = []
        for document in documents:
            if document.docname in chapters:
                continue  # a chapter's own page is no post of it
            name = document.front.pillar
            pillar_id = None if name is None else pillars.find(name)
            if name is not None and pillar_id is None:
                self._unknown_pillar(document, name, planned, pillars)
            elif document.docname not in claims:
                placed.append((document, pillar_id))
            elif name is not None and pillar_id != claims[document.docname].pillar_id:
                self._disagreement(document, name, planned, claims[document.docname])
        placed.sort(key=lambda pair: self._order(pair[0]))
        return [
            (pillar_id, Entry(location=document.location("series"), docname=document.docname))
            for document, pillar_id in placed
        ]

    def _order(self, document: Document) -> PostOrder:
        return post_order(document, self._publications[document.docname].when)

    def _unknown_journey(self, document: Document, name: str, known: Names) -> None:
        self._note_of(
            document,
            "series",
            Subtype.UNKNOWN_JOURNEY,
            f"There is no journey {short_repr(name)}.{did_you_mean(name, known.ids)} "
            f"Known: {', '.join(sorted(known.ids))}.",
        )

    def _unknown_pillar(
        self, document: Document, name: str, planned: PlannedJourney, known: Names
    ) -> None:
        self._note_of(
            document,
            "pillar",
            Subtype.UNKNOWN_PILLAR,
            f"The journey {planned.id!r} has no pillar {short_repr(name)}."
            + did_you_mean(name, known.ids),
        )

    def _disagreement(
        self, document: Document, name: str, planned: PlannedJourney, claim: Claim
    ) -> None:
        named = f"the pillar {claim.pillar_id!r}" if claim.pillar_id else "no pillar"
        self._note_of(
            document,
            "pillar",
            Subtype.PLACEMENT,
            f"This file places itself in the pillar {short_repr(name)}, "
            f"but {claim.location} places it in {named} of {planned.id!r}. "
            "The manifest counts; make them agree.",
        )

    def _note_of(self, document: Document, key: str, subtype: Subtype, message: str) -> None:
        if document.docname not in self._withheld:
            self._note(document.location(key), subtype, message)

    def _note(self, location: Location, subtype: Subtype, message: str) -> None:
        self.problems.append(Problem(location, subtype, message))


def doc_location(pillar: PlannedPillar) -> Location:
    """Return where the plan names a pillar's own page."""
    return pillar.doc_location or pillar.location
