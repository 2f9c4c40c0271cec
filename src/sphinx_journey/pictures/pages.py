"""What pages with pictures need beside them: a style, a script where one is enlarged, metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.fileutil import copy_asset_file

from ..domain.journey import journey_domain
from ..pages.contexts import ENLARGE_SCRIPT, SHOWS_JOURNEY, STYLESHEET
from .previews import PREVIEW
from .resolve import ENLARGES
from .wanted import Wanted, is_enlargeable, is_web

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..domain.journey import JourneyDomain


def copy_assets(app: Sphinx, builder: Builder) -> None:
    """Put style and script into the output, each where a page of this build needs it."""
    domain = journey_domain(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    target = Path(builder.outdir, "_static")
    files = [STYLESHEET] if domain.prepared and domain.config is None else []
    if _enlarges(domain, builder):
        files.append(ENLARGE_SCRIPT)
    if domain.rebuild is not None:
        domain.rebuild.new.others += [f"_static/{file.name}" for file in files]
    for file in files:
        target.mkdir(parents=True, exist_ok=True)
        copy_asset_file(file, target, force=True)


def _enlarges(domain: JourneyDomain, builder: Builder) -> bool:
    wanted = Wanted.of(domain, builder)
    return is_web(builder) and any(
        wanted.treats(picture)
        and (job := wanted.job(picture)) is not None
        and is_enlargeable(picture, domain.prepared.get(job), domain.images)
        for docname in domain.env.found_docs
        for picture in domain.pictures.get(docname, ())
    )


def decorate_page(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page its script, and tell other sites of its picture."""
    builder = app.builder
    if doctree is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    domain = journey_domain(app.env)
    if domain.config is None and domain.prepared and doctree.get(SHOWS_JOURNEY):
        builder.add_css_file(STYLESHEET.name, priority=450)
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
