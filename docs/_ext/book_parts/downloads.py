"""``downloads``: buttons for the book as PDF and EPUB, where these have an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .base import BookDirective
from .hosting import FORMATS

if TYPE_CHECKING:
    from docutils.nodes import Node


class Downloads(BookDirective):
    """One button for each file of ``book_downloads``; without any, nothing."""

    def run(self) -> list[Node]:
        """Return the buttons, which only the website shows."""
        made = nodes.paragraph()
        for name, address in self.config.book_downloads.items():
            label = FORMATS.get(name, name)
            link = nodes.reference("", f"Download the {label}", refuri=address)
            link["classes"] += ["sd-sphinx-override", "sd-btn", "sd-btn-outline-primary"]
            made += [link, nodes.Text(" ")] if made.children else link
        if not made.children:
            return []
        only = addnodes.only("", made, expr="builder_html or builder_dirhtml")
        self.set_source_info(only)
        return [only]
