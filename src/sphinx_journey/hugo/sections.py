"""The pages of one language as a tree of sections, as Hugo sees them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .model import Kind, Section
from .paths import normalized, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Page, Site
    from .paths import ContentPath


@dataclass(frozen=True)
class Node:
    """A page or a section without a file, in its place."""

    content: Page | Section
    kind: Kind
    path: ContentPath
    """As Hugo normalizes it."""
    written: ContentPath
    """In its own case, with blanks."""
    parent: Node | None = field(default=None, repr=False)
    """The section it is in; of a section, the one above."""

    @property
    def base(self) -> str:
        """The path by which Hugo knows it: ``/posts/a``."""
        return self.path.base

    @property
    def section(self) -> Node | None:
        """The section it is in; a section is in itself."""
        return self.parent if self.kind is Kind.PAGE else self


_HOME: Final = "_index.md"


class Tree:
    """The nodes of one language by their paths in the site."""

    def __init__(self, site: Site, language: str, pages: Iterable[Page]) -> None:
        """Take the pages of the language, in any order."""
        self.language = language
        self._codes = frozenset(codes(site))
        self.nodes: dict[str, Node] = {}
        """Per path in the site: the page. Of two files for one page, a bundle's counts."""
        self.replaced: list[tuple[Page, Page]] = []
        """Pages whose place another has."""
        found = [(page, self._draft(page, page.kind, page.path)) for page in pages]
        found.sort(key=lambda pair: (pair[1].base, pair[1].path.is_bundle, pair[1].kind.value))
        by_base: dict[str, Node] = {}
        kept: dict[str, Page] = {}
        for page, node in found:
            if other := kept.get(node.base):
                self.replaced.append((other, page))
            kept[node.base], by_base[node.base] = page, node
        for node in [*by_base.values()]:
            top = node.written.container.split("/")[1]
            if top and f"/{normalized(top)}" not in by_base:
                made = Section(language, f"/{top}")
                by_base[f"/{normalized(top)}"] = self._draft(made, Kind.SECTION, f"{top}/{_HOME}")
        if "/" not in by_base:
            by_base["/"] = self._draft(Section(language, "/"), Kind.HOME, _HOME)
        for base in sorted(by_base):
            self.nodes[base] = self._placed(by_base[base])
        self.leaves = {n.base: n for n in self.nodes.values() if n.path.name == "index"}

    def _draft(self, content: Page | Section, kind: Kind, path: str) -> Node:
        return Node(content, kind, parsed(normalized(path), self._codes), parsed(path, self._codes))

    def _placed(self, node: Node) -> Node:
        if node.kind is Kind.HOME:
            return node
        folder = node.path.container
        return Node(node.content, node.kind, node.path, node.written, self.section_at(folder))

    def section_at(self, folder: str) -> Node | None:
        """Return the section of a folder: its own, or the nearest above it."""
        while folder != "/":
            node = self.nodes.get(folder)
            if node is not None and node.kind is not Kind.PAGE:
                return node
            folder = posixpath.dirname(folder)
        return self.nodes.get("/")

    def owner_of(self, path: str) -> Node | None:
        """Return the page that a file beside pages belongs to: a bundle or a section.

        Args:
            path: of the file, from the content's root, in any case.
        """
        folder = posixpath.dirname(normalized(f"/{path.lstrip('/')}"))
        while folder != "/":
            node = self.leaves.get(folder) or self.nodes.get(folder)
            if node is not None and node.path.is_bundle:
                return node
            folder = posixpath.dirname(folder)
        return self.nodes.get("/")


def codes(site: Site) -> list[str]:
    """Return the codes that a file's name may have in it."""
    return [*(language.code for language in site.languages), *site.disabled_languages]
