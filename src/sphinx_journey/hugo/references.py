"""How Hugo finds the page that ``ref``, ``relref`` and ``GetPage`` name.

Source: https://gohugo.io/methods/page/getpage/, and tries with Hugo 0.168.
"""

from __future__ import annotations

import posixpath
from posixpath import dirname
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .model import Kind, Page
from .paths import joined, normalized, parsed
from .sections import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Section, Site
    from .sections import Node, Tree


class References:
    """Finds pages by their paths in the site and by their names."""

    def __init__(self, site: Site, trees: Mapping[str, Tree]) -> None:
        """Take the site and the trees of its languages."""
        self._codes = frozenset(codes(site))
        self._trees = trees
        self._names = {code: _names(tree) for code, tree in trees.items()}
        self._files = {
            (code, f"/{node.content.path}"): node
            for code, tree in trees.items()
            for node in tree.nodes.values()
            if isinstance(node.content, Page)
        }
        self._folders = {
            (code, dirname(path)): node
            for (code, path), node in self._files.items()
            if node.path.is_bundle
        }

    def base(self, page: Page) -> str:
        """Return the path by which Hugo knows a page: ``/posts/a`` for ``posts/a.pt.md``."""
        return self._base(page.path)

    def ref(self, ref: str, here: Page, language: str) -> tuple[Page | Section, str] | None:
        """Return the page that a ``ref`` names, with the fragment, or ``None``.

        Args:
            ref: what it says; a host is ignored, as Hugo does.
            here: the page that says it.
            language: the code of the language to look in; empty for the page's own.
        """
        try:
            parts = urlsplit(ref)
        except ValueError:
            return None
        if parts.scheme and not parts.netloc:
            return None
        if not parts.path:
            return (here, unquote(parts.fragment)) if parts.fragment else None
        found = self._find(unquote(parts.path), here, language or here.language, by_name=True)
        return (found.content, unquote(parts.fragment)) if found else None

    def page(self, path: str, here: Page) -> Page | Section | None:
        """Return the page at a path in the site, relative to a page or to the root."""
        found = self._find(path, here, here.language, by_name=False)
        return found.content if found else None

    def _base(self, path: str) -> str:
        return parsed(normalized(path), self._codes).base

    def _at_file(self, path: str, tree: Tree) -> Node | None:
        """Return the page of a file or of a bundle's folder, in its own case."""
        code = tree.language
        return self._files.get((code, path)) or self._folders.get((code, path))

    def _find(self, path: str, here: Page, code: str, *, by_name: bool) -> Node | None:
        path = path.rstrip("/")
        tree = self._trees.get(code)
        if tree is None:
            return None
        written = path or "/_index.md"
        has_extension = "." in posixpath.basename(path)
        tried = [written if has_extension or not path else f"{path}.md"]
        if path.endswith("/index"):
            tried.insert(0, f"{path}/index.md")
        names = self._names[code] if by_name and "/" not in path else {}
        found = (self._at(t, here, tree, names, has_extension=has_extension) for t in tried)
        return next(filter(None, found), None)

    def _at(
        self,
        path: str,
        here: Page,
        tree: Tree,
        names: Mapping[str, Node | None],
        *,
        has_extension: bool,
    ) -> Node | None:
        if not path.startswith("/"):
            own = parsed(normalized(here.path), self._codes)
            goes_up = has_extension and path.startswith("../")
            folder = own.folder if here.kind is not Kind.PAGE or goes_up else own.container
            below = posixpath.normpath(path)
            # From a bundle at the top, Hugo doesn't find what is above its folder.
            is_above = own.is_bundle and folder == "/" != own.folder and below[:2] in {".", ".."}
            if not is_above and (found := tree.nodes.get(self._base(joined(folder, path)))):
                return found
            if has_extension and (found := self._at_file(joined(dirname(here.path), path), tree)):
                return found
            if path.startswith("."):
                return None
        parsed_path = parsed(normalized(path), self._codes)
        return tree.nodes.get(parsed_path.base) or names.get(parsed_path.base_name)


def _names(tree: Tree) -> dict[str, Node | None]:
    """Return the pages by their names; ``None`` for a name that several have."""
    found: dict[str, Node | None] = {}
    for node in tree.nodes.values():
        name = node.path.base_name
        found[name] = None if name in found else node
    return found
