"""Links: what each document refers to, and what stands for a link to one that is left out.

A reference to a document that isn't published becomes plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from ..core.document import instant
from ..core.model import Status
from ..domain.journey import Link, journey_domain
from ..messages import _
from ..pages.contexts import SHOWS_JOURNEY, render_context
from . import files as withheld_files

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.plan import Entry
    from ..domain.journey import JourneyDomain

_ASKS = re.compile(r"%s|\{\w+\}")
"""What a numbered reference's own words hold where they ask for a number or title."""


def link_of(node: addnodes.pending_xref) -> Link:
    """Return what a reference names, with the names of documents made absolute."""
    domain, kind = node.get("refdomain") or "", node.get("reftype") or ""
    target = str(node.get("reftarget") or "")
    if (domain, kind) == ("std", "doc"):
        target = docname_join(node.get("refdoc", ""), target)
    elif (domain, kind) == ("doc", "myst"):
        domain, kind = "std", "doc"
    elif kind == "numref" and node.get("refexplicit") and not _ASKS.search(node.astext()):
        kind = "ref"  # its own words show neither number nor title
    part = str(node.get("reftargetid") or "")
    return Link(domain, kind, target, part, bool(node.get("refexplicit")))


def withheld_target(domain: JourneyDomain, link: Link, here: str) -> str | None:
    """Return the withheld document that a link leads to, or ``None``."""
    withheld = domain.withheld
    if not withheld:
        return None
    from ..core.targets import normalized  # a series without drafts needs none of that module

    if (link.domain, link.type) == ("std", "doc"):
        return link.target if link.target in withheld else None
    if link.domain == "journey":
        if link.type != "post" or domain.targets.find("post", link.target) is not None:
            return None
        return domain.withheld_slugs.get(link.target)
    name = normalized(link.target.removeprefix("#"))
    docname = docname_join(here, link.target)
    is_named = link.type in {"any", "myst"} and docname in withheld
    if not (is_named or name in domain.withheld_targets) or _is_defined(domain.env, link, name):
        return None
    return docname if is_named else domain.withheld_targets[name]


def _is_defined(env: BuildEnvironment, link: Link, name: str) -> bool:
    """Return whether a document of this build defines what a reference names."""
    data = env.domaindata["std"]
    if name in data["anonlabels"] or ("term", name) in data["objects"]:
        return True
    target = link.target.removeprefix("#")
    if target in env.domaindata["math"]["objects"]:
        return True
    if target in env.domaindata["citation"]["citations"]:
        return True
    return any(
        name in {str(defined).lower(), str(defined).lower().rpartition(".")[2]}
        for domain in env.domains.sorted()
        if domain.name in {link.domain, "std"} or link.type in {"any", "myst"}
        for defined, *_ in domain.get_objects()
    )


class WithheldLinks(SphinxPostTransform):
    """Make plain text of each reference to a document that this build leaves out.

    It runs before all that resolves references (MyST's at 9, Sphinx's at 10) or draws views.
    """

    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Replace such references of one document."""
        domain = journey_domain(self.env)
        if domain.config is None or not domain.withheld:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            here = node.get("refdoc", self.env.current_document.docname)
            docname = withheld_target(domain, link_of(node), here)
            if docname is not None:
                node.replace_self(_plain(self.env, docname, node))
                self.document[SHOWS_JOURNEY] = True
        for link in list(self.document.findall(nodes.reference)):
            docname = link.get(_SOURCE_OF)
            if docname not in domain.withheld:
                continue
            if any(isinstance(child, nodes.image) for child in link.children):
                link.replace_self(link.children)
            else:
                words = [child.deepcopy() for child in link.children]
                here = self.env.current_document.docname
                link.replace_self(unpublished(self.env, docname, words, here))
                self.document[SHOWS_JOURNEY] = True


def _plain(env: BuildEnvironment, docname: str, node: Element) -> nodes.inline:
    words: list[Node] = []
    if node.get("refexplicit") or not _asks_for_title(node):
        words = [child.deepcopy() for child in node.children]
    return unpublished(env, docname, words, env.current_document.docname)


def _asks_for_title(node: Element) -> bool:
    """Return whether a reference without words of its own shows what it leads to by its title."""
    kind = str(node.get("reftype"))
    return node.get("refdomain") == "journey" or kind in {"doc", "ref", "numref", "any", "myst"}


def unpublished(env: BuildEnvironment, docname: str, words: list[Node], here: str) -> nodes.inline:
    """Return what stands for a link to a withheld document.

    Args:
        env: the environment.
        docname: the withheld document.
        words: the link's own; without any, the title of the manifest's entry stands there.
        here: the page the link stands on.
    """
    domain = journey_domain(env)
    status = domain.withheld[docname].status
    entry = domain.entries.get(docname)
    made = nodes.inline(classes=["journey-unpublished", f"is-{status}"])
    made += words or [nodes.Text(_title(entry, status))]
    if status is Status.SCHEDULED and entry is not None and entry.date and domain.config:
        when = instant(entry.date, domain.config.zone)
        context = render_context(env, here)
        made += [nodes.Text(" ("), context.time(when), nodes.Text(")")]
    return made


def _title(entry: Entry | None, status: Status) -> str:
    if entry is not None and entry.title:
        return entry.title
    if status is Status.EXPIRED:
        return _("a page that is no longer out")
    return _("a page that isn't out yet")


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what a document refers to, and keep the files of withheld documents out of it."""
    env = app.env
    domain = journey_domain(env)
    if domain.config is None:
        return
    docname = env.current_document.docname
    links = set()
    for node in list(doctree.findall(_concerns_links)):
        if isinstance(node, addnodes.pending_xref):
            links.add(link_of(node))
            _note_file(env, docname, node)
        elif isinstance(node, nodes.reference) and "refuri" in node:
            path = env.relfn2path(_path_in(node["refuri"]), docname)[1]
            source = withheld_files.document_at(env, path)
            if source is not None:
                node[_SOURCE_OF] = source
                links.add(Link("std", "doc", source, "", explicit=True))
        elif isinstance(node, nodes.Element):
            withheld_files.take_out(env, docname, node)
    if links:
        domain.links[docname] = frozenset(links)


def _note_file(env: BuildEnvironment, docname: str, node: addnodes.pending_xref) -> None:
    """Note the file that a Markdown link names.

    MyST-Parser makes a link to a document, a download or an error of it, by what is there when
    the page is read.
    """
    if node.get("reftype") != "myst":
        return
    target = str(node["reftarget"])
    domain = journey_domain(env)
    if node.get("refdomain") == "doc":
        domain.note_named(docname, {target})
        return
    name = target.partition("#")[0]
    if not name or "\0" in name:
        return
    relative, path = env.relfn2path(name, docname)
    other = env.path2doc(path)
    if other is not None:
        domain.note_named(docname, {other})
    else:
        domain.note_absent(docname, relative)


_SOURCE_OF = "journey_source_of"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SUFFIX = re.compile(r"[^?#]*\.[a-z]+(?=[?#]|\Z)", re.IGNORECASE)


def _path_in(uri: str) -> str:
    """Return the path of an address that may name a file of the project; empty if it can't."""
    if _SCHEME.match(uri) or "\0" in uri:
        return ""
    path = _SUFFIX.match(uri)
    return path[0] if path else ""


def _concerns_links(node: Node) -> bool:
    if isinstance(node, nodes.reference) and "refuri" in node:
        return bool(_path_in(node["refuri"]))
    return isinstance(node, addnodes.pending_xref) or withheld_files.shows_file(node)
