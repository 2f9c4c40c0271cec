"""The nodes and marks that the book's parts leave for later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

PART: Final = "book_part"
"""The attribute that says what a node is: exercise, solution, question or answer."""


def parts_of(document: nodes.document, *kinds: str) -> Iterator[nodes.Element]:
    """Return the parts of some kinds, in the order of the document."""
    for node in document.findall(nodes.Element):
        if node.get(PART) in kinds:
            yield node


class book_list(nodes.General, nodes.Element):  # noqa: N801 # docutils names nodes in lower case
    """Stands where a list of mistakes or figures comes; ``kind`` says which."""
