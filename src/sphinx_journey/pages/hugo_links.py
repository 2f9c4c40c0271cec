"""The links of a Hugo site, once every page is known."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ..builds.sphinx_files import is_web, output_file
from ..core.problems import Subtype, short_repr
from ..core.urls import is_remote
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..domain.titles import title_text
from ..gate.hugo import is_of_site, leads, site_map
from ..gate.links import LEADS_TO, is_defined, link_of
from ..hugo.shortcodes.late import LATE, shown

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

    from ..hugo.site_map import Lead

_ATTRIBUTE = re.compile(rf"(?:\s(?:href|src)\s*=\s*)?([\"']?)({LATE.pattern})\1")
"""A late link in HTML, with the attribute whose value it is."""


_TOP = ("", "#", "top", "#top")
"""Where there is no such id, a browser goes to the top of the page."""


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
            if LEADS_TO in node:
                self._resolve(node, str(node[LEADS_TO]), node.get("refdoc", page))
        for raw in list(self.document.findall(nodes.raw)):
            if LEADS_TO in raw:
                text = _ATTRIBUTE.sub(partial(self._attribute, raw, page), raw.astext())
                raw.replace_self(nodes.raw(raw.rawsource, text, **raw.non_default_attributes()))

    def _resolve(self, node: addnodes.pending_xref, address: str, here: str) -> None:
        lead = leads(self.env, address, here)
        if lead is not None:
            node.replace_self(self._link(node, lead, here))
        elif address in _TOP and is_web(journey_domain(self.env).build.builder):
            node.replace_self(nodes.reference("", "", _words(node), refuri="#", internal=True))
        elif is_remote(address) and not is_of_site(address, self.env):  # //example.com/
            node.replace_self(nodes.reference("", "", _words(node), refuri=address))
        elif "/" in address or not self._is_a_name(node):
            found = site_map(self.env)
            if found is None or not found.has_elsewhere(address, here):
                self._warn_of_dead(node, address)
            node.replace_self(_words(node))

    def _warn_of_dead(self, node: Element, address: str) -> None:
        warn(
            Subtype.HUGO_LINK,
            f"The link {short_repr(shown(address))} leads to nothing on this page or in the site, "
            "so only its words are shown. Correct its address.",
            location=node,
        )

    def _is_a_name(self, node: addnodes.pending_xref) -> bool:
        """Return whether MyST may find what a link names: a label, a term."""
        del node[LEADS_TO]
        return is_defined(self.env, link_of(node))

    def _link(self, node: Element, lead: Lead, here: str) -> Node:
        words = _words(node)
        if lead.file is not None:
            uri = self._file_uri(lead, here)
            return nodes.reference("", "", words, refuri=uri, internal=True) if uri else words
        if not node.get("refexplicit"):
            words = nodes.inline("", title_text(self.env, lead.docname) or lead.docname)
        fragment = self._fragment(node, lead, str(node[LEADS_TO]))
        builder = journey_domain(self.env).build.builder
        try:
            return make_refnode(builder, here, lead.docname, fragment, words)
        except NoUri:  # a page that isn't in this book
            return words

    def _fragment(self, node: Element, lead: Lead, address: str) -> str:
        """Return what a link leads to on its page; nothing if that isn't there."""
        anchors = journey_domain(self.env).anchors.get(lead.docname)
        if not lead.fragment or anchors is None or lead.fragment in anchors:
            return lead.fragment
        warn(
            Subtype.HUGO_LINK,
            f"The link {short_repr(shown(address))} leads to a page that has no "
            f"{short_repr('#' + lead.fragment)}, so it leads to its top. Correct the address.",
            location=node,
        )
        return ""

    def _file_uri(self, lead: Lead, here: str) -> str:
        """Return where a file of the site is; nothing where pages aren't beside it."""
        builder, address = journey_domain(self.env).build.builder, quote(lead.address)
        if is_web(builder) and isinstance(builder, StandaloneHTMLBuilder):
            page = self.config.root_doc if builder.name == "singlehtml" else here
            return relative_uri(output_file(builder, page), address)
        base = self.config.html_baseurl
        return f"{base.rstrip('/')}/{address}" if base else ""

    def _page_uri(self, raw: nodes.raw, lead: Lead, here: str, address: str) -> str:
        """Return where a page is; nothing if it isn't in this book."""
        try:
            uri = journey_domain(self.env).build.builder.get_relative_uri(here, lead.docname)
        except NoUri:
            return ""
        fragment = self._fragment(raw, lead, address)
        return f"{uri}#{quote(fragment)}" if fragment else uri

    def _attribute(self, raw: nodes.raw, here: str, found: re.Match[str]) -> str:
        """Return what stands in HTML for a late link: without a lead, nothing, nor an attribute."""
        domain, address = journey_domain(self.env), found[2]
        lead = leads(self.env, address, here)
        if lead is None:
            self._warn_of_dead(raw, address)
        if lead is None or lead.docname in domain.build.withheld:
            return ""
        if lead.file is not None:
            uri = self._file_uri(lead, here)
        else:
            uri = self._page_uri(raw, lead, here, address)
        return found[0].replace(address, uri) if uri else ""


def _words(node: Element) -> Element:
    """Return what a link shows; around a picture there may be nothing but the link."""
    words = [child.deepcopy() for child in node.children]
    if len(words) == 1 and isinstance(words[0], nodes.image | nodes.inline):
        return words[0]
    return nodes.inline("", "", *words)
