"""After reading: details and tabs as HTML elements on the web, as titles and text on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.sphinx_files import is_web
from ..domain.journey import journey_domain
from ..nodes import COMPONENT, DETAILS, OPEN, SHOWS_JOURNEY, TAB, TABS, components, html

if TYPE_CHECKING:
    from docutils.nodes import Node


class ResolveComponents(SphinxPostTransform):
    """Draw what ``journey-details`` and ``journey-tabs`` have left.

    Tabs are radio buttons with their labels, of which a style sheet shows the content of one: they
    are chosen by keyboard as radio buttons are, and need no script. Without the style sheet, and on
    paper, they stand one below the other.
    """

    default_priority = 150

    def run(self, **_kwargs: object) -> None:
        """Draw them in one document, or in the whole book where a builder assembles one."""
        found = components(self.document, DETAILS, TABS, TAB)
        if found:
            self.document[SHOWS_JOURNEY] = True
        builder = journey_domain(self.env).build.builder
        web, number = is_web(builder), 0
        for node in found:
            kind = node[COMPONENT]
            if web and kind == DETAILS:
                node.replace_self(_details(node))
            elif web and kind == TABS:
                number += 1
                node.replace_self(_tabs(node, number))
            elif kind != TABS and not (web and node.parent.get(COMPONENT) == TABS):
                _embolden(node)
            if not web:
                settle(node, builder.format)


def settle(node: nodes.container, form: str) -> None:
    """Have a writer that makes nothing of a container keep what is in one.

    LaTeX and Texinfo drop its names, to which there may be links. A manual page has no blank line
    before the first paragraph in it.

    Args:
        node: the container.
        form: the format of the builder.
    """
    if form == "man":
        node.replace_self(node.children)
        return
    names = list(node["ids"]) if form in {"latex", "texinfo"} else []
    before = node.parent.children[: node.parent.index(node)]
    while before and isinstance(target := before.pop(), nodes.target):
        names = [name for name in names if name != target.get("refid")]  # it says them itself
    if names:
        node["ids"] = []
        node.insert(0, nodes.target("", "", ids=names))


def _details(node: nodes.container) -> Node:
    title, *content = node.children
    opened = {"open": ""} if node[OPEN] else {}
    return html("details", html("summary", *title.children), *content, **opened)


def _tabs(node: nodes.container, number: int) -> Node:
    drawn: list[Node] = []
    for tab in node.children:
        title, *content = tab.children
        checked = {} if drawn else {"checked": ""}
        button = html("input", type="radio", name=f"journey-tabs-{number}", **checked)
        label = html("label", button, html("span", *title.children), classes="journey-tab-title")
        panel = html("div", *content)
        panel.update_basic_atts(tab)
        drawn += [label, panel]
    return html("div", *drawn)


def _embolden(node: nodes.container) -> None:
    """Set a title in bold type: a paragraph, which may stand wherever its content may."""
    title = node.children[0]
    if isinstance(title, nodes.paragraph):
        for inner in list(title.findall(nodes.strong)):
            inner.replace_self(inner.children)
        children = title.children
        title.children = []
        title += nodes.strong("", "", *children)
