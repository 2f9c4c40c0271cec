"""After reading: placeholders and posts get builtin nodes made from the journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.sphinx_files import writes_each_page
from ..core.listing import unknown_names
from ..core.problems import Miss, Subtype
from ..core.select import NO_JOURNEY
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..nodes import SHOWS_JOURNEY, blog_figures, html_furniture, is_inside, placeholder
from .contexts import render_context
from .decoration import decorate, draw_view
from .views.context import nothing_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node

    from ..builds.build import Build
    from ..core.listing import Selection
    from ..core.terms import TermKind
    from ..domain.records import ViewRequest

DIRECTIVES = {
    "list": "post-list",
    "nav": "series-nav",
    "next": "series-progress",
    "progress": "series-progress",
    "roadmap": "pillar-roadmap",
}
"""The directive that leaves each kind of placeholder."""


class ResolveViews(SphinxPostTransform):
    """Draw what directives asked for, and put line and series-nav on every post.

    It runs before Sphinx resolves references (10), so that captions drawn here may hold some.
    """

    default_priority = 8

    def run(self, **_kwargs: object) -> None:
        """Resolve one document, or the whole book where a builder assembles one."""
        domain = journey_domain(self.env)
        docname = self.env.current_document.docname
        is_whole = not writes_each_page(domain.build.builder)
        if domain.build.config is not None:
            context = render_context(self.env, docname)
            for name, root, section in _sections(self.document, docname, is_whole=is_whole):
                drawn = domain.build.drawn.pop(name, None)
                head, foot = drawn or decorate(self.env, name, context)
                if head or foot:
                    _after_title(section, head)
                    # After all of the page: footnotes, and further sections of the first level.
                    root.extend(foot)
                    self.document[SHOWS_JOURNEY] = True
        if is_whole and blog_figures(self.document):
            self.document[SHOWS_JOURNEY] = True
        if not is_whole and docname not in domain.view_requests:
            return
        for node in list(self.document.findall(placeholder)):
            self.document[SHOWS_JOURNEY] = True
            node.replace_self(self._resolved(node))

    def _resolved(self, node: placeholder) -> list[Node]:
        """Return what stands in a placeholder's place."""
        request: ViewRequest = node["request"]
        made: list[Node] | Miss
        context = None
        if journey_domain(self.env).build.config is None:
            made = Miss(Subtype.UNKNOWN_JOURNEY, NO_JOURNEY)
        else:
            docname = self.env.current_document.docname
            context = render_context(self.env, docname, in_cell=is_inside(node, nodes.entry))
            made = draw_view(self.env, request, context)
        if isinstance(made, Miss):
            warn(made.subtype, f"{DIRECTIVES[request.kind]}: {made.message}", location=node)
            return [nothing_here()]
        if request.kind == "nav":
            return made
        if request.posts is not None:
            for miss in _unknown_names(journey_domain(self.env).build, request.posts.selection):
                warn(miss.subtype, f"post-list: {miss.message}", location=node)
        # On the web, others pass over it when they look for the page's first words.
        is_web = context is not None and context.web
        wrapper: Element = nodes.container("", *made)
        if is_web:
            wrapper = html_furniture("", "", *made, tag="div", attrs={})
        wrapper["classes"].append(f"journey-{request.kind}-view")
        wrapper["classes"] += node["classes"]
        wrapper["ids"] += node["ids"]
        wrapper["names"] += node["names"]
        return [wrapper]


def _unknown_names(build: Build, wanted: Selection) -> tuple[Miss, ...]:
    """Return a problem for each name that a list asks for and no document has."""
    hidden: list[tuple[TermKind, str]] = []
    for name, one in build.withheld.items():
        entry = build.publications.entries.get(name)
        authors = one.front.authors or (entry.authors if entry else ())
        known = (build.inputs.plan.authors.get(author) for author in authors)
        hidden += [("tag", tag) for tag in one.front.tags or (entry.tags if entry else ())]
        hidden += [("category", category) for category in one.front.categories]
        hidden += [("author", author) for author in authors]
        hidden += [("author", author.name) for author in known if author is not None]
    return unknown_names(wanted, build.edition.blog.posts, hidden)


def _after_title(section: Element, made: list[Node]) -> None:
    at = next((n + 1 for n, c in enumerate(section.children) if isinstance(c, nodes.title)), 0)
    section[at:at] = made


def _sections(
    document: nodes.document, docname: str, *, is_whole: bool
) -> Iterator[tuple[str, Element, Element]]:
    """Yield each source document in a doctree: its name, its root and its first section."""
    roots: list[tuple[str, Element]] = [(docname, document)]
    if is_whole:
        roots += [(str(n["docname"]), n) for n in document.findall(addnodes.start_of_file)]
    for name, root in roots:
        yield name, root, next((c for c in root.children if isinstance(c, nodes.section)), root)
