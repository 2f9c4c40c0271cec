"""From the plan and the documents of a build to the journeys it shows.

The clock and the time zone come in as arguments; nothing here reads either.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .document import default_slug, instant
from .labels import labelled
from .model import Journey, Journeys, Pillar, Post, Status
from .order import chapters_of, places_of
from .placement import Placer, doc_location
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .publication import check_dates, publications_of
from .slugs import slugify
from .written import Given, written_post

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .document import Document, Settings
    from .plan import Entry, Plan, PlannedJourney, PlannedPillar
    from .publication import Publications

_NOTHING: Final[Mapping[str, Document]] = MappingProxyType({})


def assemble(
    plan: Plan,
    documents: Mapping[str, Document],
    settings: Settings,
    withheld: Mapping[str, Document] = _NOTHING,
    publications: Publications | None = None,
    find_file: Callable[[str], str | None] = lambda _name: None,
) -> tuple[Journeys, tuple[Problem, ...]]:
    """Build the journeys of a project.

    Of a withheld document nothing is shown but the title and date of its entry, and where that
    has no title, nothing at all. Its slug still counts when slugs are compared.

    Args:
        plan: the project's.
        documents: every document of this build by docname.
        settings: clock, zone and reading speed.
        withheld: the documents that this build leaves out.
        publications: what the clock says of all of them; worked out here if not given.
        find_file: returns the name of a file that a missing document may be, or nothing.

    Returns:
        The journeys, and the problems that only show when plan and documents meet.
    """
    known = {**documents, **withheld}
    publications = publications or publications_of(known, plan, settings)
    placer = Placer(plan, documents, withheld, publications)
    assembler = _Assembler(documents, withheld, settings, publications, find_file)
    journeys = {planned.id: assembler.journey(planned, placer) for planned in plan.journeys}
    assembler.check_slugs()
    places = places_of(journeys.values(), documents)
    made = Journeys(journeys, places, chapters_of(journeys.values()))
    dates = check_dates(plan, known.values(), publications, settings)
    return made, (*placer.problems, *assembler.problems, *dates)


class _Assembler:
    def __init__(
        self,
        documents: Mapping[str, Document],
        withheld: Mapping[str, Document],
        settings: Settings,
        publications: Publications,
        find_file: Callable[[str], str | None],
    ) -> None:
        self._find_file = find_file
        self._documents = documents
        self._withheld = withheld
        self._settings = settings
        self._publications = publications
        self._slugs: dict[str, list[tuple[str, Location]]] = defaultdict(list)
        self.problems: list[Problem] = []

    def journey(self, planned: PlannedJourney, placer: Placer) -> Journey:
        groups, chapters = placer.place(planned)
        part = 0
        posts: dict[str | None, tuple[Post, ...]] = {}
        for pillar_id, group in groups.items():
            made = []
            for entry in group:
                if post := self._post(entry, pillar_id, planned):
                    if post.docname is not None:
                        part += 1
                        post = post._replace(part=part)
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
                    label=label,
                    part=pillar.part,
                    summary=pillar.summary,
                    icon=pillar.icon,
                    docname=self._chapter(pillar, chapters),
                    requires=pillar.requires,
                    posts=posts[pillar.id],
                )
                for number, (pillar, label) in enumerate(labelled(planned.pillars), 1)
            ),
        )

    def _chapter(self, pillar: PlannedPillar, chapters: Mapping[str, PlannedPillar]) -> str | None:
        docname = pillar.docname
        if docname is None or chapters[docname] is not pillar or docname in self._withheld:
            return None
        if docname in self._documents:
            return docname
        self._missing(
            docname, doc_location(pillar), " for this pillar", "Write it, or remove the 'doc'."
        )
        return None

    def _missing(self, docname: str, location: Location, of: str, advice: str) -> None:
        stem = docname.rpartition("/")[2]
        elsewhere = [one for one in self._documents if one.rpartition("/")[2] == stem]
        near = did_you_mean(docname, [*self._documents, *self._withheld])
        if len(elsewhere) == 1:
            near = f" Did you mean {elsewhere[0]!r}?"
        if file := self._find_file(docname):
            near = f" There is a file {file!r}, which Sphinx doesn't read; rename it."
        self._note(
            location,
            Subtype.MANIFEST_DOCUMENT,
            f"There is no document {short_repr(docname)}{of}.{near} {advice}",
        )

    def _post(self, entry: Entry, pillar_id: str | None, planned: PlannedJourney) -> Post | None:
        docname = entry.docname or ""
        if docname in self._documents:
            return self._written(entry, self._documents[docname], pillar_id, planned)
        if docname in self._withheld:
            document = self._withheld[docname]
            self._own_slug(document, entry)
            status = self._publications[docname].status
            if status is Status.PUBLISHED:  # withheld for what no front matter tells
                status = Status.DRAFT
            return self._unwritten(entry, status, pillar_id) if entry.title else None
        if entry.docname is not None and entry.title is None:
            advice = "Give the entry a 'title' if it is still to be written."
            self._missing(entry.docname, entry.location, "", advice)
            return None
        post = self._unwritten(entry, Status.PLANNED, pillar_id)
        if entry.id:
            self._slugs[entry.id].append((entry.docname or post.title, entry.location))
        return post

    def _unwritten(self, entry: Entry, status: Status, pillar_id: str | None) -> Post:
        """Return a post made of its entry alone."""
        title = entry.title or ""
        stem = (
            default_slug(entry.docname) if entry.docname else slugify(entry.source_title or title)
        )
        return Post(
            slug=entry.id or stem or "post",
            title=title,
            status=status,
            slug_is_typed=entry.id is not None,
            pillar_id=pillar_id,
            when=instant(entry.date, self._settings.zone) if entry.date else None,
            awaited=entry.docname,
        )

    def _written(
        self, entry: Entry, document: Document, pillar_id: str | None, planned: PlannedJourney
    ) -> Post:
        given = Given(
            self._own_slug(document, entry),
            entry.title,
            entry.reading_time,
            entry.tags,
            entry.authors,
        )
        publication = self._publications[document.docname]
        post = written_post(document, publication, self._settings, planned.authors, given)
        is_typed = bool(document.front.slug or entry.id)
        return post._replace(slug_is_typed=is_typed, pillar_id=pillar_id)

    def _own_slug(self, document: Document, entry: Entry) -> str:
        """Return the slug of a document, and note that it is taken if an author has chosen it."""
        slug = document.front.slug or entry.id
        if slug is None:
            return default_slug(document.docname)
        own = (document.docname, document.location("slug"))
        is_hugos = document.own is not None and entry.id is None  # unique in its section at most
        if not is_hugos and own not in self._slugs[slug]:  # a post may be in several journeys
            self._slugs[slug].append(own)
        return slug

    def check_slugs(self) -> None:
        for slug, [(_, first), *others] in self._slugs.items():
            for owner, location in others:
                self._note(
                    location,
                    Subtype.SLUG,
                    f"The slug {short_repr(slug)} of {short_repr(owner)} is also used at {first}. "
                    "Give one of them a 'slug' or 'id' of its own.",
                )

    def _note(self, location: Location, subtype: Subtype, message: str) -> None:
        self.problems.append(Problem(location, subtype, message))
