"""``journey-tabs`` and ``journey-tab``: alternatives, of which a reader sees one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform

from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..nodes import COMPONENT, TAB, TABS, components
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class JourneyTabs(JourneyDirective):
    """A set of tabs; on paper, one below the other."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "class": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """Return a container with what stands in the set; :class:`SortTabs` looks at it."""
        self.check_content(takes_text=True, holds_blocks=True)
        return [self.component(TABS, *self.parse_content_to_nodes())]


class JourneyTab(JourneyDirective):
    """One tab: its title is the argument, in inline markup."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "class": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """Return a container with the title and the content."""
        self.check_content(takes_text=True, holds_blocks=True)
        if not self.arguments:
            self.warn(Subtype.STRUCTURE, "it has no title; its number stands there. Write one.")
        return [self.titled(TAB, self.arguments[0] if self.arguments else "")]


class SortTabs(SphinxTransform):
    """Have nothing but tabs in a set of tabs, and say where one is missing around a tab.

    It runs after docutils has given the targets before a tab to the tab (260).
    """

    default_priority = 270

    def apply(self, **_kwargs: object) -> None:
        """Look at the tabs of one document."""
        for tabs in components(self.document, TABS):
            _sort(tabs)
        for tab in components(self.document, TAB):
            title = cast("nodes.paragraph", tab.children[0])
            number = 1
            if tab.parent.get(COMPONENT) == TABS:
                number += tab.parent.index(tab)
            else:
                warn(
                    Subtype.STRUCTURE,
                    "journey-tab: it stands in no 'journey-tabs', so it is shown as a text with a "
                    "title. Write 'journey-tabs' around it.",
                    location=tab,
                )
            if not title.children:
                title.append(nodes.Text(str(number)))


def _sort(tabs: nodes.container) -> None:
    """Put what isn't a tab before the set, and remove a set without any."""
    found = [one for one in tabs.children if _kind(one) != TAB]
    for node in found:
        tabs.remove(node)
    names = {name for tab in tabs.children for name in cast("nodes.container", tab)["ids"]}
    strays = [one for one in found if not _names(one, names)]
    for node in strays:
        if isinstance(node, nodes.Invisible | nodes.system_message):
            continue
        where = node if isinstance(node, nodes.Element) and node.line else tabs
        warn(
            Subtype.STRUCTURE,
            f"journey-tabs: {short_repr(node.astext())} is in no tab, so it is shown before the "
            "tabs. Move it into one.",
            location=where,
        )
    if not tabs.children and all(isinstance(one, nodes.Invisible) for one in strays):
        warn(
            Subtype.STRUCTURE,
            "journey-tabs: there is no tab in it. Write each as a 'journey-tab'.",
            location=tabs,
        )
    at = tabs.parent.index(tabs)
    tabs.parent.insert(at, strays)
    if not tabs.children:
        tabs.parent.remove(tabs)


def _kind(node: Node) -> object:
    return node.get(COMPONENT) if isinstance(node, nodes.container) else None


def _names(node: Node, names: set[str]) -> bool:
    """Return whether a node is a target that has given its name to something else."""
    return isinstance(node, nodes.target) and node.get("refid") in names
