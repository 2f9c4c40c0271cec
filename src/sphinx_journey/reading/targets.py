"""What the roles refer to in one build, and the warning where it isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.references import targets_of
from ..core.select import Choice, choose
from ..diagnostics import warn
from ..domain.journey import JourneyDomain, journey_domain
from ..pages.contexts import progress_page

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


def note_targets(_app: Sphinx, env: BuildEnvironment) -> None:
    """Note what can be referred to, once the journeys are made."""
    domain = journey_domain(env)
    if domain.config is not None:
        domain.targets = targets_of(domain.journeys, domain.records, series_pages(env))


def series_pages(env: BuildEnvironment) -> dict[str, str]:
    """Return the page of each journey that has one, by the journey's id.

    It is the page with its whole roadmap, or else with its progress: an author's, or the one
    that is made by itself. Of several the root document counts, else the first by name.
    """
    domain = journey_domain(env)
    roadmaps: dict[str, str] = {}
    root = env.config.root_doc
    for docname in sorted(domain.view_requests, key=lambda name: (name != root, name)):
        for request in domain.view_requests[docname]:
            if request.kind == "roadmap" and request.pillar is None:
                choice = choose(domain.journeys, docname, request.journey, None)
                if isinstance(choice, Choice):
                    roadmaps.setdefault(choice.journey.id, docname)
    pages = {
        journey_id: roadmaps.get(journey_id) or progress_page(env, journey_id)
        for journey_id in domain.journeys.by_id
    }
    return {journey_id: page for journey_id, page in pages.items() if page is not None}


def warn_of_miss(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of a role whose name is found neither here nor, by intersphinx, elsewhere.

    Returns:
        True for our roles, so that Sphinx says nothing more.
    """
    if not isinstance(domain, JourneyDomain):
        return None
    kind, name = node["reftype"], node["reftarget"]
    miss = domain.targets.miss(kind, name)
    warn(miss.subtype, f"{domain.name}:{kind}: {miss.message}", location=node)
    return True
