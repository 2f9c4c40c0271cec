"""What the directives share: warnings at their line, and files of the book's code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .text import CODE, is_name

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, *, location: str | Element) -> None:
    """Log a warning of the book; the build goes on."""
    logger.warning(message, type="book", subtype=subtype, location=location)


class BookDirective(SphinxDirective):
    """A directive of the book."""

    def warn(self, message: str) -> None:
        """Log a warning at the directive's line; its subtype is the directive's name."""
        source, line = self.get_source_info()
        warn(self.name, f"{self.name}: {message}", location=f"{source}:{line}")

    def code_file(self, relative: str) -> Path | None:
        """Return a file of the source directory, and note that the page depends on it."""
        root = Path(self.env.srcdir).resolve()
        path = (root / relative.lstrip("/")).resolve()
        if not path.is_relative_to(root / CODE):
            self.warn(f"{relative!r} is not in '{CODE}/'. The book shows tested files only.")
            return None
        self.env.note_dependency(path.relative_to(root).as_posix())
        if not path.is_file():
            self.warn(f"there is no file {relative!r}.")
            return None
        return path

    def result(self, name: str, suffix: str) -> str | None:
        """Return the text of a result that a script made."""
        if not is_name(name):
            self.warn(f"{name!r} is no name of a result: write it without folder and suffix.")
            return None
        path = self.code_file(f"{CODE}/results/{name}{suffix}")
        return None if path is None else path.read_text(encoding="utf-8")

    def instead(self, text: str) -> list[Node]:
        """Return what stands in the place of what can't be shown."""
        return [nodes.paragraph("", "", nodes.emphasis(text, text), classes=["book-missing"])]

    def inline(self, text: str) -> list[Node]:
        """Return the nodes of a text with inline markup."""
        children, messages = self.parse_inline(text, lineno=self.lineno)
        return [*children, *messages]

    def ident(self, name: str, node: Element) -> list[str]:
        """Return the id that a node of this page gets: none, if another node has it."""
        ident = nodes.make_id(name)
        if ident in self.state.document.ids:
            self.warn(f"{name!r} stands on this page already; links go to the first.")
            return []
        self.state.document.ids[ident] = node
        return [ident]
