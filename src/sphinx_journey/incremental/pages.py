"""Which pages must be written again although their sources have not changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from ..pages.contexts import writes_each_page
from ..pictures.facts import PictureFacts
from .fingerprints import Shown, on_every_page
from .record import Rebuild, Record, digest, load_record, record_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain.journey import JourneyDomain


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when this builder wrote them last."""
    domain = journey_domain(env)
    domain.rebuild = None
    path = record_path(app.builder, Path(app.doctreedir))
    ends = domain.config is None and not domain.prepared and not _has_pictures(domain)
    if ends and not path.is_file():
        return []  # neither a journey nor pictures, now and before
    old = load_record(path)
    domain.rebuild = rebuild = Rebuild(path, old, Record(), ends=ends)
    if not writes_each_page(app.builder):
        return []
    if rebuild.ends:  # it is written whole, once
        return sorted(env.found_docs)
    everywhere = on_every_page(env, app.builder)
    pictures = PictureFacts(env, app.builder).state
    rebuild.new.state = digest((_state(env), pictures, everywhere))
    if rebuild.new.state == old.state:
        rebuild.new.shown = old.shown
        return []
    shown = Shown(env, app.builder, everywhere)
    rebuild.new.shown = {docname: shown.on(docname) for docname in sorted(env.found_docs)}
    rebuild.changed = [
        docname for docname, facts in rebuild.new.shown.items() if old.shown.get(docname) != facts
    ]
    return rebuild.changed


def _has_pictures(domain: JourneyDomain) -> bool:
    """Return whether there are blog-images: they may be prepared again in the next build."""
    return any(picture.own for pictures in domain.pictures.values() for picture in pictures)


def _state(env: BuildEnvironment) -> str:
    """Return a digest of all that the digests of pages are made of."""
    domain = journey_domain(env)
    config = domain.config
    withheld = [
        sorted((name, one.status) for name, one in domain.withheld.items()),
        sorted(domain.withheld_targets.items()),
        sorted(domain.withheld_slugs.items()),
    ]
    return digest(
        (
            sorted(env.all_docs.items()),
            domain.data["manifest"] and domain.data["manifest"][0],
            sorted(domain.journeys.by_id.items()),
            withheld,
            config
            and (
                config.zone,
                config.nav,
                config.sidebar,
                config.progress_page,
                config.clock.now.date(),
            ),
            (env.config.html_theme, env.config.templates_path, env.config.html_sidebars),
        )
    )
