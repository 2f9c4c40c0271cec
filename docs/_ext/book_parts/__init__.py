"""The parts of the book: code and results from tested files, exercises, questions, mistakes.

``docs/contributing/book.md`` describes how a page uses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts with Sphinx; ``book_parts.text`` is read without it."""
    from .extension import register

    return register(app)
