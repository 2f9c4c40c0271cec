"""The composition root: the only module that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import __version__
from .config import hugo as hugo_config
from .config.values import OPTIONS, warn_of_unknown
from .directives import DIRECTIVES, TRANSFORMS, colon_fence
from .domain.journey import JourneyDomain
from .gate import decide, external_toc, files, guard, stamps
from .gate.directives import put_behind_gate
from .gate.hugo import give_back_paths
from .gate.unlisted import mark_unlisted
from .incremental import collector, kept, pages, parents, search_index
from .nodes import (
    depart_html_element,
    html_element,
    html_furniture,
    picture,
    video,
    visit_html_element,
)
from .outputs import bodies, leftovers, texts, write
from .pages import (
    alternates,
    components,
    html,
    hugo_links,
    metadata,
    sidebar,
    transforms,
    withheld_links,
)
from .paper import epub, latex
from .paper.transforms import (
    EmptyFootnotes,
    FiguresInLatex,
    FiguresInText,
    LinkedFigures,
    MinutesInLatex,
    PlainComponents,
)
from .pictures import diagrams, element, paper, prepare, previews, resolve, videos, wanted
from .pictures import pages as picture_pages
from .reading import edition, excerpts, footnotes, hugo, links, shortcodes, sources, titles

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_FIRST = 0
_BEFORE_OTHERS = 100
_BEFORE_NOTES = 300
_BEFORE_COLLECTORS = _BEFORE_THEMES = 400
_BEFORE_SPHINX = 499
_AFTER_SPHINX = 501
_AFTER_COLLECTORS = 600
_LAST = 900
_VERY_LAST = 950


def compose(app: Sphinx) -> ExtensionMetadata:
    """Register domain, configuration, directives, transforms and handlers."""
    app.add_domain(JourneyDomain)
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, "", option.types, description=option.help)
    app.add_event(edition.RESOLVED)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_builder(epub.JourneyEpubBuilder, override=True)
    app.add_builder(latex.JourneyLaTeXBuilder, override=True)
    for element_node in (html_element, html_furniture):
        app.add_node(element_node, html=(visit_html_element, depart_html_element))
    app.add_node(picture, html=(element.visit_picture, element.depart_picture))
    app.add_node(video, html=(videos.visit_video, videos.depart_video))
    _listen(app)

    for transform in (titles.TitleFromFrontMatter, footnotes.UndefinedFootnotes, *TRANSFORMS):
        app.add_transform(transform)
    app.add_post_transform(withheld_links.WithheldLinks)
    app.add_post_transform(hugo_links.HugoLinks)
    app.add_post_transform(transforms.ResolveViews)
    app.add_post_transform(components.ResolveComponents)
    app.add_post_transform(videos.LinkedVideos)
    app.add_post_transform(resolve.ResolvePictures)
    app.add_post_transform(videos.PlayedVideos)
    app.add_post_transform(previews.NotePreviews)
    app.add_post_transform(FiguresInLatex)
    app.add_post_transform(MinutesInLatex)
    app.add_post_transform(FiguresInText)
    app.add_post_transform(diagrams.ResolveDiagrams)
    app.add_post_transform(PlainComponents)
    app.add_post_transform(LinkedFigures)
    app.add_post_transform(EmptyFootnotes)

    # No env_version: Sphinx writes it into searchindex.js, and a project without a journey must
    # have the same output as without the extension. The domain keeps the version itself.
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _listen(app: Sphinx) -> None:
    """Connect the handlers, in the order in which a build reaches them."""
    app.connect("config-inited", warn_of_unknown)
    app.connect("config-inited", diagrams.choose_offline)
    app.connect("config-inited", hugo_config.choose_for_hugo, priority=_VERY_LAST)
    app.connect("builder-inited", decide.prepare_build, priority=_FIRST)
    app.connect("builder-inited", leftovers.set_static_aside, priority=_FIRST)
    app.connect("builder-inited", leftovers.put_static_back, priority=_VERY_LAST)
    app.connect("builder-inited", epub.stand_in, priority=_BEFORE_SPHINX)
    app.connect("builder-inited", epub.take_back, priority=_AFTER_SPHINX)
    app.connect("env-get-outdated", decide.decide, priority=_BEFORE_OTHERS)
    app.connect("env-get-outdated", collector.freeze)
    app.connect("env-before-read-docs", leftovers.set_static_aside, priority=_FIRST)
    app.connect("env-before-read-docs", sources.note_read, priority=_LAST)
    app.connect("env-before-read-docs", put_behind_gate, priority=_LAST)
    app.connect("env-before-read-docs", external_toc.hide_withheld, priority=_LAST)
    app.connect("env-before-read-docs", guard.check_reading, priority=_VERY_LAST)
    app.connect("source-read", colon_fence.warn_of_text)
    app.connect("source-read", sources.read_source)
    app.connect("include-read", files.keep_out)
    app.connect("doctree-read", hugo.read_as_hugo, priority=_BEFORE_NOTES)
    app.connect("doctree-read", links.note_links, priority=_BEFORE_COLLECTORS)
    app.connect("doctree-read", titles.use_link_title, priority=_AFTER_COLLECTORS)
    app.connect("doctree-read", wanted.note_pictures, priority=_AFTER_COLLECTORS)
    app.connect("doctree-read", diagrams.note_diagrams, priority=_AFTER_COLLECTORS)
    app.connect("doctree-read", excerpts.note_excerpt, priority=_AFTER_COLLECTORS)
    _listen_after_reading(app)


def _listen_after_reading(app: Sphinx) -> None:
    app.connect("env-updated", external_toc.give_back, priority=_FIRST)
    app.connect("env-updated", give_back_paths, priority=_FIRST)
    app.connect("env-updated", stamps.note_stamps)
    app.connect("env-updated", shortcodes.warn_of_unknown)
    app.connect("env-updated", hugo.warn_of_addresses)
    app.connect("env-updated", edition.make_edition)
    app.connect("env-updated", mark_unlisted)
    app.connect("env-updated", kept.name_pictures)
    app.connect("env-updated", prepare.prepare_pictures, priority=_LAST)
    app.connect("env-check-consistency", edition.warn_of_posts_outside)
    app.connect("env-get-updated", kept.forget_numbers, priority=_BEFORE_COLLECTORS)
    app.connect("env-get-updated", pages.pages_to_write, priority=_AFTER_COLLECTORS)
    app.connect("missing-reference", withheld_links.resolve_missing, priority=_LAST)
    app.connect("warn-missing-reference", edition.warn_of_miss)
    app.connect("write-started", guard.check_writing)
    app.connect("write-started", write.begin_writing)
    app.connect("write-started", texts.add_to_catalogs)
    app.connect("write-started", parents.skip_parents)
    app.connect("write-started", paper.define_commands)
    app.connect("doctree-resolved", guard.check_page)
    app.connect("doctree-resolved", write.note_written)
    app.connect("doctree-resolved", search_index.remember_stems)
    app.connect("doctree-resolved", resolve.copy_no_original, priority=_LAST)
    app.connect("html-page-context", write.note_page)
    app.connect("html-page-context", html.decorate_page, priority=_BEFORE_THEMES)
    app.connect("html-page-context", picture_pages.decorate_page, priority=_BEFORE_THEMES)
    app.connect("html-page-context", metadata.describe_page, priority=_BEFORE_THEMES)
    app.connect("html-page-context", alternates.link_alternates, priority=_BEFORE_THEMES)
    app.connect("html-page-context", bodies.keep_body, priority=_LAST)
    app.connect("html-page-context", sidebar.open_one_branch, priority=_BEFORE_THEMES)
    app.connect("html-collect-pages", leftovers.clear_pages_of_others, priority=_FIRST)
    app.connect("html-collect-pages", write.collect_pages, priority=_LAST)
    app.connect("build-finished", write.finish_build)
    app.connect("build-finished", prepare.prune_cache)
    app.connect("build-finished", bodies.prune_bodies)
    app.connect("build-finished", decide.end_build, priority=_VERY_LAST)
