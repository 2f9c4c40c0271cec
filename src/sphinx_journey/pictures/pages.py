"""What pages with pictures need beside them: a style, a script where one is enlarged, metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.sphinx_files import is_web
from ..domain.journey import journey_domain
from ..nodes import PREVIEW, SHOWS_JOURNEY
from ..static import ENLARGE_SCRIPT, stylesheet_for
from .diagrams import enlarges_diagrams
from .draw import ENLARGES
from .wanted import Wanted, is_enlargeable

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build


def enlarges(build: Build, env: BuildEnvironment) -> bool:
    """Return whether a page of a website has a picture or diagram that a click enlarges."""
    pictures = journey_domain(env).pictures
    wanted = Wanted.of(build, env)
    if enlarges_diagrams(build, env):
        return True
    return is_web(build.builder) and any(
        wanted.treats(picture)
        and (job := wanted.job(picture)) is not None
        and is_enlargeable(picture, build.pictures.prepared.get(job), build.inputs.images)
        for docname in env.found_docs
        for picture in pictures.get(docname, ())
    )


def needs_style(build: Build, env: BuildEnvironment) -> bool:
    """Return whether there is something in a project that the stylesheet is for."""
    has_components = bool(journey_domain(env).components)
    return build.config is not None or bool(build.pictures.prepared) or has_components


def decorate_page(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page its script, and other sites its picture."""
    builder = app.builder
    if doctree is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    build = journey_domain(app.env).build
    if build.config is None and needs_style(build, app.env) and doctree.get(SHOWS_JOURNEY):
        builder.add_css_file(stylesheet_for(builder.name).name, priority=450)
    if doctree.get(ENLARGES):
        builder.add_js_file(ENLARGE_SCRIPT.name, defer="defer", priority=700)
    preview = doctree.get(PREVIEW)
    if preview and "og:image" not in context.get("metatags", ""):
        base = str(app.config.html_baseurl).rstrip("/")
        lines = [context.get("metatags", "")]
        for name, value in preview.items():
            is_file = name == "image" and "://" not in str(value)
            content = f"{base}/_images/{quote(str(value))}" if is_file else value
            lines.append(f'<meta property="og:{name}" content="{escape(content)}" />\n')
        context["metatags"] = "".join(lines)
