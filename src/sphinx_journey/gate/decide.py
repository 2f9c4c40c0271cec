"""The publication gate: which documents a build leaves out, and which it must read for that.

It works while Sphinx looks for what has changed. A document that is left out is taken from
the project's documents, as if its file were not there; the rest follows by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

from ..config.values import OPTIONS, settle
from ..core.aliases import slug_of_alias
from ..core.document import default_slug
from ..core.gate import Withheld, dated, entries_of, withheld
from ..core.model import Status
from ..core.problems import Location, Problem, Subtype
from ..core.select import NoChoice
from ..core.series import plan_of_series
from ..core.toctree_entries import toctree_entries
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..reading.sources import Scanned, scan_document

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..config.values import Config
    from ..core.document import Document
    from ..domain.journey import JourneyDomain, ToctreeRequest

logger = logging.getLogger(__name__)


def decide(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take documents that aren't published out of the build.

    Args:
        app: the application.
        env: its environment, whose documents are lessened.
        added: the documents about to be read for the first time; changed in place.
        changed: those to be read again; changed in place.
        removed: those to be forgotten; those that were published before are put in.

    Returns:
        Documents to be read again because of what has changed in others.
    """
    domain = journey_domain(env)
    _scan(domain, env, added | changed)
    if not _has_journey(domain, env):
        domain.config, domain.scanned = None, {}
        return _turned(domain, env, now=False)
    turned = _turned(domain, env, now=True)
    domain.config = config = settle({option.name: app.config[option.name] for option in OPTIONS})
    clock = config.clock
    logger.info("journey: now is %s (%s)", clock.now.isoformat(timespec="seconds"), clock.source)

    _scan(domain, env, {*turned, *env.found_docs} - domain.scanned.keys() - domain.records.keys())
    hidden_before = set(domain.withheld)
    _withhold(domain, env, config)
    hidden = domain.withheld.keys() & env.found_docs
    _scan(domain, env, (hidden_before - hidden) & env.found_docs - domain.scanned.keys())
    withdrawn = hidden & env.all_docs.keys()
    removed |= withdrawn
    for docname in withdrawn:  # it holds all that the page said, and may lie in the output
        Path(env.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
    for docnames in (env.found_docs, added, changed):
        docnames.difference_update(hidden)

    if not domain.has_manifest:
        domain.plan = plan_of_series(domain.known_documents(), config.settings)
    _index(domain, env)
    come_or_gone = added | removed
    again = {name for name, others in domain.named.items() if others & come_or_gone}
    again |= {
        name
        for name, files in domain.absent.items()
        if any(Path(env.srcdir, file).is_file() for file in files)
    }
    facts = _outline_facts(domain, config)
    if added or changed or removed or again or turned or facts != domain.data["outline"]:
        domain.data["outline"] = facts
        again |= {
            name
            for name, lists in domain.toctree_requests.items()
            if any(_is_listed_anew(domain, name, one) for one in lists)
        }
    return sorted({*again, *turned} & env.found_docs)


def _outline_facts(domain: JourneyDomain, config: Config) -> tuple[object, ...]:
    """Return what the outline depends on beside the documents that have changed."""
    manifest = domain.data["manifest"]
    withheld = sorted((name, one.status) for name, one in domain.withheld.items())
    return (manifest and manifest[0], domain.has_manifest, str(config.zone), withheld)


def _index(domain: JourneyDomain, env: BuildEnvironment) -> None:
    """Note by which names withheld documents may be referred to."""
    entries = entries_of(domain.plan, env.found_docs | domain.withheld.keys())
    targets: dict[str, str] = {}
    slugs: dict[str, str] = {}
    others: dict[str, str] = {}
    moved: dict[str, str] = {}
    for docname, document in sorted(domain.withheld.items()):
        for target in document.targets:
            targets.setdefault(target, docname)
        planned = entries.get(docname)
        own = document.front.slug or (planned.id if planned else None) or default_slug(docname)
        is_post = planned is not None or document.front.series or document.front.pillar
        (slugs if is_post else others).setdefault(own, docname)
        for alias in document.front.aliases:
            moved.setdefault(slug_of_alias(alias), docname)
    domain.entries, domain.withheld_targets = entries, targets
    domain.withheld_slugs = {**moved, **others, **slugs}


def _is_listed_anew(domain: JourneyDomain, docname: str, before: ToctreeRequest) -> bool:
    """Return whether a journey-toctree would list other documents now."""
    now = toctree_entries(domain.outline, docname, before.journey, before.pillar)
    return (None if isinstance(now, NoChoice) else now) != before.docnames


def _scan(domain: JourneyDomain, env: BuildEnvironment, docnames: Collection[str]) -> None:
    """Read the front matter of documents whose files have changed since it was read last."""
    scanned = dict(domain.scanned)
    for docname in sorted(docnames):
        kept = domain.withheld.get(docname)
        if kept is None or kept.stamp != _stamp(docname, env):
            scanned[docname] = scan_document(docname, env)
    domain.scanned = scanned


def _stamp(docname: str, env: BuildEnvironment) -> tuple[int, int]:
    try:
        status = Path(env.doc2path(docname)).stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _has_journey(domain: JourneyDomain, env: BuildEnvironment) -> bool:
    if domain.has_manifest or domain.misses_manifest:
        return True
    return any(
        document.front.series or document.may_have_series
        for known in (domain.scanned, domain.withheld, domain.records)
        for docname, document in known.items()
        if docname in env.found_docs and (known is domain.scanned or docname not in domain.scanned)
    )


def _turned(domain: JourneyDomain, env: BuildEnvironment, *, now: bool) -> list[str]:
    """Return all documents if a project has just got a journey, or has just lost its own."""
    before, domain.data["has_journey"] = domain.data["has_journey"], now
    if before == now:
        return []
    if not now:
        domain.withheld.clear()
    return sorted(env.found_docs)


def _withhold(domain: JourneyDomain, env: BuildEnvironment, config: Config) -> None:
    """Work out which documents this build leaves out, and say why where it isn't plain."""
    before = dict(domain.withheld)
    documents: dict[str, Document] = {}
    unreadable: set[str] = set()
    for docname in sorted(env.found_docs):
        document = domain.scanned.get(docname) or before.get(docname) or domain.records.get(docname)
        if document is None:
            continue
        if getattr(document, "fault", None):
            unreadable.add(docname)
        documents[docname] = document
    entries = entries_of(domain.plan, documents)
    statuses = withheld(
        {name: dated(document, entries.get(name)) for name, document in documents.items()},
        config.settings,
    )
    statuses |= dict.fromkeys(unreadable, Status.DRAFT)
    problems = []
    root = statuses.pop(env.config.root_doc, None)
    if env.config.root_doc in unreadable:
        fault = getattr(documents[env.config.root_doc], "fault", "")
        message = f"The root document {documents[env.config.root_doc].path} can't be read: {fault}."
        raise SphinxError(message)
    if root is not None:
        problems.append(_root_withheld(documents[env.config.root_doc], root))
    domain.withheld.clear()
    for docname, status in statuses.items():
        kept = _kept(documents[docname], status, before.get(docname), env)
        domain.withheld[docname] = kept
        if kept.fault:
            problems.append(_unreadable(kept))
        scanned = domain.scanned.get(docname)
        if isinstance(scanned, Scanned) and scanned.parsed is not None:
            problems += scanned.parsed.problems  # nobody else will read this file
    report(problems, Path(env.srcdir))


def _kept(
    document: Document, status: Status, before: Withheld | None, env: BuildEnvironment
) -> Withheld:
    stamp, targets, fault = (0, 0), frozenset[str](), None
    if isinstance(document, Scanned):
        stamp = _stamp(document.docname, env)
        targets, fault = _targets(document.docname, env), document.fault
    elif before is not None:
        stamp, targets, fault = before.stamp, before.targets, before.fault
    else:  # published until now: its record says what it is, its text has not changed
        targets = _targets(document.docname, env)
        stamp = _stamp(document.docname, env)
    return Withheld(
        docname=document.docname,
        path=document.path,
        front=document.front,
        lines=document.lines,
        may_have_series=document.may_have_series,
        status=status,
        targets=targets,
        stamp=stamp,
        fault=fault,
    )


def _targets(docname: str, env: BuildEnvironment) -> frozenset[str]:
    from ..core.targets import headings_in, normalized, targets_in

    try:
        text = Path(env.doc2path(docname)).read_text(env.config.source_encoding, errors="replace")
    except OSError:
        return frozenset()
    targets = targets_in(text)
    if "sphinx.ext.autosectionlabel" in env.config.extensions:
        titles = headings_in(text)
        if env.config.autosectionlabel_prefix_document:
            titles = frozenset(normalized(f"{docname}:{title}") for title in titles)
        targets |= titles
    return targets


def _root_withheld(document: Document, status: Status) -> Problem:
    keys = {"draft": Status.DRAFT, "publishdate": Status.SCHEDULED, "date": Status.SCHEDULED}
    key = next((k for k, s in keys.items() if s is status and k in document.lines), "expirydate")
    return Problem(
        document.location(key),
        Subtype.ROOT_DOCUMENT,
        f"The root document is {status}, but no project can be built without it: it is built. "
        f"Take this out of its front matter.",
    )


def _unreadable(document: Withheld) -> Problem:
    return Problem(
        Location(document.path, document.lines.get("", 1)),
        Subtype.UNREADABLE,
        f"This file can't be read: {document.fault}; until then it is left out.",
    )
