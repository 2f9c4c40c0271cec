"""HTML pages: previous and next in the journey's order, the stylesheet, the description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _ as sphinx_text

from ..core.model import Status
from ..domain.journey import journey_domain
from ..domain.titles import description, has_math, title_nodes
from ..gate.unlisted import is_unlisted
from ..nodes import SHOWS_JOURNEY
from ..static import stylesheet_for

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.model import Stop


def decorate_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page that shows a journey the stylesheet, and a post its neighbors."""
    domain = journey_domain(app.env)
    build, builder = domain.build, app.builder
    if build.config is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    shows_journey = context.get(SHOWS_JOURNEY) or (
        doctree is not None and doctree.get(SHOWS_JOURNEY)
    )
    if shows_journey or builder.name == "epub":  # there, all code and all tables must fit
        builder.add_css_file(stylesheet_for(builder.name).name, priority=450)
    if shows_journey:
        _describe(context, app.env, pagename)
    if pagename in build.branches and build.branches[pagename].is_generated:
        context["sourcename"] = ""  # there is no source to show
    on_page = app.env.found_docs if builder.name == "singlehtml" else [pagename]
    if any(build.publications[name].status is not Status.PUBLISHED for name in on_page):
        metatags = context.get("metatags", "")
        context["metatags"] = f'{metatags}<meta name="robots" content="noindex" />\n'
    stops = neighbors(app.env, pagename)
    if stops is not None and builder.name in {"html", "dirhtml"}:
        _set_neighbor(context, builder, pagename, "prev", stops[0])
        _set_neighbor(context, builder, pagename, "next", stops[1])


def neighbors(env: BuildEnvironment, docname: str) -> tuple[Stop | None, Stop | None] | None:
    """Return the pages before and after a post in its journey; of none, the older and newer post.

    Returns:
        ``None`` for pages for which Sphinx finds them, by its toctrees.
    """
    edition = journey_domain(env).build.edition
    if places := edition.journeys.places.get(docname):
        return places[0].previous, places[0].next
    if docname in edition.blog.beside and is_unlisted(env, docname):
        return edition.blog.beside[docname]
    return None


def _describe(context: dict[str, Any], env: BuildEnvironment, docname: str) -> None:
    """Put the description of the front matter where search engines and other sites look for it."""
    metatags = context.get("metatags", "")
    said = description(env, docname)
    if not said or 'name="description"' in metatags:
        return
    content = escape(said)
    context["metatags"] = f'{metatags}<meta name="description" content="{content}" />\n'
    if "sphinxext.opengraph" in env.config.extensions:
        # It would take the page's first words; this is how it lets a page say something else.
        meta = context.get("meta") or {}
        context["meta"] = {"og:description": str(content), **meta}


def _set_neighbor(
    context: dict[str, Any],
    builder: StandaloneHTMLBuilder,
    pagename: str,
    key: str,
    stop: Stop | None,
) -> None:
    accesskey = key[0].upper()
    word = sphinx_text("next") if key == "next" else sphinx_text("previous")
    rellinks = [link for link in context.get("rellinks", []) if link[2] != accesskey]
    context[key] = None
    if stop is not None:
        title = _title(context, builder, stop)
        uri = builder.get_relative_uri(pagename, stop.docname)
        context[key] = {"link": uri, "title": title}
        rellinks.append((stop.docname, title, accesskey, word))
    context["rellinks"] = rellinks


def _title(context: dict[str, Any], builder: StandaloneHTMLBuilder, stop: Stop) -> str:
    """Return a stop's title as HTML, with its markup as Sphinx's own previous and next have it."""
    words = title_nodes(builder.env, stop.docname)
    if words is None:
        return str(escape(stop.title))
    if has_math(words):  # Sphinx looks for it in the page's text, and leaves out the script
        context["has_maths_elements"] = True
    return builder.render_partial(nodes.title("", "", *words))["title"]
