"""sphinx-design's components in EPUB, where their HTML is no XHTML.

Its drop-downs and tab sets write unclosed ``<input>`` elements and SVG without a namespace, at
which EPUB readers stop (``epubcheck`` reports RSC-005 and RSC-016). On paper nothing folds
anyway, so here they stay what they are in PDF: a heading and its content.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import journey_domain

EXTENSION = "sphinx_design"
_UNFOLDED = frozenset({"dropdown", "tab-set", "tab-item", "tab-content"})


class PlainComponents(SphinxPostTransform):
    """Unfold drop-downs and tab sets, and leave out icons."""

    default_priority = 150  # before sphinx-design's own, 199 and 200
    builders = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Change one document of a project with a journey."""
        if journey_domain(self.env).config is None or EXTENSION not in self.config.extensions:
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
