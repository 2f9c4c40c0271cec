"""What speaks of publication and isn't understood: another tool's keys, and slips of the pen.

A key that :mod:`.fields` doesn't read may still say that a document isn't published: ``status:
draft``, ``publish_date: 2099-01-01``, ``drfat: true``. Each such key has a meaning here. Whether it
holds the document back is decided by its value, and for dates by the clock.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

from .document import Doubt
from .fields import KEYS
from .model import Status
from .moments import as_moment, possible_days
from .problems import Location, Problem, Subtype, short_repr

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from .located import KeyPath

Meaning = Literal["not out", "out", "from", "until", "status", "kind"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: Final[Mapping[Meaning, str]] = {
    "not out": """
        draft drafts isdraft wip unpublished isunpublished unlisted hidden private embargoed
        embargo scheduled expired notready unfinished nopublish dontpublish donotpublish
        notpublished unreleased headless saveasdraft underembargo
        entwurf brouillon borrador bozza rascunho utkast kladde""",
    "out": """
        publish published ispublished publishable public ispublic visible isvisible live islive
        ready enabled listed released dgpublish permalink render veroffentlicht publie publicado
        pubblicato""",
    "from": """
        publishdate pubdate pubdatetime published publish publishon publishat publishedat
        publishedon publisheddate datepublished publicationdate publishtime publishedtime
        publishdatetime
        publishfrom publishafter firstpublished articlepublishedtime postdate postdategmt posted
        postedon releaseon releaseat releasedate releasedon goliveat golive golivedate
        embargo embargountil embargoeduntil embargodate embargoend schedule scheduled
        scheduledfor scheduledat scheduledate scheduleddate visiblefrom availablefrom availableon
        live liveon liveat livefrom notbefore hiddenuntil hideuntil draftuntil showfrom visibleafter
        validfrom datum fecha dato fechapublicacion veroffentlichungsdatum
        datedepublication""",
    "until": """
        expirydate unpublishdate expires expiry expire expired expireson expiresat expiration
        expirationdate unpublish unpublishon unpublishat unpublished validuntil availableuntil
        validto visibleuntil showuntil publishuntil publishto notafter hideafter deleteafter
        removeon removeat""",
    "status": """
        status poststatus docstatus publishstatus publicationstatus reviewstatus visibility state
        poststate workflowstate workflowstatus""",
    "kind": "stage type layout kind",
}
_MEANINGS: Final[Mapping[str, tuple[Meaning, ...]]] = {
    key: tuple(meaning for meaning, words in _WORDS.items() if key in words.split())
    for words in _WORDS.values()
    for key in words.split()
}
_NEAR: Final[Mapping[str, tuple[Meaning, ...]]] = {
    "draft": ("not out",),
    "published": ("out", "from"),
    "date": ("from",),
    "publishdate": ("from",),
    "pubdate": ("from",),
    "expirydate": ("until",),
    "unpublishdate": ("until",),
}
"""The keys that a slip of the pen may have meant."""
_OTHER_WORDS: Final = _words(
    "craft drift graft raft kraft daft dart draw trait publisher publishers polished"
)
_DRAFT: Final = _words(
    """draft drafts wip unpublished notpublished notready autodraft
    entwurf brouillon borrador bozza rascunho utkast kladde"""
)
_NOT_OUT: Final = _DRAFT | _words(
    """pending private hidden future scheduled unlisted embargoed planned unfinished unreleased
    inreview needsreview inprogress workinprogress notstarted onhold withheld secret trash skip
    archived expired upcoming"""
)
_BEGINS: Final = _DRAFT | _words("scheduled embargoed")
"""What says it even where more follows: "draft (v2)", "scheduled for May"."""
_NOT_YET: Final = _NOT_OUT | _words("soon later tomorrow notyet tbd tba todo someday")
_LONG: Final = len("expirydate")
_TRUE: Final = _words("true yes on 1 y t x ja oui si sim")
_FALSE: Final = _words("false no off 0 n f never nein non nao")
_PLAIN: Final = _words("draft publishdate pubdate expirydate unpublishdate")
"""What is so plain that it counts below another key, too."""


def doubts_of_keys(
    values: Mapping[str, object],
    lines: Mapping[KeyPath, int],
    *,
    path: str,
    read: Container[str] = KEYS,
    only_slips: bool = False,
    in_plan: bool = False,
) -> tuple[Doubt, ...]:
    """Return what the keys of front matter say of publication that isn't understood.

    Args:
        values: all its keys and values.
        lines: the lines of keys, by key path.
        path: the file, for the problems.
        read: the keys, in lower case, that are read there and raise no doubt.
        only_slips: whether keys that aren't read count only if they are nearly one that is.
        in_plan: whether they are an entry's of the plan.
    """
    found = []
    for key, value in values.items():
        if only_slips:
            if key.lower() not in read and _meant(folded(key)):
                found += [*_doubts(key, value, Location(path, lines.get((key,), 1)))]
            continue
        if key.lower() == "cascade" and path.rpartition("/")[2] == _OF_FOLDER:
            continue  # it is read for the whole folder
        if key.lower() not in read or folded(key) in _LABELS:
            found += [*_doubts(key, value, Location(path, lines.get((key,), 1)))]
        found += [*_below(value, (key,), lines, path)]
    names = {key.lower() for key in values}
    if (
        "blogpost" in names and not only_slips and "date" in read and "date" not in names
    ):  # ABlog's own rule
        blogpost = next(key for key in values if key.lower() == "blogpost")
        if _is(values[blogpost], _TRUE):
            where = Location(path, lines.get((blogpost,), 1))
            message = (
                "A 'blogpost' without a date is a draft to ABlog. It is held back like a draft. "
                "Give it a date, or say 'draft: true'."
            )
            found.append(Doubt(Status.DRAFT, None, Problem(where, Subtype.PUBLICATION, message)))
    if in_plan:
        for at, one in enumerate(found):
            message = one.problem.message.partition(" It is held back like a draft.")[0]
            message += f" It is held back like a draft. {_IN_PLAN}"
            found[at] = one._replace(problem=one.problem._replace(message=message))
    return tuple(found)


_OF_FOLDER: Final = "_index.md"
_LABELS: Final = _words("tags tag categories category")


def _has_label(value: object) -> bool:
    """Return whether one of some tags, in a list or between commas, is that of a draft."""
    listed = value if isinstance(value, list) else re.split("[,;]", str(value)[:1000])
    return any(isinstance(one, str) and folded(one) in _DRAFT for one in listed)


_IN_PLAN: Final = "In the plan, write 'draft: true' or 'date: 2027-01-31', or remove it."


def folded(name: str) -> str:
    """Return a key without accents, case and separators: ``Publish_Date`` is ``publishdate``."""
    plain = unicodedata.normalize("NFKD", name[:60]).casefold()
    return re.sub(r"[\W_]+", "", plain)


def may_hold(key: str) -> bool:
    """Return whether there is a value of a key that would hold its document back."""
    name = folded(key)
    meanings = _MEANINGS.get(name) or _NEAR.get(_meant(name), ())
    return any(meaning != "kind" for meaning in meanings)


def doubt_of(key: str, value: object, location: Location) -> Doubt | None:
    """Return the doubt that a key and its value raise, if they raise one."""
    return next(_doubts(key, value, location), None)


def _below(
    value: object, above: KeyPath, lines: Mapping[KeyPath, int], path: str
) -> Iterator[Doubt]:
    """Yield the doubts of keys that stand below another key, where nothing reads them."""
    if len(above) > _DEEPEST or "substitutions" in above:
        return
    members = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else members:
        here = (*above, key)
        if isinstance(key, str):
            name = folded(key)
            never = name == "render" and str(above[-1]).strip("_") == "build"
            said = False if never and inner == "link" else inner
            is_plain = name in _PLAIN or (name == "published" and _is(inner, _FALSE)) or never
            if is_plain or (
                folded(str(above[0])) in _CONTAINERS and (name != "date" or "cascade" in above)
            ):
                line = next(
                    (lines[here[:n]] for n in range(len(here), 0, -1) if here[:n] in lines), 1
                )
                shown = ".".join(str(part) for part in here if isinstance(part, str))
                yield from _doubts(key, said, Location(path, line), shown=shown)
        yield from _below(inner, here, lines, path)


_CONTAINERS: Final = _words(
    """blog cascade extra frontmatter hexo hugo jekyll metadata nikola page params pelican post
    quarto zola"""
)
"""Keys under which another tool, or a theme of one, reads its own."""


_DEEPEST: Final = 3


def _doubts(key: str, value: object, location: Location, *, shown: str = "") -> Iterator[Doubt]:
    name = folded(key)
    if name in _LABELS:
        if _has_label(value):
            message = (
                f"{short_repr(key)} seems to say that this document isn't published. It is held "
                "back like a draft. Write 'draft: true', or 'draft: false' if it is ready."
            )
            problem = Problem(location, Subtype.PUBLICATION, message)
            yield Doubt(Status.DRAFT, None, problem, is_weak=True)
        return
    meanings, meant = _MEANINGS.get(name, ()), name
    if name not in _MEANINGS:
        meant = _meant(name)
        meanings = _NEAR.get(meant, ())
    for meaning in meanings:
        status, moment = _held(meaning, meant, value)
        if status is not None:
            right = _RIGHT[meaning]
            message = (
                f"{short_repr(shown or key)} seems to say that this document isn't published, but "
                f"isn't understood. It is held back like a draft. {right}"
            )
            yield Doubt(status, moment, Problem(location, Subtype.PUBLICATION, message))
            return


_RIGHT: Final[Mapping[Meaning, str]] = {
    "not out": "Write 'draft: true', or remove it.",
    "out": "Write 'draft: true', or remove it.",
    "status": "Write 'draft: true', or give it another value.",
    "kind": "Write 'draft: true', or give it another value.",
    "from": "Write 'publishDate: 2027-01-31', or give it another name.",
    "until": "Write 'expiryDate: 2027-01-31', or give it another name.",
}


def _held(
    meaning: Meaning, meant: str, value: object
) -> tuple[Status | None, dt.date | dt.datetime | None]:
    """Return what a value would make of its document, and from or until when."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    match meaning:
        case "not out" if _is(value, _TRUE):
            return Status.DRAFT, None
        case "out" if _is(value, _FALSE) or _says(value, _NOT_YET):
            return Status.DRAFT, None
        case "status" if _says(value, _NOT_OUT):
            return Status.DRAFT, None
        case "kind" if _says(value, _DRAFT):
            return Status.DRAFT, None
        case "from" | "until":
            return _day(meaning, meant, value)
    return None, None


def _day(
    meaning: Literal["from", "until"], meant: str, value: object
) -> tuple[Status | None, dt.date | dt.datetime | None]:
    """Return what a date would make of its document, however it is written."""
    moment = as_moment(value)
    possible: tuple[dt.date, ...] = (moment,) if moment else possible_days(value)
    if not possible:
        if isinstance(value, bool) or str(value).strip().lower() in _NOTHING:
            return None, None
        if meant in _PLAIN or meant in _STRONG:
            return Status.DRAFT, None
        year = _YEAR.search(str(value)) if meant not in _NEAR else None
        if year is None:
            return None, None
        possible = (dt.date(int(year[0]), 1, 1), dt.date(int(year[0]), 12, 31))
    status = Status.SCHEDULED if meaning == "from" else Status.EXPIRED
    moment = max(possible) if meaning == "from" else min(possible)
    return (status, moment) if moment.year > 1 else (None, None)


_NOTHING: Final = _FALSE | _words("none null n/a - ~")
_STRONG: Final = _words(
    """embargo embargountil embargodate publishon publishat publishfrom golive golivedate
    scheduledfor scheduledat visiblefrom availablefrom notbefore hiddenuntil draftuntil expireson
    expiresat expires unpublishon unpublishat publishuntil publishto availableuntil visibleuntil"""
)
"""Keys that mean a day, whatever their value is."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def _says(value: object, words: frozenset[str]) -> bool:
    """Return whether a text, or one of a list, is or begins with one of some words."""
    values = value if isinstance(value, list) else [value]
    texts = [one for one in values if isinstance(one, str)]
    return any(
        folded(one) in words or folded(one.split()[0]) in words & _BEGINS
        for one in texts
        if one.split()
    )


def _is(value: object, words: frozenset[str]) -> bool:
    return isinstance(value, bool | int | str) and folded(str(value)) in words


def _meant(name: str) -> str:
    """Return the key of which a name is a misspelling, or an empty string."""
    if name in _OTHER_WORDS or not name:
        return ""
    for key in _NEAR:
        if _distance_is_at_most(1 if len(key) < _LONG else 2, name, key):
            return key
    return ""


def _distance_is_at_most(most: int, one: str, other: str) -> bool:
    """Return whether some insertions, deletions, changes and swaps of neighbors lead to a word.

    It is the optimal string alignment distance.
    """
    if abs(len(one) - len(other)) > most:
        return False
    last: list[int] = []
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most
