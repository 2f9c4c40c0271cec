"""Figures of blog-images on paper: set in the column in LaTeX, and apart in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..messages import _
from ..pages.views.context import paragraph

if TYPE_CHECKING:
    from docutils.nodes import Node


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
