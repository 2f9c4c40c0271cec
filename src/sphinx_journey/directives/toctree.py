"""The table of contents that is made from the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms import SphinxTransform

from ..core.problems import Miss, Subtype
from ..core.select import toctree_entries
from ..domain.journey import journey_domain
from ..domain.records import ToctreeRequest
from ..gate.outline import outline
from ..messages import _
from ..nodes import PART, is_inside
from ..pages.views.context import nothing_here, paragraph
from .base import JourneyDirective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

    from ..core.select import Listed

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
        docname = self.env.current_document.docname
        journey, pillar = self.id_option("journey"), self.id_option("pillar")
        found = toctree_entries(outline(self.env), docname, journey, pillar)
        listed = None if isinstance(found, Miss) else found
        journey_domain(self.env).note_toctree(docname, ToctreeRequest(journey, pillar, listed))
        if isinstance(found, Miss):
            self.warn(*found)
        if not listed:
            if "hidden" in self.options:
                return []
            text = self.say("Nothing is out yet.", _("Nothing is out yet."))
            if listed is None:
                text = self.say("There is nothing to show here yet.", nothing_here().astext())
            return [paragraph(text, classes="journey-empty")]
        made: list[Node] = []
        caption = self.options.pop("caption", None)
        if caption and all(part for part, _names in self._groups(listed)):
            message = "':caption:' is left out: the title of each part is a caption of its own."
            self.warn(Subtype.OPTION, message)
        for part, names in self._groups(listed):
            self.options |= {"caption": part or caption} if part or caption else {}
            source = self.get_source_info()[0]
            self.content = StringList([f"/{name}" for name in names], source=source)
            made += super().run()
            for toctree in made[-1].findall(addnodes.toctree) if part else ():
                toctree[PART] = True
            # The first has them.
            self.options = {k: v for k, v in self.options.items() if k not in {"name", "caption"}}
            caption = None
        if "hidden" in self.options:
            for node in made:
                if isinstance(node, nodes.compound):
                    node[AFTER_TEXT] = True
        return made

    def _groups(self, listed: Sequence[Listed]) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Return documents by their part; all in one where Sphinx would count each part anew."""
        if "numbered" in self.options:
            return [("", tuple(name for _part, names in listed for name in names))]
        return listed


class ToctreeAfterText(SphinxTransform):
    """Move a hidden journey-toctree to the end of its page's top section.

    Where it stands among the headings says nothing to readers of the web. In a book on paper, and
    in the sidebar, it would put the posts under whichever heading it happens to follow.
    """

    default_priority = 400

    def apply(self, **_kwargs: object) -> None:
        """Move the toctrees of one document."""
        if self.env.current_document.docname not in journey_domain(self.env).toctree_requests:
            return
        section = next((c for c in self.document.children if isinstance(c, nodes.section)), None)
        if section is None:
            return
        for node in list(self.document.findall(nodes.compound)):
            conditional = is_inside(node, addnodes.only)
            if node.get(AFTER_TEXT) and not conditional and _precedes(node, section):
                node.parent.remove(node)
                section += node


def _precedes(node: nodes.Element, section: nodes.section) -> bool:
    """Return whether a section of the page stands around a node or after it."""
    if node.parent is not section:
        return True
    return any(isinstance(c, nodes.section) for c in section.children[section.index(node) :])
