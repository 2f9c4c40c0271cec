"""After reading: placeholders and posts get builtin nodes made from the journeys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .core.problems import Subtype, shown
from .core.select import NoChoice, choose
from .diagnostics import warn
from .domain import journey_domain
from .messages import _
from .nodes import placeholder
from .surfaces import SHOWS_JOURNEY, surface_for
from .views import ROADMAP_VIEWS, chapter_line, dashboard, post_line, series_nav
from .views.surface import nothing_here, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node
    from sphinx.environment import BuildEnvironment

    from .config import Nav
    from .core.model import Place
    from .views import Surface

THEMES_WITH_NEIGHBORS = frozenset(
    {
        "agogo", "basic", "bizstyle", "classic", "furo", "haiku", "nature", "pydata_sphinx_theme",
        "pyramid", "scrolls", "shibuya", "sphinx_book_theme", "sphinx_immaterial",
        "sphinx_rtd_theme", "sphinxdoc", "traditional",
    }
)  # fmt: skip
"""Themes that draw previous and next below a page."""


DIRECTIVES = {
    "nav": "series-nav",
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
        journeys = journey_domain(self.env).journeys
        found = list(self.document.findall(placeholder))
        for docname, root, section in _sections(self.document, self.env.current_document.docname):
            own_nav = any(p["kind"] == "nav" and p["docname"] == docname for p in found)
            if docname in journeys.places:
                self._dress(root, section, journeys.places[docname], own_nav=own_nav)
            elif docname in journeys.chapters:
                journey, pillar = journeys.chapters[docname]
                _after_title(section, chapter_line(journey, pillar, self._surface()))
            else:
                continue
            self.document[SHOWS_JOURNEY] = True
        if any("blog-figure" in f["classes"] for f in self.document.findall(nodes.figure)):
            self.document[SHOWS_JOURNEY] = True
        for node in found:
            self.document[SHOWS_JOURNEY] = True
            node.replace_self(self._resolved(node))

    def _surface(self) -> Surface:
        return surface_for(self.env, self.env.current_document.docname)

    def _dress(
        self, root: Element, section: Element, places: tuple[Place, ...], *, own_nav: bool
    ) -> None:
        """Put the line and series-nav on a post."""
        surface = self._surface()
        domain = journey_domain(self.env)
        nav: Nav = "none" if own_nav or domain.config is None else domain.config.nav
        head: list[Node] = []
        if nav in {"both", "top"}:
            # On paper the neighbors are the pages before and after; once, at the end, will do.
            neighbors = surface.web or nav == "top"
            head += series_nav(places, surface, neighbors=neighbors)
        head += post_line(places[0].post, surface)
        _after_title(section, head)
        theme_draws = nav == "both" and surface.web and _theme_draws_neighbors(self.env)
        if nav in {"both", "bottom"} and not theme_draws:
            # After all of the page: footnotes, and further sections of the first level.
            root += series_nav(places, surface, part=surface.web or nav == "bottom")

    def _resolved(self, node: placeholder) -> list[Node]:
        """Return what stands in a placeholder's place."""
        domain = journey_domain(self.env)
        if node["kind"] == "nav":
            places = domain.journeys.places.get(node["docname"], ())
            if node["journey"]:
                places = tuple(p for p in places if p.journey.id == node["journey"])
            if places:
                return series_nav(places, self._surface())
        choice = choose(domain.journeys, node["docname"], node["journey"], node["pillar"])
        if isinstance(choice, NoChoice):
            return [self._not_found(node, choice.subtype, choice.message)]
        if node["kind"] == "nav":
            message = f"This page is no post of {shown(choice.journey.id)}. Remove the directive."
            return [self._not_found(node, Subtype.UNKNOWN_JOURNEY, message)]
        view = dashboard if node["kind"] == "progress" else ROADMAP_VIEWS[node["view"]]
        # A chosen pillar is shown without the posts of no pillar.
        journey = replace(choice.journey, overview=()) if node["pillar"] else choice.journey
        drawn = view(journey, choice.pillars, self._surface())
        wrapper = nodes.container("", *drawn, classes=[f"journey-{node['kind']}-view"])
        wrapper["classes"] += node["classes"]
        wrapper["ids"] += node["ids"]
        wrapper["names"] += node["names"]
        return [wrapper]

    def _not_found(self, node: placeholder, subtype: Subtype, message: str) -> Node:
        warn(subtype, f"{DIRECTIVES[node['kind']]}: {message}", location=node)
        return nothing_here()


class FiguresInLatex(SphinxPostTransform):
    """Set figures in the column: text that flows around one breaks LaTeX before a list."""

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Take the alignment off each figure of a blog-image."""
        for figure in self.document.findall(nodes.figure):
            if "blog-figure" in figure["classes"]:
                figure.attributes.pop("align", None)


class FiguresInText(SphinxPostTransform):
    """Set a figure's picture and caption apart in plain text, where the writer joins them."""

    default_priority = 900
    formats = ("text",)

    def run(self, **_kwargs: object) -> None:
        """Turn each figure of a blog-image into paragraphs."""
        for figure in list(self.document.findall(nodes.figure)):
            if "blog-figure" not in figure["classes"]:
                continue
            made: list[Node] = []
            for child in figure.children:
                if isinstance(child, nodes.caption):
                    made.append(nodes.paragraph("", "", *child.children))
                elif isinstance(child, nodes.legend):
                    made += child.children
                elif isinstance(child, nodes.paragraph):
                    made.append(child)
                else:
                    alt = next((i["alt"] for i in figure.findall(nodes.image)), "")
                    if alt:
                        made.append(paragraph(_("[Picture: %s]") % alt))
            figure.replace_self(nodes.container("", *made))


def _after_title(section: Element, made: list[Node]) -> None:
    at = next((n + 1 for n, c in enumerate(section.children) if isinstance(c, nodes.title)), 0)
    section[at:at] = made


def _theme_draws_neighbors(env: BuildEnvironment) -> bool:
    builder = journey_domain(env).builder
    return (
        builder is not None
        and builder.name in {"html", "dirhtml"}
        and env.config.html_theme in THEMES_WITH_NEIGHBORS
    )


def _sections(document: nodes.document, docname: str) -> Iterator[tuple[str, Element, Element]]:
    """Yield each source document in a doctree: its name, its root and its first section."""
    roots: list[tuple[str, Element]] = [(docname, document)]
    roots += [(str(n["docname"]), n) for n in document.findall(addnodes.start_of_file)]
    for name, root in roots:
        yield name, root, next((c for c in root.children if isinstance(c, nodes.section)), root)
