"""A progress page for each journey whose progress no document shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Page
from ..domain.titles import has_math
from ..messages import _
from ..nodes import SHOWS_JOURNEY, html
from ..pages.contexts import render_context
from ..pages.views.dashboard import dashboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.model import Journey


def progress_pages(build: Build, env: BuildEnvironment) -> Iterator[Page]:
    """Yield a page for each journey whose dashboard is on no document."""
    builder = build.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for journey_id, name in build.edition.progress_pages.items():
        if name not in env.found_docs:
            journey = build.edition.journeys.by_id[journey_id]
            yield Page(name, partial(_context, name, journey, builder, env))


def _context(
    name: str, journey: Journey, builder: StandaloneHTMLBuilder, env: BuildEnvironment
) -> dict[str, Any]:
    title = _("Progress: %s") % journey.title
    section = nodes.section("", nodes.title(title, title), ids=["series-progress"])
    context = render_context(env, name)
    drawn = dashboard(journey, journey.pillars, context)
    section += html("div", *drawn, classes="journey-progress-view") if context.web else drawn
    # Sphinx sets these for each document it writes, and needs them here too.
    builder.secnumbers, builder.fignumbers = {}, {}
    body = builder.render_partial(section)["fragment"]
    return {
        "title": str(escape(title)),
        "body": body,
        "has_maths_elements": has_math([section]),
        SHOWS_JOURNEY: True,
    }
