"""Which pages must be written again although their sources haven't changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.bodies import missing_bodies
from ..builds.build import Writing
from ..builds.record import Record, digest, load_record
from ..builds.sphinx_files import writes_each_page
from ..core.problems import Subtype
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..gate.hugo import site_map
from ..pictures.facts import PictureFacts
from .fingerprints import Fingerprints, on_every_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain.journey import JourneyDomain


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something different from when this builder last wrote them."""
    domain = journey_domain(env)
    build = domain.build
    path = build.record_path
    is_plain = not build.pictures.prepared and not _has_pictures(domain) and not domain.components
    ends = build.config is None and is_plain
    if ends and not path.is_file():
        return []  # neither a journey nor pictures nor components, now or before
    old = load_record(path)
    build.writing = writing = Writing(path, old or Record(), old is not None, ends=ends)
    if not writes_each_page(app.builder):
        return []
    if build.lost:
        warn(
            Subtype.SPHINX_INTERNALS,
            f"This Sphinx has no {', '.join(build.lost)}, which exact rebuilds depend on: every "
            "page is written. Nothing is wrong with the pages; a newer sphinx-journey may support "
            "this Sphinx.",
            once=True,
        )
    if ends and isinstance(app.builder, StandaloneHTMLBuilder):
        # Sphinx would keep the order of words, which is ours.
        Path(app.outdir, app.builder.searchindex_filename).unlink(missing_ok=True)
    if ends or build.lost:
        writing.changed = frozenset(env.found_docs)
        return sorted(env.found_docs)
    everywhere = on_every_page(env, app.builder)
    writing.new.state = digest((_state(env), PictureFacts(env).state, everywhere))
    missing = set(missing_bodies(build))
    if writing.new.state == writing.old.state and not writing.old.is_unfinished and not missing:
        writing.new.shown, writing.new.pages = writing.old.shown, writing.old.pages
        return []
    pages = Fingerprints(env, app.builder, everywhere)
    writing.around = pages.around()
    writing.new.shown = {docname: pages.on(docname) for docname in sorted(env.found_docs)}
    writing.changed = frozenset(
        docname
        for docname, shown in writing.new.shown.items()
        if writing.old.shown.get(docname) != shown or docname in missing
    )
    return sorted(writing.changed)


def _has_pictures(domain: JourneyDomain) -> bool:
    """Return whether there are blog-images: the next build may prepare them again."""
    return any(picture.own for pictures in domain.pictures.values() for picture in pictures)


def _state(env: BuildEnvironment) -> str:
    """Return a digest of everything that fingerprints are made from, as whole values.

    It names none of their fields, so that nothing can be forgotten; if it is the same as last time,
    so is every page's fingerprint.
    """
    domain = journey_domain(env)
    build, plan = domain.build, domain.data["plan"]
    site = site_map(env)
    return digest(
        (
            site and (sorted(site.addresses().items()), site.files()),
            sorted((name, sorted(found)) for name, found in domain.anchors.items()),
            sorted(env.all_docs.items()),
            plan and plan[0],
            sorted(build.edition.journeys.by_id.items()),
            build.edition.blog,
            build.edition.feeds,
            build.edition.calendars,
            sorted(build.edition.progress_pages.items()),
            sorted(build.publications.of.items()),
            sorted((name, one.stamp) for name, one in build.withheld.items()),
            sorted(build.withheld_slugs.items()),
            build.config and build.config.without_time(),
            build.inputs.wording,
            (env.config.html_theme, env.config.templates_path, env.config.html_sidebars),
        )
    )
