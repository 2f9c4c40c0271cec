"""``mistake-list`` and ``figure-list``: what the book holds, with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from .base import BookDirective
from .domain import book_domain
from .nodes import book_list
from .text import CODE, PAIR

if TYPE_CHECKING:
    from docutils.nodes import Node

    from .domain import Entry

NOTHING = {"mistakes": "There is no mistake yet.", "figures": "There is no figure yet."}


class MistakeList(BookDirective):
    """Every mistake of the book."""

    kind = "mistakes"

    def run(self) -> list[Node]:
        """Return what stands for the list until all pages have been read."""
        node = book_list(kind=self.kind, docname=self.env.current_document.docname)
        self.set_source_info(node)
        return [node]


class FigureList(MistakeList):
    """Every figure, diagram and table of results of the posts."""

    kind = "figures"


class ResolveLists(SphinxPostTransform):
    """Make the lists of what all pages hold."""

    default_priority = 6

    def run(self, **_kwargs: object) -> None:
        """Make the lists of one document, or of the whole book."""
        for node in list(self.document.findall(book_list)):
            kind = node["kind"]
            make = self._mistakes if kind == "mistakes" else self._figures
            made = make(node["docname"])
            node.replace_self(made if made.children else nodes.paragraph("", NOTHING[kind]))

    def _mistakes(self, page: str) -> nodes.definition_list:
        made = nodes.definition_list(classes=["book-mistakes"])
        for docname, entries in book_domain(self.env).in_order():
            for entry in entries:
                if entry.kind == "mistake":
                    made += self._mistake(page, docname, entry)
        return made

    def _mistake(self, page: str, docname: str, entry: Entry) -> nodes.definition_list_item:
        term = nodes.term("", "", self._link(page, docname, entry.ident, entry.title))
        where = nodes.paragraph("", "In ", self._link(page, docname, "", self._title(docname)))
        where += nodes.Text(". ")
        if entry.changes:
            where += [nodes.strong("", "What it changes:"), nodes.Text(f" {entry.changes}")]
        folder = f"docs/{CODE}/mistakes/{entry.name}/"
        files = nodes.paragraph("", "The pair: ", nodes.literal("", folder + PAIR[0]))
        files += [nodes.Text(" and "), nodes.literal("", folder + PAIR[1])]
        return nodes.definition_list_item("", term, nodes.definition("", where, files))

    def _figures(self, page: str) -> nodes.definition_list:
        made = nodes.definition_list(classes=["book-figures"])
        for docname, entries in book_domain(self.env).in_order():
            items = [
                nodes.list_item("", self._figure(page, docname, entry))
                for entry in entries
                if entry.kind != "mistake"
            ]
            if items:
                term = nodes.term("", "", self._link(page, docname, "", self._title(docname)))
                listed = nodes.bullet_list("", *items)
                made += nodes.definition_list_item("", term, nodes.definition("", listed))
        return made

    def _figure(self, page: str, docname: str, entry: Entry) -> nodes.paragraph:
        link = self._link(page, docname, entry.ident, entry.title)
        return nodes.paragraph("", f"{entry.kind.capitalize()}: ", link)

    def _title(self, docname: str) -> str:
        return self.env.titles[docname].astext()

    def _link(self, page: str, docname: str, ident: str, text: str) -> nodes.reference:
        builder = book_domain(self.env).builder
        if builder is None:
            raise RuntimeError("lists are made while a builder is at work")
        return make_refnode(builder, page, docname, ident, nodes.Text(text))
