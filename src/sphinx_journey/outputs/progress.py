"""A progress page for each journey whose progress no document shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Page
from ..messages import _
from ..nodes import html
from ..pages.contexts import render_context
from ..pages.views.dashboard import dashboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.model import Journey


def progress_pages(build: Build, env: BuildEnvironment) -> Iterator[Page]:
    """Yield a page for each journey whose dashboard is on no document."""
    if not isinstance(build.builder, StandaloneHTMLBuilder):
        return
    for journey_id, name in build.edition.progress_pages.items():
        if name not in env.found_docs:
            journey = build.edition.journeys.by_id[journey_id]
            title = _("Progress: %s") % journey.title
            yield Page(name, title, "series-progress", partial(_drawn, name, journey, env))


def _drawn(name: str, journey: Journey, env: BuildEnvironment) -> list[Node]:
    context = render_context(env, name)
    drawn = dashboard(journey, journey.pillars, context)
    return [html("div", *drawn, classes="journey-progress-view")] if context.web else drawn
