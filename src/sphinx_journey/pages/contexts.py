"""What views are drawn on, for one page of the builder at work."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import NoUri

from ..domain.journey import journey_domain
from .views import RenderContext

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

STYLESHEET = Path(__file__).parent.parent / "static" / "journey.css"
"""The extension's stylesheet."""

ENLARGE_SCRIPT = STYLESHEET.with_name("journey-enlarge.js")
"""What enlarges a picture at a click. Without it, the link leads to the picture."""

SHOWS_JOURNEY = "journey"
"""Attribute of a document node on which something of a journey stands."""


def page_suffix(builder: Builder) -> str:
    """Return the ending of the files a builder writes, or an empty text if it writes no pages."""
    return str(getattr(builder, "out_suffix", ""))


def writes_each_page(builder: Builder) -> bool:
    """Return whether a builder writes a file for each document, and only those it has to."""
    return builder.name != "singlehtml" and bool(page_suffix(builder))


def render_context(env: BuildEnvironment, docname: str) -> RenderContext:
    """Return what views draw on for one page of the builder at work.

    Raises:
        LookupError: in a project without a journey.
    """
    domain = journey_domain(env)
    builder = domain.builder
    if domain.config is None or builder is None:
        raise LookupError("a project without a journey draws nothing")
    web = builder.format == "html" and builder.name != "epub"
    return RenderContext(
        web=web,
        language=env.config.language,
        today=domain.config.clock.now.date(),
        uri=cache(partial(_uri, builder, docname)),
        icon=_icon if web and "sphinx_design" in env.config.extensions else _no_icon,
        progress_page=partial(progress_page, env),
    )


def progress_page(env: BuildEnvironment, journey_id: str) -> str | None:
    """Return the page with a journey's dashboard: an author's, or the one made by itself."""
    domain = journey_domain(env)
    own = domain.progress_page(journey_id)
    builder = domain.builder
    if own is not None or builder is None or builder.name not in {"html", "dirhtml"}:
        return own
    name = domain.config.progress_page if domain.config else None
    if name is None:
        return None
    return name if len(domain.journeys.by_id) == 1 else f"{name}-{journey_id}"


def _uri(builder: Builder, from_docname: str, docname: str) -> str | None:
    try:
        return builder.get_relative_uri(from_docname, docname)
    except NoUri:
        return None


def _no_icon(_name: str) -> str | None:
    return None


def _icon(name: str) -> str | None:
    from sphinx_design.icons import get_octicon

    try:
        return str(get_octicon(name, "1.1em"))
    except (KeyError, ValueError):
        return None
