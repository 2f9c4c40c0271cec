"""Where on its page a picture stands, as far as that shows without drawing the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from ..nodes import html_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element, Node

_NEAR: Final = 20
"""Lines of text above a picture that leave it in view when a page is opened on a screen."""
_LINE: Final = 70
"""Letters."""
_PICTURE: Final = 12
_RAW: Final = 3
_INLINE: Final = {"a", "abbr", "b", "i", "span", "strong", "time"}


def is_near_top(document: nodes.document, image: nodes.image) -> bool:
    """Return whether a reader sees a picture without scrolling, by the text that precedes it.

    Args:
        document: with views and lines drawn.
        image: one of its images.
    """
    lines = 0.0
    for node in _shown(document):
        if node is image:
            return True
        lines += _lines(node)
        if lines > _NEAR:
            return False
    return True


def _shown(root: Element) -> Iterator[Node]:
    """Yield what a reader sees, in its order."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Invisible):
            continue
        yield node
        if not isinstance(node, nodes.FixedTextElement | nodes.raw):
            waiting.extend(reversed(node.children))


def _lines(node: Node) -> float:
    """Return about how many lines a node takes, without its children."""
    if isinstance(node, nodes.Text):
        return len(node) / _LINE
    if isinstance(node, nodes.image):
        return _PICTURE
    if isinstance(node, nodes.raw):
        return _RAW
    if isinstance(node, nodes.FixedTextElement):
        return node.astext().count("\n") + 2
    if isinstance(node, addnodes.toctree):
        return 0 if node.get("hidden") else len(node["entries"])
    if isinstance(node, html_element):
        return node["tag"] not in _INLINE
    return isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)
