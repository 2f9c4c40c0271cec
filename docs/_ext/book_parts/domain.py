"""What the book's pages hold, by page: mistakes, figures and sources, for the lists of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain

from .nodes import book_list
from .text import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Entry:
    """A mistake, a figure or a source.

    Attributes:
        kind: ``mistake``, ``figure``, ``diagram``, ``table`` or ``source``.
        ident: where it stands on its page; empty for a source.
        title: a mistake's title, a caption's first sentence, the text of the link to a source.
        name: a mistake's name, a source's address.
        changes: what a mistake changes.
    """

    kind: str
    ident: str
    title: str
    name: str = ""
    changes: str = ""


class BookDomain(Domain):
    """Mistakes, figures and sources by page, and the pages that list them."""

    name = "book"
    label = "Book"
    initial_data: ClassVar[dict[str, Any]] = {"entries": {}, "lists": {}, "shown": {}}
    data_version = 2
    builder: Builder | None = None
    """The builder at work."""

    @property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """The mistakes, figures and sources of each page, in its order."""
        return cast("dict[str, tuple[Entry, ...]]", self.data["entries"])

    @property
    def lists(self) -> dict[str, bool]:
        """The pages that have a list."""
        return cast("dict[str, bool]", self.data["lists"])

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.entries.pop(docname, None)
        self.lists.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take the pages that another process has read."""
        for key in ("entries", "lists"):
            own, other = self.data[key], otherdata[key]
            own.update((name, other[name]) for name in docnames if name in other)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a page holds."""
        if next(document.findall(book_list), None) is not None:
            self.lists[docname] = True
        found = tuple(_entries(document, is_post=docname.startswith(tuple(env.config.book_posts))))
        if found:
            self.entries[docname] = found

    def resolve_any_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,  # noqa: ARG002
        builder: Builder,  # noqa: ARG002
        target: str,  # noqa: ARG002
        node: pending_xref,  # noqa: ARG002
        contnode: Element,  # noqa: ARG002
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing: what the book's parts are is found by their lists."""
        return []

    def in_order(self) -> list[tuple[str, tuple[Entry, ...]]]:
        """Return pages and what they hold, in the order of the tables of contents."""
        order: list[str] = []
        seen: set[str] = set()
        waiting = [self.env.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in seen:
                seen.add(docname)
                order.append(docname)
                waiting += reversed(self.env.toctree_includes.get(docname, []))
        order += sorted(set(self.entries) - seen)
        return [(docname, self.entries[docname]) for docname in order if docname in self.entries]


def _entries(document: nodes.document, *, is_post: bool) -> Iterator[Entry]:
    sources: set[str] = set()
    for node in document.findall(nodes.Element):
        mistake = node.get("book_mistake")
        if mistake and len(mistake) == 4:
            ident, name, title, changes = mistake
            yield Entry("mistake", ident, title, name, changes)
        elif is_post and isinstance(node, nodes.reference):
            address = str(node.get("refuri", ""))
            if address.startswith(("https://", "http://")) and address not in sources:
                sources.add(address)
                yield Entry("source", "", node.astext(), address)
        elif is_post and (caption := _caption(node)):
            yield Entry(_kind(node), _ident(document, node), first_sentence(caption))


def _caption(node: Element) -> str:
    if isinstance(node, nodes.figure):
        return next((one.astext() for one in node.findall(nodes.caption)), "")
    if isinstance(node, nodes.table) and "book-results" in node["classes"]:
        return next((one.astext() for one in node.findall(nodes.title)), "")
    return ""


def _kind(node: Element) -> str:
    if isinstance(node, nodes.table):
        return "table"
    return "figure" if next(node.findall(nodes.image), None) is not None else "diagram"


def _ident(document: nodes.document, node: Element) -> str:
    """Return where a figure stands; it gets an id if it has none."""
    if not node["ids"]:
        number = 1
        while f"figure-{number}" in document.ids:
            number += 1
        node["ids"].append(f"figure-{number}")
        document.ids[f"figure-{number}"] = node
    return cast("str", node["ids"][0])


def book_domain(env: BuildEnvironment) -> BookDomain:
    """Return the book's domain."""
    return cast("BookDomain", env.domains["book"])


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with lists, if what they list is not what this builder wrote last."""
    domain = book_domain(env)
    facts = [
        (docname, env.titles[docname].astext(), entries) for docname, entries in domain.in_order()
    ]
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    if domain.data["shown"].get(app.builder.name) == digest:
        return []
    domain.data["shown"][app.builder.name] = digest
    return sorted(set(domain.lists) & set(env.found_docs))
