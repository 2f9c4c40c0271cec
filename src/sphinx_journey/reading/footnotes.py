"""Footnotes of a Hugo post."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..domain.journey import journey_domain


class UndefinedFootnotes(SphinxTransform):
    """Let what refers to no footnote be text, as in Hugo: ``[^0-9]`` of a regular expression.

    It runs before docutils' ``Footnotes`` (620), which has an error for each.
    """

    default_priority = 610

    def apply(self, **_kwargs: object) -> None:
        """Put the text in the place of each such reference."""
        document = self.document
        if self.env.current_document.docname not in journey_domain(self.env).build.contents:
            return
        defined = {
            name
            for one in (*document.footnotes, *document.autofootnotes)
            for key in ("names", "dupnames")
            for name in one[key]
        }
        for name in document.footnote_refs.keys() - defined:
            for reference in document.footnote_refs.pop(name):
                if reference in document.autofootnote_refs:
                    document.autofootnote_refs.remove(reference)
                reference.parent.replace(reference, nodes.Text(reference.rawsource))
