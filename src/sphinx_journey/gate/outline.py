"""The journeys as known from front matter alone, for what is needed while documents are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.assemble import assemble
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..core.document import Document
    from ..core.model import Journeys


def outline(env: BuildEnvironment) -> Journeys:
    """Return the journeys of this build, with headings and reading times still missing."""
    build = journey_domain(env).build
    if build.config is None:
        return build.edition.journeys
    if build.outline is None:
        build.outline, _ = assemble(
            build.inputs.plan,
            known_documents(env),
            build.config.settings,
            build.withheld,
            build.publications,
        )
    return build.outline


def known_documents(env: BuildEnvironment) -> dict[str, Document]:
    """Return what front matter says about each document of this build."""
    domain = journey_domain(env)
    known = {**domain.records, **domain.build.scanned}
    return {docname: known[docname] for docname in sorted(env.found_docs) if docname in known}
