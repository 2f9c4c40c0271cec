"""The publication gate: which documents a build withholds, and which it must read again for that.

It runs while Sphinx looks for what has changed. A withheld document is removed from the project's
documents, as if its file didn't exist; everything else follows from that.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging

from ..builds.build import Build
from ..builds.sphinx_files import BOOKS
from ..config.values import OPTIONS, clock_of, opts_in, settle
from ..core.aliases import slug_of_alias
from ..core.document import Document, default_slug
from ..core.model import Status
from ..core.problems import Location, Miss, Problem, Subtype
from ..core.publication import Withheld, publications_of
from ..core.select import toctree_entries
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..sphinx_internals import missing
from .beside import Folders
from .document_plan import plan_of_documents
from .hugo import Inherited, inherited, leave_out, make_sections, read_again, read_hugo, recode
from .inputs import in_language, inputs_of, said_otherwise
from .outline import outline
from .plan import load_plan
from .say import keep_to_one_warning, log_withheld, warn_of_ungated
from .scan import Scanned, scan_document
from .stamps import changed_documents, stamp_of_document

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

    from ..domain.journey import JourneyDomain
    from ..domain.records import ToctreeRequest

logger = logging.getLogger(__name__)


def prepare_build(app: Sphinx) -> None:
    """Give the domain an empty build, before anything asks for one."""
    journey_domain(app.env).build = Build(app.builder, Path(app.doctreedir))


def end_build(app: Sphinx, _exception: Exception | None) -> None:
    """Drop what only this build needed, after every other handler has run."""
    env = getattr(app, "env", None)
    if env is not None:
        domain = journey_domain(env)
        for undo in domain.build.undo:
            undo()
        domain.build = domain.build.finished()


def decide(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Begin a build: settle its inputs, and remove the documents that aren't published.

    Args:
        app: the application.
        env: its environment; withheld documents are removed from its ``found_docs``.
        added: the documents to be read for the first time; changed in place.
        changed: the documents to be read again; changed in place.
        removed: the documents to be forgotten; newly withheld ones are added.

    Returns:
        Documents to be read again because others have changed.

    Raises:
        ConfigError: the clock or the time zone of a project with a journey is invalid.
    """
    domain = journey_domain(env)
    build = _begin(domain, app)
    shape_has_changed = domain.forget_other_shapes()
    file = load_plan(app)
    build.inputs = replace(inputs_of(app, file), hugo=read_hugo(app))
    leave_out(env, added, changed, removed)
    values = {option.name: app.config[option.name] for option in OPTIONS}
    _scan(domain, env, added | changed)
    is_on = file.exists or file.is_missing or opts_in(values)
    again = set(env.found_docs) if shape_has_changed else set()
    again |= _affected_by_switch(domain, env, is_on=is_on)
    again |= said_otherwise(domain)
    if not is_on:
        warn_of_ungated(env, clock_of(values))
        build.scanned = {}
        return sorted(again)
    config = settle(values)
    build.inputs = replace(build.inputs, config=config)
    keep_to_one_warning(build)
    clock = config.clock
    logger.info("journey: now is %s (%s)", clock.now.isoformat(timespec="seconds"), clock.source)

    again |= changed_documents(env)
    _scan(domain, env, again & env.found_docs - build.scanned.keys())
    _scan(domain, env, {*again, *env.found_docs} - build.scanned.keys() - domain.records.keys())
    paths_before = {name: one.path for name, one in {**domain.records, **domain.withheld}.items()}
    withheld_before = set(domain.withheld)
    _withhold(domain, env)
    withheld = build.withheld.keys() & env.found_docs
    log_withheld(build)
    _scan(domain, env, (withheld_before - withheld) & env.found_docs - build.scanned.keys())
    withdrawn = withheld & env.all_docs.keys()
    removed |= withdrawn
    for docname in withdrawn:  # it holds all of the page's text, and may be in the output
        Path(env.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
    for docnames in (env.found_docs, added, changed):
        docnames.difference_update(withheld)
    again |= make_sections(env, build.sections, added, removed) | read_again(env)
    recode(env)
    _leave_out_books(build, app.config)

    if (config.series or build.inputs.hugo is not None) and not file.exists:
        plan = in_language(plan_of_documents(env, config), build.inputs.translations)
        build.inputs = replace(build.inputs, plan=plan, has_plan=False)
    build.withheld_slugs = _slugs(build)
    added_or_removed = added | removed | (withheld_before - env.found_docs - withheld)
    added_or_removed |= {
        name for name, one in build.scanned.items() if paths_before.get(name, one.path) != one.path
    }
    snippets_before, domain.data["snippets"] = domain.data["snippets"], build.snippets
    added_or_removed |= build.snippets ^ snippets_before
    again |= _name_others(env, added_or_removed)
    facts = _outline_facts(domain)
    if added or changed or removed or again or facts != domain.data["outline"]:
        domain.data["outline"] = facts
        again |= {
            name
            for name, requests in domain.toctree_requests.items()
            if any(_lists_other_documents(env, name, request) for request in requests)
        }
    return sorted(again & env.found_docs)


def _name_others(env: BuildEnvironment, added_or_removed: set[str]) -> set[str]:
    """Return the documents whose doctrees depend on what has come or gone."""
    domain = journey_domain(env)
    found = {name for name, others in domain.named.items() if others & added_or_removed}
    return found | {
        name
        for name, files in domain.absent.items()
        if any(Path(env.srcdir, file).is_file() for file in files)
    }


def _leave_out_books(build: Build, config: SphinxConfig) -> None:
    """Leave out, in this build, the books that begin with a withheld document."""
    for name in BOOKS:
        books = config[name]
        kept = [book for book in books if book[0] not in build.withheld]
        if len(kept) < len(books):
            build.books[name] = [book for book in books if book not in kept]
            build.undo.append(partial(setattr, config, name, books))
            setattr(config, name, kept)


def _begin(domain: JourneyDomain, app: Sphinx) -> Build:
    """Return a fresh build; what extensions have copied since the first began counts as its own."""
    last = domain.build
    build = Build(app.builder, Path(app.doctreedir))
    if not last.has_begun:
        build.started = last.started
    build.has_begun = True
    build.lost = missing(app.env, app.builder)
    domain.build = build
    return build


def _outline_facts(domain: JourneyDomain) -> tuple[object, ...]:
    """Return what the outline depends on besides the documents that have changed."""
    build, plan = domain.build, domain.data["plan"]
    statuses = sorted((name, build.publications[name].status) for name in build.withheld)
    zone = build.config and str(build.config.zone)
    parts = [one.part for journey in build.inputs.plan.journeys for one in journey.pillars]
    return (plan and plan[0], build.inputs.has_plan, zone, statuses, parts)  # parts: translated


def _slugs(build: Build) -> dict[str, str]:
    """Return the withheld document for each slug, current or former."""
    slugs: dict[str, str] = {}
    others: dict[str, str] = {}
    moved: dict[str, str] = {}
    pillars = {
        entry.docname: pillar.id
        for journey in build.inputs.plan.journeys
        for pillar in journey.pillars
        for entry in pillar.posts
    }
    for docname, document in sorted(build.withheld.items()):
        planned = build.publications.entries.get(docname)
        own = document.front.slug or (planned.id if planned else None) or default_slug(docname)
        is_post = planned is not None or document.front.series or document.front.pillar
        (slugs if is_post else others).setdefault(own, docname)
        if is_post:
            pillar = pillars.get(docname, document.front.pillar)
            slugs |= dict.fromkeys((docname, f"{pillar}/{own}"), docname)
        for alias in document.front.aliases:
            moved.setdefault(slug_of_alias(alias), docname)
    return {**moved, **others, **slugs}


def _lists_other_documents(env: BuildEnvironment, docname: str, before: ToctreeRequest) -> bool:
    """Return whether a journey-toctree would now list different documents."""
    now = toctree_entries(outline(env), docname, before.journey, before.pillar)
    return (None if isinstance(now, Miss) else now) != before.listed


def _scan(domain: JourneyDomain, env: BuildEnvironment, docnames: Collection[str]) -> None:
    """Read the front matter of documents whose files have changed since it was last read."""
    found, folders = dict(domain.build.scanned), Folders(env)
    for docname in sorted(docnames):
        kept = domain.withheld.get(docname)
        if kept is None or kept.stamp != stamp_of_document(env, docname, kept.doubts, folders):
            found[docname] = scan_document(docname, env, folders)
    domain.build.scanned = found


def _affected_by_switch(domain: JourneyDomain, env: BuildEnvironment, *, is_on: bool) -> set[str]:
    """Return all documents if the project has just opted in or out."""
    was_on, domain.data["is_on"] = domain.data["is_on"], is_on
    if was_on == is_on:
        return set()
    if not is_on:
        domain.withheld.clear()
    return set(env.found_docs)


def _withhold(domain: JourneyDomain, env: BuildEnvironment) -> None:
    """Work out which documents this build withholds, and warn where the reason isn't obvious."""
    build, config = domain.build, domain.build.config
    assert config is not None  # noqa: S101 - for the type checker
    known = {**domain.records, **domain.withheld, **build.scanned}
    documents = {name: known[name] for name in sorted(env.found_docs) if name in known}
    unreadable = {name for name, one in documents.items() if getattr(one, "fault", None)}
    site = Inherited(documents)
    if build.inputs.hugo is not None:
        site = inherited(documents, build.inputs.hugo, config.settings, Path(env.srcdir))
        documents, build.contents = dict(site.documents), site.contents
        build.sections = site.sections
        unreadable |= site.no_pages
        _take_over(domain, documents)
    found = publications_of(documents, build.inputs.plan, config.settings, unreadable=unreadable)
    build.snippets = site.snippets(found.unpublished)
    problems = []
    root = env.config.root_doc
    if root in unreadable:
        fault = getattr(documents[root], "fault", "")
        raise SphinxError(f"The root document {documents[root].path} can't be read: {fault}.")
    if root in found.withheld:
        problems.append(_root_withheld(documents[root], found[root].status))
    build.publications = found.with_root(root)
    withheld, folders = {}, Folders(env)
    for docname in sorted(build.publications.withheld):
        before = domain.withheld.get(docname)
        withheld[docname] = kept = _kept(documents[docname], before, env, folders)
        if kept.fault:
            message = f"This file can't be read: {kept.fault}; until then it is left out."
            place = Location(kept.path, kept.lines.get("", 1))
            problems.append(Problem(place, Subtype.UNREADABLE, message))
        scanned = build.scanned.get(docname)
        if isinstance(scanned, Scanned) and scanned.parsed is not None:
            problems += scanned.parsed.problems  # nothing else will read this file
    for docname, doubt in sorted(found.doubted.items()):
        if docname in build.scanned or docname not in domain.withheld:
            problems.append(doubt.problem)
    build.withheld = withheld
    domain.withheld.clear()
    domain.withheld.update(withheld)
    report(dict.fromkeys(problems), Path(env.srcdir))


def _take_over(domain: JourneyDomain, documents: Mapping[str, Document]) -> None:
    """Keep what documents inherit with what is known of them."""
    build = domain.build
    build.scanned = {name: documents.get(name, one) for name, one in build.scanned.items()}
    for name, one in documents.items():
        known = domain.records.get(name)
        if name not in build.scanned and known is not None and known.front != one.front:
            domain.records[name] = one


def _kept(
    document: Document, before: Withheld | None, env: BuildEnvironment, folders: Folders
) -> Withheld:
    """Return what is kept of a document while it is withheld."""
    stamp = stamp_of_document(env, document.docname, document.doubts, folders)
    fault = None
    if isinstance(document, Scanned):
        fault = document.fault
    elif before is not None:
        stamp, fault = before.stamp, before.fault
    kept = {field.name: getattr(document, field.name) for field in fields(Document)}
    return Withheld(**kept, stamp=stamp, fault=fault)


def _root_withheld(document: Document, status: Status) -> Problem:
    keys = {"draft": Status.DRAFT, "publishdate": Status.SCHEDULED, "date": Status.SCHEDULED}
    key = next((k for k, s in keys.items() if s is status and k in document.lines), "expirydate")
    return Problem(
        document.location(key),
        Subtype.ROOT_DOCUMENT,
        f"The root document is {status}, but a project can't be built without it, so it is "
        "built anyway. Remove this from its front matter.",
    )
