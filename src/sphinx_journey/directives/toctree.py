"""``journey-toctree``: a real toctree made from the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms import SphinxTransform

from ..core.select import NoChoice, choose
from ..diagnostics import warn
from ..domain import journey_domain
from ..messages import _
from ..views.surface import nothing_here
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

    from ..core.select import Choice


AFTER_TEXT = "journey_after_text"
"""Marks a hidden toctree, which belongs after the text of its page."""


class JourneyToctree(TocTree, JourneyDirective):
    """The chapters of a journey, or with ``:pillar:`` the posts of a chapter.

    It takes the options of ``toctree`` but ``glob`` and ``reversed``: the order is the plan's.
    """

    has_content = False
    option_spec: ClassVar[OptionSpec] = {
        "journey": directives.unchanged,
        "pillar": directives.unchanged,
        **{k: v for k, v in (TocTree.option_spec or {}).items() if k not in {"glob", "reversed"}},
    }

    def run(self) -> list[Node]:
        """Fill the toctree's content from the plan and let Sphinx make the rest."""
        self.depend_on_manifest()
        env = self.env
        docname = env.current_document.docname
        env.glob_toctrees.add(docname)  # read again when documents come or go
        journeys = journey_domain(env).outline
        choice = choose(journeys, docname, self.id_option("journey"), self.id_option("pillar"))
        if isinstance(choice, NoChoice):
            source, line = self.get_source_info()
            warn(choice.subtype, f"{self.name}: {choice.message}", location=f"{source}:{line}")
            return [] if "hidden" in self.options else [nothing_here()]
        listed = [f"/{name}" for name in self._docnames(choice) if name != docname]
        if not listed:
            if "hidden" in self.options:
                return []
            text = _("No post is out yet.")
            return [nodes.paragraph(text, text, classes=["journey-empty"])]
        self.content = StringList(listed, source=self.get_source_info()[0])
        made = super().run()
        if "hidden" in self.options:
            for node in made:
                if isinstance(node, nodes.compound):
                    node[AFTER_TEXT] = True
        return made

    def _docnames(self, choice: Choice) -> list[str]:
        if self.id_option("pillar") is not None:
            return [p.docname for p in choice.pillars[0].posts if p.docname]
        docnames = [p.docname for p in choice.journey.overview if p.docname]
        for pillar in choice.journey.pillars:
            if pillar.docname:
                docnames.append(pillar.docname)
            else:
                docnames += [p.docname for p in pillar.posts if p.docname]
        return docnames


class ToctreeAfterText(SphinxTransform):
    """Move a hidden journey-toctree to the end of its page's top section.

    Where it stands among the headings says nothing to readers of the web. In a book on paper, and
    in the sidebar, it would put the posts under whichever heading it happens to follow.
    """

    default_priority = 400

    def apply(self, **_kwargs: object) -> None:
        """Move the toctrees of one document."""
        section = next((c for c in self.document.children if isinstance(c, nodes.section)), None)
        if section is None:
            return
        for node in list(self.document.findall(nodes.compound)):
            if node.get(AFTER_TEXT) and not _is_conditional(node) and _precedes(node, section):
                node.parent.remove(node)
                section += node


def _precedes(node: nodes.Element, section: nodes.section) -> bool:
    """Tell whether a section of the page stands around a node or after it."""
    if node.parent is not section:
        return True
    return any(isinstance(c, nodes.section) for c in section.children[section.index(node) :])


def _is_conditional(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, addnodes.only):
        parent = parent.parent
    return parent is not None
