"""Nodes of our own: placeholders, and HTML elements that no builtin node can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.writers.html5 import HTML5Translator


class placeholder(nodes.General, nodes.Element):
    """What a directive leaves behind, resolved after reading.

    Its attribute ``asked`` is a :class:`sphinx_journey.domain.Asked`.
    """


class html_element(nodes.General, nodes.TextElement):
    """One HTML element: ``tag``, and ``attrs`` that the writer escapes. For HTML builders alone."""


def html(tag: str, *children: Node, classes: str = "", **attrs: str) -> html_element:
    """Return an HTML element.

    Args:
        tag: the element's name.
        children: nodes, text as :class:`docutils.nodes.Text`.
        classes: class names, separated by spaces.
        attrs: attributes; ``_`` in a name stands for ``-``.
    """
    node = html_element("", "", *children, tag=tag)
    node["classes"] += classes.split()
    node["attrs"] = {name.replace("_", "-"): value for name, value in attrs.items()}
    return node


def visit_html_element(translator: HTML5Translator, node: Element) -> None:
    """Open the element; docutils' own ``starttag`` escapes attributes and writes classes."""
    translator.body.append(translator.starttag(node, node["tag"], "", **node["attrs"]))


def depart_html_element(translator: HTML5Translator, node: Element) -> None:
    """Close the element."""
    translator.body.append(f"</{node['tag']}>")
