"""The plan of a project without a file for it: of its documents' series, and of its Hugo site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.plan import Plan
from ..core.series import plan_of_series
from ..domain.journey import journey_domain
from ..hugo.journey import plan_of_site
from ..messages import _
from .outline import known_documents

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.environment import BuildEnvironment

    from ..config.values import Config


def plan_of_documents(env: BuildEnvironment, config: Config, without: Collection[str] = ()) -> Plan:
    """Return the journeys that documents' series make, and that of a Hugo site.

    Args:
        env: the environment.
        config: the checked configuration.
        without: documents of this build that are passed over.
    """
    known = {name: one for name, one in known_documents(env).items() if name not in without}
    series = plan_of_series(known, config.settings)
    site = _of_site(env, config, series, without)
    return replace(series, journeys=(*series.journeys, *site.journeys))


def plan_of_home(env: BuildEnvironment, config: Config) -> Plan:
    """Return the journeys that the home page shows if it has no file: of the plan, or the site."""
    inputs = journey_domain(env).build.inputs
    if inputs.has_plan and inputs.plan is not None:
        return inputs.plan
    return _of_site(env, config, plan_of_series(known_documents(env), config.settings))


def documents_of(plan: Plan) -> frozenset[str]:
    """Return the pages of a plan's pillars and posts."""
    pillars = [pillar for journey in plan.journeys for pillar in journey.pillars]
    entries = [one for journey in plan.journeys for one in journey.posts]
    entries += [one for pillar in pillars for one in pillar.posts]
    found = {one.docname for one in pillars} | {one.docname for one in entries}
    return frozenset(one for one in found if one is not None)


def _of_site(
    env: BuildEnvironment, config: Config, series: Plan, without: Collection[str] = ()
) -> Plan:
    build = journey_domain(env).build
    if build.inputs.hugo is None:
        return Plan()
    taken = [journey.id for journey in series.journeys]
    names = env.found_docs.difference(without)
    shown = {name: one for name, one in build.contents.items() if name in names}
    branches = {name: one for name, one in build.branches.items() if name not in without}
    return plan_of_site(build.inputs.hugo.site, shown, branches, config.zone, _("Posts"), taken)
