"""``mistake-list``, ``figure-list`` and ``source-list``: what the book holds, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from .base import BookDirective
from .domain import book_domain
from .nodes import book_list
from .text import CODE, PAIR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Node

    from .domain import Entry

NOTHING = {
    "mistakes": "There is no mistake yet.",
    "figures": "There is no figure yet.",
    "sources": "There is no source yet.",
}


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


class SourceList(MistakeList):
    """Every page of other sites that chapters and posts link to."""

    kind = "sources"


class ResolveLists(SphinxPostTransform):
    """Make the lists of what all pages hold."""

    default_priority = 6

    def run(self, **_kwargs: object) -> None:
        """Make the lists of one document, or of the whole book."""
        for node in list(self.document.findall(book_list)):
            kind = node["kind"]
            made = self._makers[kind](node["docname"])
            node.replace_self(made if made.children else nodes.paragraph("", NOTHING[kind]))

    @property
    def _makers(self) -> dict[str, Callable[[str], nodes.definition_list]]:
        return {"mistakes": self._mistakes, "figures": self._figures, "sources": self._sources}

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
        def items(docname: str, entries: Sequence[Entry]) -> list[nodes.paragraph]:
            kinds = {"figure", "diagram", "table"}
            return [self._figure(page, docname, entry) for entry in entries if entry.kind in kinds]

        return self._by_page("book-figures", page, items)

    def _sources(self, page: str) -> nodes.definition_list:
        def items(_docname: str, entries: Sequence[Entry]) -> list[nodes.paragraph]:
            return [self._source(entry) for entry in entries if entry.kind == "source"]

        return self._by_page("book-sources", page, items)

    @staticmethod
    def _source(entry: Entry) -> nodes.paragraph:
        """Return the link with its site: the words of a link alone may not say where it leads."""
        site = (urlsplit(entry.name).hostname or "").removeprefix("www.")
        link = nodes.reference("", entry.title, refuri=entry.name)
        return nodes.paragraph("", "", link, nodes.Text(f" ({site})"))

    def _by_page(
        self, kind: str, page: str, items: Callable[[str, Sequence[Entry]], list[nodes.paragraph]]
    ) -> nodes.definition_list:
        """Return what pages hold, each page with a link to it."""
        made = nodes.definition_list(classes=[kind])
        for docname, entries in book_domain(self.env).in_order():
            listed = [nodes.list_item("", one) for one in items(docname, entries)]
            if listed:
                term = nodes.term("", "", self._link(page, docname, "", self._title(docname)))
                points = nodes.bullet_list("", *listed)
                made += nodes.definition_list_item("", term, nodes.definition("", points))
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
