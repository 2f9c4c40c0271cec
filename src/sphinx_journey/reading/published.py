"""What readers see of journeys and posts, whatever else a preview shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.assemble import assemble
from ..core.blog import blog_of
from ..core.model import Status
from ..domain.journey import journey_domain
from ..gate.document_plan import plan_of_documents
from ..gate.inputs import in_language
from .edition import by_pattern, find_progress_pages, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from ..core.blog import Blog
    from ..core.model import Journeys
    from ..core.plan import Plan


def published(env: BuildEnvironment) -> tuple[Journeys, Blog, Mapping[str, str]]:
    """Return journeys, blog and progress pages as a build without previews has them.

    Documents that only a preview builds are withheld, as such a build withholds them.
    """
    build = journey_domain(env).build
    config, publications = build.config, build.publications
    previewed = {
        name for name in env.found_docs if publications[name].status is not Status.PUBLISHED
    }
    if config is None or not previewed:
        return build.edition.journeys, build.edition.blog, build.edition.progress_pages
    documents = shown(env)
    hidden = {name: documents.pop(name) for name in sorted(previewed & documents.keys())}
    plan = _plan(env, previewed)
    journeys, _problems = assemble(
        plan, documents, config.settings, {**build.withheld, **hidden}, publications
    )
    alone = by_pattern(env, config.posts, documents)
    blog = blog_of(journeys, documents, alone, publications, config.settings, plan.authors)
    return journeys, blog, find_progress_pages(env, journeys, previewed)


def _plan(env: BuildEnvironment, previewed: set[str]) -> Plan:
    inputs = journey_domain(env).build.inputs
    config = inputs.config
    if config is None or inputs.has_plan or not (config.series or inputs.hugo is not None):
        return inputs.plan
    return in_language(plan_of_documents(env, config, previewed), inputs.translations)
