"""The publication gate's rules: which documents a build leaves out.

They are Hugo's (https://gohugo.io/getting-started/usage/#draft-future-and-expired-content): a
draft, a date in the future and an expiry that has passed each keep a document out, and each has a
switch of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .document import Document, conditions_of, instant, is_after, status_of
from .model import Status
from .plan import Entry
from .problems import Location, Problem, Subtype, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .document import Settings
    from .plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Document):
    """A document that a build leaves out."""

    status: Status = Status.DRAFT
    targets: frozenset[str] = frozenset()
    """What its text defines that others may refer to: labels, terms."""
    stamp: tuple[int, int] = (0, 0)
    """Time of change and size of its file when it was read."""
    fault: str | None = None
    """Why the file can't be read at all, and how to convert it."""


def entries_of(plan: Plan, docnames: Iterable[str] = ()) -> dict[str, Entry]:
    """Return the plan's entry of each document that has one.

    Of several entries of one document, the first date and the first title count. A chapter's own
    page has its pillar's title.

    Args:
        plan: the manifest's.
        docnames: the documents that there are; those that a manifest names which can't be read
            are held back.
    """
    entries: dict[str, Entry] = {}
    for entry in _entries(plan):
        docname = entry.docname or ""
        known = entries.setdefault(docname, entry)
        if known is not entry:
            entries[docname] = replace(
                known,
                title=known.title or entry.title,
                date=known.date or entry.date,
                is_held_back=known.is_held_back or entry.is_held_back,
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
                yield Entry(location=pillar.location, docname=pillar.docname, title=pillar.title)


def check_dates(plan: Plan) -> Iterator[Problem]:
    """Return a problem for each two entries of one document that disagree on its date."""
    first: dict[str, Entry] = {}
    for entry in _entries(plan):
        if entry.date is None or entry.docname is None:
            continue
        known = first.setdefault(entry.docname, entry)
        if known.date != entry.date:
            yield Problem(
                entry.location,
                Subtype.MANIFEST_VALUE,
                f"The date of {short_repr(entry.docname)} is another than at "
                f"{known.location}, which counts. Give both the same, or leave one out.",
            )


def dated(document: Document, entry: Entry | None) -> Document:
    """Return a document with the date of its entry, if it has none of its own.

    If the entry's date can't be understood, the document is a draft.
    """
    front = document.front
    if entry is None or front.date or front.publish_date:
        return document
    if entry.date is None and not entry.is_held_back:
        return document
    draft = front.draft or entry.is_held_back
    return replace(document, front=replace(front, date=entry.date, draft=draft))


def effective(documents: Mapping[str, Document], plan: Plan) -> dict[str, Document]:
    """Return documents by docname, each :func:`dated` by its entry in the plan."""
    entries = entries_of(plan, documents)
    return {name: dated(document, entries.get(name)) for name, document in documents.items()}


def withheld(documents: Mapping[str, Document], settings: Settings) -> dict[str, Status]:
    """Return the status of each document that this build leaves out.

    Args:
        documents: by docname, each with its date (see :func:`effective`).
        settings: the clock, the zone, and the statuses that are built beside published ones.
    """
    return {
        docname: status_of(document.front, settings)
        for docname, document in documents.items()
        if set(conditions_of(document.front, settings)) - settings.build
    }


def check_expiry(
    documents: Iterable[Document], plan: Plan, settings: Settings
) -> Iterator[Problem]:
    """Return a problem for each document that expires before it comes out.

    Args:
        documents: with dates of their own alone.
        plan: the manifest's, whose dates count where a document has none.
        settings: the zone of dates without one.
    """
    entries = entries_of(plan)
    for document in documents:
        entry = entries.get(document.docname)
        front = dated(document, entry).front
        when = front.publish_date or front.date
        if not front.expiry_date or not when:
            continue
        if is_after(instant(front.expiry_date, settings.zone), instant(when, settings.zone)):
            continue
        key = "publishDate" if front.publish_date else "date"
        own = document.front.publish_date or document.front.date
        where = document.location(key) if own or entry is None else entry.location
        yield Problem(
            document.location("expiryDate"),
            Subtype.FRONT_MATTER_VALUE,
            f"'expiryDate' is not after '{key}' at {where}, so this document is never out. "
            "Correct one of them.",
        )
