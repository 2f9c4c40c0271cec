"""The links of a Hugo site, once every page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..domain.titles import title_text
from ..gate.hugo import leads
from ..gate.links import LEADS_TO, is_defined, link_of

if TYPE_CHECKING:
    from docutils.nodes import Element

    from ..hugo.site_map import Lead


class HugoLinks(SphinxPostTransform):
    """Resolve links by address.

    It runs after those to withheld documents are words (7), and before MyST (9) resolves its own.
    """

    default_priority = 8

    def run(self, **_kwargs: object) -> None:
        """Resolve those of one document."""
        if journey_domain(self.env).build.inputs.hugo is None:
            return
        page = self.env.current_document.docname
        for node in list(self.document.findall(addnodes.pending_xref)):
            if LEADS_TO not in node:
                continue
            address, here = str(node[LEADS_TO]), node.get("refdoc", page)
            lead = leads(self.env, address, here)
            if lead is not None:
                node.replace_self(self._link(node, lead, here))
            elif "/" in address or not self._is_a_name(node):
                warn(
                    Subtype.HUGO_LINK,
                    f"The link {short_repr(address)} leads to nothing in the site, so only its "
                    "words are shown. Correct its address.",
                    location=node,
                )
                node.replace_self(_words(node))

    def _is_a_name(self, node: addnodes.pending_xref) -> bool:
        """Return whether MyST may find what a link names: a label, a term."""
        del node[LEADS_TO]
        return is_defined(self.env, link_of(node))

    def _link(self, node: Element, lead: Lead, here: str) -> Element:
        builder = journey_domain(self.env).build.builder
        if lead.file is not None:
            return _words(node)
        anchors = journey_domain(self.env).anchors.get(lead.docname)
        fragment = lead.fragment
        if fragment and anchors is not None and fragment not in anchors:
            warn(
                Subtype.HUGO_LINK,
                f"The link {short_repr(str(node[LEADS_TO]))} leads to a page that has no "
                f"{short_repr('#' + fragment)}, so it leads to the top of it. Correct its address.",
                location=node,
            )
            fragment = ""
        words = _words(node)
        if not node.get("refexplicit"):
            words = nodes.inline("", title_text(self.env, lead.docname) or lead.docname)
        return make_refnode(builder, here, lead.docname, fragment, words)


def _words(node: Element) -> Element:
    return nodes.inline("", "", *(child.deepcopy() for child in node.children))
