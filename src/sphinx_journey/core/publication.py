"""When a document is out: the publication gate's rules, worked out once for a build.

They are Hugo's (https://gohugo.io/getting-started/usage/#draft-future-and-expired-content): a
draft, a date in the future and an expiry that has passed each keep a document out, and each has a
switch of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from .document import Document, in_own_zone, instant, is_after
from .model import Status
from .plan import Entry
from .problems import Location, Problem, Subtype, short_repr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .document import Doubt, Settings
    from .plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Document):
    """A document that a build leaves out, with what is kept of it while it isn't read."""

    stamp: tuple[int, ...] = ()
    """Time of change and size of its file, and of others of its name, when it was read."""
    fault: str | None = None
    """Why the file can't be read at all, and how to convert it."""


class Publication(NamedTuple):
    """What the clock says of a document."""

    status: Status
    when: dt.datetime | None = None
    """The instant at which it comes out or came out, in the project's time zone."""
    until: dt.datetime | None = None
    """The instant at which it expires."""


PUBLISHED = Publication(Status.PUBLISHED)
"""A document that says nothing of when it is out."""


@dataclass(frozen=True, slots=True)
class Publications:
    """What the clock says of each document of a project."""

    of: Mapping[str, Publication] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    """The documents that this build leaves out."""
    unpublished: frozenset[str] = frozenset()
    """Those of them that say so by themselves: by their front matter, by the clock, or by what
    isn't understood."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """The plan's entry of each document that has one."""
    doubted: Mapping[str, Doubt] = field(default_factory=dict)
    """The documents that are held back like drafts by what isn't understood, with the first such
    thing."""

    def __getitem__(self, docname: str) -> Publication:
        return self.of.get(docname, PUBLISHED)

    def with_root(self, docname: str) -> Publications:
        """Return the same with the root document published, without which nothing is built."""
        own = self[docname]._replace(status=Status.PUBLISHED)
        return replace(self, of={**self.of, docname: own}, withheld=self.withheld - {docname})


def publications_of(
    documents: Mapping[str, Document],
    plan: Plan,
    settings: Settings,
    *,
    unreadable: Collection[str] = (),
) -> Publications:
    """Work out for each document whether and when it is out.

    A document without a date of its own has its entry's. If that can't be understood, or if the
    document's file can't be read, the document is a draft.

    Args:
        documents: every document of the project, by docname.
        plan: the plan.
        settings: the clock, the zone, and the statuses that are built beside published ones.
        unreadable: the documents whose files can't be read.
    """
    entries = entries_of(plan, documents)
    found: dict[str, Publication] = {}
    withheld: set[str] = set()
    unpublished: set[str] = set()
    doubted: dict[str, Doubt] = {}
    for name, document in documents.items():
        entry = entries.get(name)
        dated = _dated(document, entry)
        reasons = _reasons(dated, settings)
        doubts = _unsettled((*document.doubts, *(entry.doubts if entry else ())), dated)
        is_draft = Status.DRAFT in reasons  # and says so in the right way
        doubt = next((one for one in doubts if not is_draft and _holds(one, settings)), None)
        if doubt is not None:
            doubted[name] = doubt
            reasons = (Status.DRAFT,)
        if set(reasons) - settings.build:
            unpublished.add(name)
        if name in unreadable:
            reasons = (Status.DRAFT,)
            withheld.add(name)
        front = dated.front
        out = front.publish_date or front.date
        when = _instant(out, settings)
        if out is not None and document.own is not None:  # Hugo shows the day that was written
            when = in_own_zone(out, settings.zone)
        found[name] = Publication(
            next(iter(reasons), Status.PUBLISHED),
            when,
            _instant(front.expiry_date, settings),
        )
    return Publications(
        found, frozenset(withheld | unpublished), frozenset(unpublished), entries, doubted
    )


def _unsettled(doubts: Iterable[Doubt], document: Document) -> list[Doubt]:
    """Return the doubts that a document's own words, or its entry's date, don't settle."""
    front = document.front
    if "draft" in document.lines and not front.draft:
        return [one for one in doubts if not one.is_weak]
    is_dated = front.date is not None or front.publish_date is not None
    return [one for one in doubts if not (one.is_weak and one.moment and is_dated)]


def _holds(doubt: Doubt, settings: Settings) -> bool:
    """Return whether, by the clock, a doubt keeps its document from being published."""
    moment = _instant(doubt.moment, settings)
    if moment is None:
        return True
    return is_after(moment, settings.now) == (doubt.status is Status.SCHEDULED)


def _reasons(document: Document, settings: Settings) -> tuple[Status, ...]:
    """Return everything that keeps a document from being published, the most telling first.

    Draft, expired and scheduled are independent of each other, as in Hugo. ``publishDate`` goes
    before ``date`` (https://gohugo.io/methods/page/publishdate/).
    """
    front, now = document.front, settings.now
    when = _instant(front.publish_date or front.date, settings)
    until = _instant(front.expiry_date, settings)
    applies = {
        Status.DRAFT: front.draft,
        Status.EXPIRED: until is not None and not is_after(until, now),
        Status.SCHEDULED: when is not None and is_after(when, now),
    }
    return tuple(status for status, does in applies.items() if does)


def _instant(moment: dt.date | dt.datetime | None, settings: Settings) -> dt.datetime | None:
    return instant(moment, settings.zone) if moment else None


def _dated(document: Document, entry: Entry | None) -> Document:
    """Return a document with what its entry says, where it says nothing itself."""
    front = document.front
    if entry is None:
        return document
    draft, date = front.draft or (entry.draft and "draft" not in document.lines), front.date
    if not (front.date or front.publish_date):
        draft, date = draft or entry.is_held_back, entry.date
    if (draft, date) == (front.draft, front.date):
        return document
    return replace(document, front=front._replace(date=date, draft=draft))


def entries_of(plan: Plan, docnames: Iterable[str] = ()) -> dict[str, Entry]:
    """Return the plan's entry of each document that has one.

    Of several entries of one document, the first date and the first title count. A chapter's own
    page has its pillar's title.

    Args:
        plan: the plan.
        docnames: the documents that there are; those that a plan names which can't be read are
            held back.
    """
    entries: dict[str, Entry] = {}
    for entry in _entries(plan):
        docname = entry.docname or ""
        known = entries.setdefault(docname, entry)
        if known is not entry:
            entries[docname] = known._replace(
                title=known.title or entry.title,
                date=known.date or entry.date,
                is_held_back=known.is_held_back or entry.is_held_back,
                draft=known.draft or entry.draft,
                doubts=(*known.doubts, *entry.doubts),
            )
    for docname in plan.unread.intersection(docnames):
        entries[docname] = Entry(location=Location(""), docname=docname, is_held_back=True)
    return entries


def _entries(plan: Plan) -> Iterator[Entry]:
    """Yield all that the plan says of documents, first what it says of them as posts."""
    for journey in plan.journeys:
        for posts in (journey.posts, *(pillar.posts for pillar in journey.pillars)):
            yield from (entry for entry in posts if entry.docname is not None)
    for journey in plan.journeys:
        for pillar in journey.pillars:
            if pillar.docname is not None:
                yield Entry(
                    location=pillar.location,
                    docname=pillar.docname,
                    title=pillar.title,
                    doubts=pillar.doubts,
                )


def check_dates(
    plan: Plan, documents: Iterable[Document], publications: Publications, settings: Settings
) -> Iterator[Problem]:
    """Yield a problem for each two entries of one document that disagree on its date.

    And one for each document that expires before it comes out, or has a date that says something
    else than its entry's.

    Args:
        plan: the plan.
        documents: all, withheld ones too.
        publications: theirs.
        settings: the clock and the zone.
    """
    for document in documents:
        for problem in (
            _never_out(document, publications),
            _disagrees(document, publications, settings),
        ):
            if problem is not None:
                yield problem
    first: dict[str, Entry] = {}
    for entry in _entries(plan):
        if entry.date is None or entry.docname is None:
            continue
        known = first.setdefault(entry.docname, entry)
        if known.date != entry.date:
            yield Problem(
                entry.location,
                Subtype.MANIFEST_VALUE,
                f"The date of {short_repr(entry.docname)} differs from that at {known.location}, "
                "which counts. Give both the same, or leave one out.",
            )


def _disagrees(
    document: Document, publications: Publications, settings: Settings
) -> Problem | None:
    """Return the problem of a date in the plan that says something else than the document's.

    Days that have passed may differ: a plan is older than its posts.
    """
    entry = publications.entries.get(document.docname)
    own = document.front.publish_date or document.front.date
    if entry is None or entry.date is None or own is None:
        return None
    if publications[document.docname].status not in {Status.PUBLISHED, Status.SCHEDULED}:
        return None
    planned, when = instant(entry.date, settings.zone), instant(own, settings.zone)
    if is_after(planned, settings.now) == is_after(when, settings.now):
        return None
    key = "publishDate" if document.front.publish_date else "date"
    return Problem(
        entry.location,
        Subtype.MANIFEST_VALUE,
        f"The date of {short_repr(document.docname)} is {planned.date()} here and {when.date()} at "
        f"{document.location(key)}, which counts. Make the two say the same.",
    )


def _never_out(document: Document, publications: Publications) -> Problem | None:
    publication, front = publications[document.docname], document.front
    when, until = publication.when, publication.until
    if when is None or until is None or is_after(until, when):
        return None
    key = "publishDate" if front.publish_date else "date"
    entry = publications.entries.get(document.docname)
    own = front.publish_date or front.date
    where = document.location(key) if own or entry is None else entry.location
    return Problem(
        document.location("expiryDate"),
        Subtype.FRONT_MATTER_VALUE,
        f"'expiryDate' is not after '{key}' at {where}, so this document is never out. "
        "Correct one of them.",
    )
