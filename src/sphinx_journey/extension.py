"""The composition root: everything Sphinx is told, it is told here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, diagrams, epub, incremental, sources, transforms
from .config import OPTIONS
from .directives import DIRECTIVES, TRANSFORMS
from .domain import JourneyDomain
from .messages import CATALOG
from .nodes import depart_html_element, html_element, visit_html_element
from .outputs import html

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_AFTER_COLLECTORS = 600
_AFTER_READING = 600
_BEFORE_THEMES = 400


def compose(app: Sphinx) -> ExtensionMetadata:
    """Register domain, configuration, directives, transforms and handlers."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parent / "locale"))
    app.add_domain(JourneyDomain)
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, "", option.types, description=option.help)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_node(html_element, html=(visit_html_element, depart_html_element))

    app.connect("config-inited", diagrams.choose_offline)
    app.connect("builder-inited", sources.load_plan)
    app.connect("env-get-outdated", sources.without_record)
    app.connect("env-before-read-docs", sources.scan_front_matter)
    app.connect("source-read", sources.read_source)
    app.connect("doctree-read", sources.use_link_title, priority=_AFTER_COLLECTORS)
    app.connect("env-updated", sources.finish_reading)
    app.connect("env-updated", incremental.pages_to_write, priority=_AFTER_READING)
    app.connect("write-started", html.copy_stylesheet)
    app.connect("html-page-context", html.dress_page, priority=_BEFORE_THEMES)
    app.connect("html-collect-pages", html.progress_pages)

    for transform in (sources.TitleFromFrontMatter, *TRANSFORMS):
        app.add_transform(transform)
    app.add_post_transform(transforms.ResolveViews)
    app.add_post_transform(transforms.FiguresInLatex)
    app.add_post_transform(transforms.FiguresInText)
    app.add_post_transform(diagrams.ResolveDiagrams)
    app.add_post_transform(epub.PlainComponents)
    app.add_post_transform(epub.LinkedFigures)

    # No env_version: Sphinx writes it into searchindex.js, and a project without a journey is to
    # have the output it has without the extension. The domain's data_version does the work.
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
