"""Which pages must be written again because the journeys they show have changed.

Sphinx writes a page when its own source changes. A post's "Part N of M" changes when another post
comes out, so every page that shows a journey is written again when the journeys are no longer
those that this builder showed last.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .domain import journey_domain
from .surfaces import progress_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents that show a journey, if the journeys have changed.

    The digest is kept by builder and output folder, since several may share the doctrees.
    """
    domain = journey_domain(env)
    if domain.config is None:
        return []
    journeys = domain.journeys.by_id
    progress_pages = [progress_page(env, journey_id) for journey_id in journeys]
    shown = (journeys, progress_pages, domain.config.clock.now.date(), domain.config.nav)
    digest = hashlib.sha256(repr(shown).encode()).hexdigest()
    name = f"{app.builder.name} {hashlib.sha256(bytes(app.outdir)).hexdigest()}"
    if domain.digests.get(name) == digest:
        return []
    domain.digests[name] = digest
    pages = {*domain.journeys.places, *domain.journeys.chapters, *domain.showing}
    return sorted(pages & env.found_docs)
