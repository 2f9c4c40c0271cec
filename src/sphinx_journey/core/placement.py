"""Which posts are in which pillar, and in which order: the plan and the documents combined."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .order import post_order
from .plan import Entry
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .slugs import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Document
    from .plan import Plan, PlannedJourney, PlannedPillar
    from .publication import Publications


class Placement(NamedTuple):
    """The posts of a journey, and its chapters' pages."""

    groups: Mapping[str | None, list[Entry]]
    """Per pillar, ``None`` for the overview: its posts in order."""
    chapters: Mapping[str, PlannedPillar]
    """Per docname of a chapter's own page: the pillar."""


class Placer:
    """Places posts: first those of the plan, then the documents that place themselves.

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
        """Find the journeys that documents name; those that don't exist are problems."""
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
                    message = (
                        f"There is no journey {short_repr(name)}.{did_you_mean(name, names.ids)} "
                        f"Known: {', '.join(sorted(names.ids))}."
                    )
                    self._note(document, "series", Subtype.UNKNOWN_JOURNEY, message)
            for journey_id in found:
                self._naming[journey_id].append(document)
            if document.front.pillar is not None and not document.front.series:
                self._pillar_alone.append(document)

    def place(self, planned: PlannedJourney) -> Placement:
        """Return where the posts of a journey belong."""
        named: dict[str, Location] = {}
        chapters = {
            pillar.docname: pillar
            for pillar in planned.pillars
            if pillar.docname and self._is_first(pillar.docname, doc_location(pillar), named)
        }
        groups: dict[str | None, list[Entry]] = {}
        claims: dict[str, tuple[Location, str | None]] = {}
        lists = [(pillar.id, pillar.posts) for pillar in planned.pillars]
        for pillar_id, entries in [(None, planned.posts), *lists]:
            groups[pillar_id] = []
            for entry in entries:
                if entry.docname is None:
                    groups[pillar_id].append(entry)
                elif self._is_first(entry.docname, entry.location, named):
                    groups[pillar_id].append(entry)
                    claims[entry.docname] = entry.location, pillar_id
        for pillar_id, entry in self._own_placements(planned, claims, chapters):
            groups[pillar_id].append(entry)
        return Placement(groups, chapters)

    def _is_first(self, docname: str, location: Location, named: dict[str, Location]) -> bool:
        """Note where the plan names a document; refuse the second time."""
        if docname in named:
            message = (
                f"The document {short_repr(docname)} is already named at {named[docname]}; "
                "this second time is left out. Remove one."
            )
            self.problems.append(Problem(location, Subtype.MANIFEST_DOCUMENT, message))
            return False
        named[docname] = location
        return True

    def _own_placements(
        self,
        planned: PlannedJourney,
        claims: Mapping[str, tuple[Location, str | None]],
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
                continue  # a chapter's own page is not one of its posts
            name = document.front.pillar
            pillar_id = None if name is None else pillars.find(name)
            if name is not None and pillar_id is None:
                message = (
                    f"The journey {planned.id!r} has no pillar {short_repr(name)}."
                    + did_you_mean(name, pillars.ids)
                )
                self._note(document, "pillar", Subtype.UNKNOWN_PILLAR, message)
            elif document.docname not in claims:
                placed.append((document, pillar_id))
            elif name is not None:
                self._compare(document, planned, pillar_id, claims[document.docname])
        placed.sort(key=lambda pair: post_order(pair[0], self._publications[pair[0].docname].when))
        return [
            (pillar_id, Entry(location=document.location("series"), docname=document.docname))
            for document, pillar_id in placed
        ]

    def _compare(
        self,
        document: Document,
        planned: PlannedJourney,
        own: str | None,
        claim: tuple[Location, str | None],
    ) -> None:
        """Note where a document and the plan disagree about its pillar."""
        location, pillar_id = claim
        if own != pillar_id:
            named = f"the pillar {pillar_id!r}" if pillar_id else "no pillar"
            message = (
                f"This file places itself in the pillar {short_repr(document.front.pillar)}, "
                f"but {location} places it in {named} of {planned.id!r}. "
                "The plan is used; make them agree."
            )
            self._note(document, "pillar", Subtype.PLACEMENT, message)

    def _note(self, document: Document, key: str, subtype: Subtype, message: str) -> None:
        if document.docname not in self._withheld:
            self.problems.append(Problem(document.location(key), subtype, message))


def doc_location(pillar: PlannedPillar) -> Location:
    """Return where the plan names a pillar's own page."""
    return pillar.doc_location or pillar.location
