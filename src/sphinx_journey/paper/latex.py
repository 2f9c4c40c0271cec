"""The PDF's table of contents, whose name Sphinx takes from the first caption that it finds."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder

from ..nodes import PART


class JourneyLaTeXBuilder(LaTeXBuilder):
    """Sphinx's builder; the title of a journey's part doesn't name the whole table of contents."""

    def get_contentsname(self, indexfile: str) -> str:
        """Return the caption that an author has given; what Sphinx returns isn't escaped."""
        for toctree in self.env.get_doctree(indexfile).findall(addnodes.toctree):
            if "caption" in toctree:
                return "" if toctree.get(PART) else super().get_contentsname(indexfile)
        return ""
