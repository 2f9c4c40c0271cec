"""Documents changed for writers that can't do what the web can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain.journey import journey_domain
from ..messages import _
from ..nodes import blog_figures, is_inside
from ..pages.views.context import paragraph
from ..pictures.paper import has_commands, in_place

if TYPE_CHECKING:
    from docutils.nodes import Node

EXTENSION = "sphinx_design"
_UNFOLDED = frozenset({"dropdown", "tab-set", "tab-item", "tab-content"})


class PlainComponents(SphinxPostTransform):
    """Unfold sphinx-design's drop-downs and tab sets, and leave out its icons.

    They write unclosed ``<input>`` elements and SVG without a namespace, at which EPUB readers
    stop (``epubcheck`` reports RSC-005 and RSC-016). On paper nothing folds anyway: they stay
    what they are in PDF, a heading and its content.
    """

    default_priority = 150  # before sphinx-design's own, 199 and 200
    builders = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Change one document of a project with a journey."""
        if journey_domain(self.env).build.config is None or EXTENSION not in self.config.extensions:
            return
        for node in self.document.findall(nodes.container):
            if node.get("design_component") in _UNFOLDED:
                node["design_component"] = "unfolded"
        for icon in list(self.document.findall(_is_icon)):
            icon.parent.remove(icon)


def _is_icon(node: nodes.Node) -> bool:
    if isinstance(node, nodes.raw):
        return node.get("format") == "html" and "<svg" in node.astext()[:200]
    return node.__class__.__name__ == "sd_icon"


class LinkedFigures(SphinxPostTransform):
    """Put a linked picture into a paragraph.

    EPUB prints addresses behind links, and docutils before 0.22 miscounts what a figure holds
    when one stands between picture and caption.
    """

    default_priority = 900
    builders = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Change the figures of one document that are blog-images."""
        for figure in blog_figures(self.document):
            first = figure.children[0] if figure.children else None
            if isinstance(first, nodes.reference):
                figure.replace(first, nodes.paragraph("", "", first))


class EmptyFootnotes(SphinxPostTransform):
    """Hide the heading "Footnotes" that Sphinx adds to pages without one.

    With ``epub_show_urls = "footnote"`` it puts addresses below the last footnote, else below a
    rubric with this text, and adds that rubric before it knows whether there are any addresses.
    """

    default_priority = 950
    builders = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Give one document without footnotes a rubric that isn't shown."""
        if (
            journey_domain(self.env).build.config is None
            or self.config.epub_show_urls != "footnote"
            or any(map(_is_noted, self.document.findall(nodes.reference)))
            or next(self.document.findall(nodes.footnote), None) is not None
        ):
            return
        rubric = nodes.rubric("", "Footnotes", classes=["journey-no-footnotes"])
        self.document.append(rubric)


def _is_noted(link: nodes.reference) -> bool:
    address = link.get("refuri", "")
    return address.startswith(("http:", "https:", "ftp:")) and address not in link.astext()


class FiguresInLatex(SphinxPostTransform):
    """Set figures in the column: text that flows around one breaks LaTeX before a list.

    They float as others do, except where that isn't possible. In tables Sphinx sees to that.
    """

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Take the alignment off each figure of a blog-image."""
        for figure in blog_figures(self.document):
            figure.attributes.pop("align", None)
            if has_commands(self.env) and not is_inside(figure, nodes.table):
                in_place(figure)


class MinutesInLatex(SphinxPostTransform):
    """Keep minutes and their unit on one line."""

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: object) -> None:
        """Put no-break spaces into the reading times of one document."""
        for node in self.document.findall(nodes.inline):
            if "journey-minutes" in node["classes"]:
                node.children = []
                node.append(nodes.Text(node.rawsource.replace(" ", "\N{NO-BREAK SPACE}")))


class FiguresInText(SphinxPostTransform):
    """Set a figure's picture and caption apart in plain text, where the writer joins them."""

    default_priority = 900
    formats = ("text",)

    def run(self, **_kwargs: object) -> None:
        """Turn each figure of a blog-image into paragraphs."""
        for figure in blog_figures(self.document):
            made: list[Node] = []
            for child in figure.children:
                if isinstance(child, nodes.caption):
                    made.append(nodes.paragraph("", "", *child.children))
                elif isinstance(child, nodes.legend):
                    made += child.children
                elif isinstance(child, nodes.paragraph):
                    made.append(child)
                elif alt := next((i["alt"] for i in figure.findall(nodes.image)), ""):
                    made.append(paragraph(_("[Picture: %s]") % alt))
            figure.replace_self(nodes.container("", *made))
