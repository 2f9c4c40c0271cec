"""What views are drawn on, for one page of the builder at work."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx.errors import NoUri

from ..domain.journey import journey_domain
from ..domain.titles import title_nodes
from ..sphinx_internals import octicon
from .views.context import RenderContext

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def render_context(env: BuildEnvironment, docname: str, *, in_cell: bool = False) -> RenderContext:
    """Return what views draw on for one page of the builder at work.

    Args:
        env: the environment.
        docname: the page.
        in_cell: whether it is for a table's cell, in which only HTML has room for another table.

    Raises:
        LookupError: in a project that hasn't opted in.
    """
    build = journey_domain(env).build
    builder = build.builder
    if build.config is None:
        raise LookupError("a project that has not opted in draws nothing")
    web = builder.format == "html" and builder.name != "epub"
    return RenderContext(
        web=web,
        language=env.config.language,
        today=build.config.clock.now.date(),
        uri=cache(partial(_uri, builder, docname)),
        icon=octicon if web and "sphinx_design" in env.config.extensions else lambda _name: None,
        progress_page=build.edition.progress_pages.get,
        term_page=build.edition.archives.page_of,
        title=partial(title_nodes, env),
        tables=not in_cell or builder.format == "html",
        spans=builder.format != "man",  # it warns of each, and leaves it out
    )


def _uri(builder: Builder, from_docname: str, docname: str) -> str | None:
    try:
        return builder.get_relative_uri(from_docname, docname)
    except NoUri:
        return None
