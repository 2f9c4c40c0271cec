"""After reading: the edition of this build, and the warning for a role that names nothing in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _ as sphinx_text

from ..builds.build import Edition
from ..builds.sphinx_files import output_file, possible_files
from ..config.values import DEFAULT_PAGE
from ..core.assemble import assemble
from ..core.problems import Subtype, short_repr
from ..core.references import targets_of
from ..core.select import Choice, choose
from ..core.targets import normalized
from ..diagnostics import report, warn
from ..domain.journey import JourneyDomain, journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from ..core.document import Document
    from ..core.model import Journeys


def make_edition(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the edition, once every document has been read."""
    domain = journey_domain(env)
    build, config = domain.build, domain.build.config
    build.scanned = {}
    if config is None:
        return
    journeys, problems = assemble(
        build.inputs.plan, _titled(env), config.settings, build.withheld, build.publications
    )
    report(problems, Path(app.srcdir))
    progress = _progress_pages(env, journeys)
    pages = {**progress, **_roadmap_pages(env, journeys)}
    build.edition = Edition(
        journeys=journeys,
        targets=targets_of(journeys, domain.records, pages),
        progress_pages=progress,
        defined=frozenset(_defined(env)) if build.withheld else frozenset(),
    )


def _titled(env: BuildEnvironment) -> dict[str, Document]:
    """Return each document's record with the title that Sphinx found."""
    no_title = sphinx_text("<no title>")
    titles = {name: title.astext() for name, title in env.titles.items()}
    return {
        name: replace(record, title=None if titles[name] == no_title else titles[name])
        for name, record in sorted(journey_domain(env).records.items())
        if name in titles
    }


def _roadmap_pages(env: BuildEnvironment, journeys: Journeys) -> dict[str, str]:
    """Return the page with the whole roadmap of each journey that has one.

    If there are several, it is the root document, otherwise the first by name.
    """
    found: dict[str, str] = {}
    root = env.config.root_doc
    requests = journey_domain(env).view_requests
    for docname in sorted(requests, key=lambda name: (name != root, name)):
        for request in requests[docname]:
            if request.kind == "roadmap" and request.pillar is None:
                choice = choose(journeys, docname, request.journey, None)
                if isinstance(choice, Choice):
                    found.setdefault(choice.journey.id, docname)
    return found


def _progress_pages(env: BuildEnvironment, journeys: Journeys) -> dict[str, str]:
    """Return the page with the dashboard of each journey: an author's, or one to be generated."""
    found: dict[str, str] = {}
    for docname, requests in sorted(journey_domain(env).view_requests.items()):
        for request in requests:
            if request.kind == "progress":
                choice = choose(journeys, docname, request.journey, None)
                if isinstance(choice, Choice):
                    found.setdefault(choice.journey.id, docname)
    build = journey_domain(env).build
    name = build.config.progress_page if build.config else None
    if name is None or build.builder.name not in {"html", "dirhtml"}:
        return found
    generated = _named(name, journeys)
    files = {output_file(build.builder, page) for page in generated.values()}
    if isinstance(build.builder, StandaloneHTMLBuilder) and not files.isdisjoint(
        possible_files(env, build.builder)
    ):
        warn(
            Subtype.CONFIG,
            f"journey_progress_page is {short_repr(name)}, which is a page that Sphinx makes "
            f"itself; {DEFAULT_PAGE!r} is used. Choose another name.",
        )
        generated = _named(DEFAULT_PAGE, journeys)
    return {**generated, **found}


def _named(name: str, journeys: Journeys) -> dict[str, str]:
    """Return a page name for each journey; a single one gets the name as it is."""
    single = len(journeys.by_id) == 1
    return {one: name if single else f"{name}-{one}" for one in journeys.by_id}


def _defined(env: BuildEnvironment) -> Iterator[str]:
    """Yield the names that documents define, and the last part of dotted ones."""
    for domain in env.domains.sorted():
        for name, *_ in domain.get_objects():
            low = normalized(str(name))
            yield from (low, low.rpartition(".")[2])
    data: Mapping[str, Mapping[str, Mapping[str, object]]] = env.domaindata
    yield from data["std"]["anonlabels"]
    yield from data["math"]["objects"]
    yield from data["citation"]["citations"]


def warn_of_miss(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn about a role whose name is found neither here nor, by intersphinx, elsewhere.

    Returns:
        True for our roles, so that Sphinx logs no warning of its own.
    """
    if not isinstance(domain, JourneyDomain):
        return None
    kind, name = node["reftype"], node["reftarget"]
    miss = domain.targets.miss(kind, name)
    warn(miss.subtype, f"{domain.name}:{kind}: {miss.message}", location=node)
    return True
