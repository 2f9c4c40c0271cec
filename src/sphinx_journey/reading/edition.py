"""After reading: the edition of this build, and the warning for a role that names nothing in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import is_suppressed_warning
from sphinx.util.matching import Matcher

from ..builds.build import Edition
from ..builds.sphinx_files import output_file, possible_files
from ..config.values import DEFAULT_PAGE
from ..core.assemble import assemble
from ..core.blog import blog_of
from ..core.problems import Location, Problem, Subtype, short_repr
from ..core.references import targets_of
from ..core.select import Choice, choose
from ..core.targets import normalized
from ..diagnostics import report, warn
from ..domain.journey import JourneyDomain, journey_domain
from ..domain.titles import description, title_text
from .archives import make_archives
from .calendars import make_calendars
from .excerpts import excerpts_of
from .feeds import make_feeds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from ..core.blog import Blog
    from ..core.document import Document
    from ..core.model import Journeys

RESOLVED: Final = "journey-resolved"
"""The event for other extensions, with the environment and all journeys of the build."""


def make_edition(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the edition, once every document has been read."""
    domain = journey_domain(env)
    build, config = domain.build, domain.build.config
    build.scanned = {}
    if config is None:
        return
    documents = shown(env)
    journeys, problems = assemble(
        build.inputs.plan,
        documents,
        config.settings,
        build.withheld,
        build.publications,
        partial(_alike, env),
    )
    blog = blog_of(
        journeys,
        documents,
        by_pattern(env, config.posts, documents),
        build.publications,
        config.settings,
        build.inputs.plan.authors,
    )
    report((*problems, *_untitled(env, blog)), Path(app.srcdir))
    progress = find_progress_pages(env, journeys)
    pages = {**progress, **_roadmap_pages(env, journeys)}
    targets = targets_of(journeys, domain.records, pages)
    blog = replace(blog, excerpts=excerpts_of(env, targets))
    archives = make_archives(env, app.builder, blog)
    feeds = make_feeds(env, app.builder, blog.posts, journeys, archives, progress)
    build.edition = Edition(
        journeys=journeys,
        blog=blog,
        archives=archives,
        feeds=feeds,
        calendars=make_calendars(env, app.builder, blog.posts, journeys, progress),
        in_feeds=frozenset(one.docname for feed in feeds for one in feed.posts if one.docname),
        targets=targets,
        progress_pages=progress,
        defined=frozenset(_defined(env)) if build.withheld else frozenset(),
    )
    app.emit(RESOLVED, env, tuple(journeys.by_id.values()))


def _alike(env: BuildEnvironment, docname: str) -> str | None:
    """Return a file with a document's name and a suffix that Sphinx doesn't know, as ``.MD``."""
    folder, _, stem = docname.rpartition("/")
    try:
        names = sorted(entry.name for entry in Path(env.srcdir, folder).iterdir())
    except (OSError, ValueError):
        return None
    known = (".md", ".markdown", ".rst", ".txt", ".ipynb", *env.config.source_suffix)
    found = (name for name in names if name.lower() in {f"{stem.lower()}{one}" for one in known})
    return next((f"{folder}/{name}" if folder else name for name in found), None)


def by_pattern(
    env: BuildEnvironment, patterns: Sequence[str], documents: Mapping[str, Document]
) -> frozenset[str]:
    """Return the documents whose name, or whose file, one of some patterns matches."""
    matches = Matcher(patterns)
    root = env.config.root_doc
    return frozenset(
        name
        for name, one in documents.items()
        if patterns and name != root and (matches(name) or matches(one.path))
    )


def _untitled(env: BuildEnvironment, blog: Blog) -> Iterator[Problem]:
    """Yield a problem for each post, read in this build, that nothing gives a title."""
    domain = journey_domain(env)
    posts = {post.docname for post in blog.posts if post.docname is not None}
    for docname in sorted(posts & domain.build.read):
        record = domain.records[docname]
        entry = domain.build.publications.entries.get(docname)
        titles = (record.front.title, record.front.link_title, entry and entry.title)
        if not any(titles) and title_text(env, docname) is None:
            message = (
                "This post has neither a heading nor a 'title', so its slug is shown. Begin it "
                "with a heading, or give it a title in its front matter."
            )
            yield Problem(Location(record.path, 1), Subtype.UNTITLED, message)


def warn_of_posts_outside(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn, once, of posts in no table of contents: what to do is the same for all of them."""
    build = journey_domain(env).build
    silenced = app.config.suppress_warnings
    if not build.read or build.lost or is_suppressed_warning("toc", "not_included", silenced):
        return
    listed = {child for children in env.toctree_includes.values() for child in children}
    entries = build.publications.entries
    outside = [
        name
        for name in sorted(build.edition.journeys.places)
        if name not in listed and name != env.config.root_doc and "orphan" not in env.metadata[name]
    ]
    if outside:
        others = len(outside) - 1
        more = f" and {others} other post{'s' * (others > 1)} are" if others else " is"
        entry = entries.get(outside[0])
        place = entry.location if entry else journey_domain(env).records[outside[0]].location("")
        message = (
            f"{short_repr(outside[0])}{more} in no table of contents, so that nobody finds them. "
            "Put 'journey-toctree' on the root document, or with ':pillar:' on the chapters' pages."
        )
        report([Problem(place, Subtype.NO_TOCTREE, message)], Path(app.srcdir))


def shown(env: BuildEnvironment) -> dict[str, Document]:
    """Return each document's record with its texts as this build shows them.

    These are the title that Sphinx found, and a description in the language of the build.
    """
    found = {}
    for name, record in sorted(journey_domain(env).records.items()):
        if name in env.titles:
            front = record.front._replace(description=description(env, name) or None)
            found[name] = replace(record, front=front, title=title_text(env, name))
    return found


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


def find_progress_pages(
    env: BuildEnvironment, journeys: Journeys, without: Collection[str] = ()
) -> dict[str, str]:
    """Return the page with the dashboard of each journey: an author's, or one to be generated.

    Args:
        env: the environment.
        journeys: all of the project.
        without: documents that don't count.
    """
    found: dict[str, str] = {}
    for docname, requests in sorted(journey_domain(env).view_requests.items()):
        for request in requests:
            if request.kind == "progress" and docname not in without:
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
            once=True,
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
