"""HTML pages: previous and next in the journey's order, the stylesheet, the progress page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _ as sphinx_text
from sphinx.util.fileutil import copy_asset_file

from ..core.model import Status
from ..domain.journey import journey_domain
from ..messages import _
from .contexts import SHOWS_JOURNEY, STYLESHEET, progress_page, render_context
from .decoration import status_in_build
from .views import dashboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.document import Document
    from ..core.model import Journey, Stop


def copy_stylesheet(app: Sphinx, builder: Builder) -> None:
    """Put the stylesheet into the output, in a project that has a journey."""
    if isinstance(builder, StandaloneHTMLBuilder) and journey_domain(app.env).config is not None:
        target = Path(builder.outdir, "_static")
        target.mkdir(parents=True, exist_ok=True)
        copy_asset_file(STYLESHEET, target, force=True)


def decorate_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page that shows a journey the stylesheet, and a post its neighbors."""
    domain = journey_domain(app.env)
    builder = app.builder
    if domain.config is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if context.get(SHOWS_JOURNEY) or (doctree is not None and doctree.get(SHOWS_JOURNEY)):
        builder.add_css_file(STYLESHEET.name, priority=450)
        _describe(context, domain.records.get(pagename))
    places = domain.journeys.places.get(pagename, ())
    on_page = app.env.found_docs if builder.name == "singlehtml" else [pagename]
    if any(status_in_build(app.env, name) is not Status.PUBLISHED for name in on_page):
        metatags = context.get("metatags", "")
        context["metatags"] = f'{metatags}<meta name="robots" content="noindex" />\n'
    if places and builder.name in {"html", "dirhtml"}:
        place = places[0]
        _set_neighbor(context, builder, pagename, "prev", place.previous)
        _set_neighbor(context, builder, pagename, "next", place.next)


def _describe(context: dict[str, Any], record: Document | None) -> None:
    """Put the description of the front matter where search engines look for it."""
    metatags = context.get("metatags", "")
    if record and record.front.description and 'name="description"' not in metatags:
        content = escape(record.front.description)
        context["metatags"] = f'{metatags}<meta name="description" content="{content}" />\n'


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
        title = str(escape(stop.title))
        uri = builder.get_relative_uri(pagename, stop.docname)
        context[key] = {"link": uri, "title": title}
        rellinks.append((stop.docname, title, accesskey, word))
    context["rellinks"] = rellinks


def progress_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Make the progress page of each journey that no page shows.

    Which pages there are is noted at once, before files that earlier builds left are deleted.
    """
    env, builder = app.env, app.builder
    domain = journey_domain(env)
    if builder.name not in {"html", "dirhtml"} or not isinstance(builder, StandaloneHTMLBuilder):
        return iter(())
    pages: dict[str, Journey] = {}
    for journey in domain.journeys.by_id.values():
        name = progress_page(env, journey.id)
        if name is not None and name not in env.found_docs:
            pages[name] = journey
    if domain.rebuild is not None:
        outdir = Path(builder.outdir)
        files = {name: Path(builder.get_outfilename(name)) for name in pages}
        domain.rebuild.new.others += [
            file.relative_to(outdir).as_posix() for file in files.values()
        ]
        if domain.rebuild.is_idle:
            pages = {name: one for name, one in pages.items() if not files[name].is_file()}
    return _progress_pages(pages, env, builder)


def _progress_pages(
    pages: dict[str, Journey], env: BuildEnvironment, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, dict[str, Any], str]]:
    for name, journey in pages.items():
        title = _("Progress: %s") % journey.title
        section = nodes.section("", nodes.title(title, title), ids=["series-progress"])
        section += dashboard(journey, journey.pillars, render_context(env, name))
        # Sphinx sets these for each document it writes, and asks for them here too.
        builder.secnumbers, builder.fignumbers = {}, {}
        body = builder.render_partial(section)["fragment"]
        context = {"title": str(escape(title)), "body": body, SHOWS_JOURNEY: True}
        yield name, context, "page.html"
