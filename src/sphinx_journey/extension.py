"""The composition root: everything Sphinx is told, it is told here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, collector
from .config.values import OPTIONS
from .directives import DIRECTIVES, OVERRIDES, TRANSFORMS
from .domain.journey import JourneyDomain
from .gate import decide as gate
from .gate import files, links
from .incremental import names, numbers, pages, parents, search_index
from .messages import CATALOG
from .nodes import depart_html_element, html_element, picture, visit_html_element
from .outputs import leftovers, redirects
from .pages import html, sidebar, transforms
from .paper import epub
from .pictures import collect, diagrams, element, paper, prepare, previews, resolve
from .pictures import pages as picture_pages
from .reading import sources, targets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BEFORE_OTHERS = 100
_BEFORE_COLLECTORS = _BEFORE_THEMES = 400
_AFTER_COLLECTORS = 600
_LAST = 900


def compose(app: Sphinx) -> ExtensionMetadata:
    """Register domain, configuration, directives, transforms and handlers."""
    app.add_message_catalog(CATALOG, str(Path(__file__).parent / "locale"))
    app.add_domain(JourneyDomain)
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, "", option.types, description=option.help)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for name, gated in OVERRIDES.items():
        app.add_directive(name, gated, override=True)
    app.add_node(html_element, html=(visit_html_element, depart_html_element))
    app.add_node(picture, html=(element.visit_picture, element.depart_picture))
    _listen(app)

    for transform in (sources.TitleFromFrontMatter, *TRANSFORMS):
        app.add_transform(transform)
    app.add_post_transform(links.WithheldLinks)
    app.add_post_transform(transforms.ResolveViews)
    app.add_post_transform(resolve.ResolvePictures)
    app.add_post_transform(previews.NotePreviews)
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


def _listen(app: Sphinx) -> None:
    """Connect the handlers, in the order in which a build comes to them."""
    app.connect("config-inited", diagrams.choose_offline)
    app.connect("builder-inited", sources.load_plan)
    app.connect("builder-inited", prepare.settle_settings)
    app.connect("env-get-outdated", gate.decide, priority=_BEFORE_OTHERS)
    app.connect("env-get-outdated", collector.leave_alone)
    app.connect("env-before-read-docs", parents.note_read)
    app.connect("source-read", sources.read_source)
    app.connect("include-read", files.keep_out)
    app.connect("doctree-read", links.note_links, priority=_BEFORE_COLLECTORS)
    app.connect("doctree-read", sources.use_link_title, priority=_AFTER_COLLECTORS)
    app.connect("doctree-read", collect.note_pictures, priority=_AFTER_COLLECTORS)
    app.connect("env-updated", sources.finish_reading)
    app.connect("env-updated", targets.note_targets)
    app.connect("env-updated", names.name_pictures)
    app.connect("env-updated", prepare.prepare_pictures, priority=_LAST)
    app.connect("env-get-updated", numbers.forget_numbers, priority=_BEFORE_COLLECTORS)
    app.connect("env-get-updated", pages.pages_to_write, priority=_AFTER_COLLECTORS)
    app.connect("warn-missing-reference", targets.warn_of_miss)
    app.connect("write-started", leftovers.note_pages)
    app.connect("write-started", parents.skip_parents)
    app.connect("write-started", html.copy_stylesheet)
    app.connect("write-started", picture_pages.copy_assets)
    app.connect("write-started", paper.load_package)
    app.connect("doctree-resolved", leftovers.note_written)
    app.connect("doctree-resolved", search_index.remember_stems)
    app.connect("html-page-context", html.decorate_page, priority=_BEFORE_THEMES)
    app.connect("html-page-context", picture_pages.decorate_page, priority=_BEFORE_THEMES)
    app.connect("html-page-context", sidebar.open_one_branch, priority=_BEFORE_THEMES)
    app.connect("html-collect-pages", html.progress_pages)
    app.connect("html-collect-pages", redirects.redirect_pages)
    app.connect("html-collect-pages", leftovers.finish_pages, priority=_LAST)
    app.connect("build-finished", leftovers.finish_build)
    app.connect("build-finished", parents.restore)
    app.connect("build-finished", collector.look_again)
    app.connect("build-finished", prepare.prune_cache)
