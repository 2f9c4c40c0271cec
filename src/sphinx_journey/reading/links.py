"""While reading: note what each document refers to, and keep files of withheld ones out of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..core.files import path_of
from ..domain.journey import journey_domain
from ..domain.records import Link
from ..gate.files import document_at, shows_file, take_out
from ..gate.links import LEADS_TO, OF_HUGO, SOURCE_OF, link_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what a document refers to, and keep the files of withheld documents out of it."""
    env = app.env
    domain = journey_domain(env)
    if domain.build.config is None:
        return
    docname = env.current_document.docname
    links = set()
    if any(map(_is_of_others, {type(node).__module__ for node in doctree.findall()})):
        domain.gathers[docname] = True
    for node in list(doctree.findall(_concerns_links)):
        if isinstance(node, addnodes.pending_xref):
            links.add(link_of(node))
            _note_file(env, docname, node)
        elif isinstance(node, nodes.reference) and "refuri" in node:
            path = path_of(env, _path_in(node["refuri"]), docname)[1]
            source = document_at(env, path)
            if source is not None:
                node[SOURCE_OF] = source
                links.add(Link("std", "doc", source, "", explicit=True))
        elif isinstance(node, nodes.raw) and LEADS_TO in node:
            links |= {Link(domain.name, OF_HUGO, one, "", explicit=True) for one in node[LEADS_TO]}
        elif isinstance(node, nodes.Element):
            take_out(env, docname, node)
    if links:
        domain.links[docname] = frozenset(links)


_NATIVE = ("docutils", "sphinx.addnodes", __name__.partition(".")[0])
_LEAVES = ("sphinxcontrib.mermaid", "sphinx_design", "sphinx.ext.graphviz", "sphinx.ext.mathjax")


@cache
def _is_of_others(module: str) -> bool:
    """Return whether nodes of a module are another extension's, resolved when a page is written.

    What they then show of other documents, as a list of all to-dos does, nobody else knows.
    """
    return not module.startswith((*_NATIVE, *_LEAVES))


def _note_file(env: BuildEnvironment, docname: str, node: addnodes.pending_xref) -> None:
    """Note the file that a Markdown link names.

    MyST-Parser turns it into a link to a document, a download or an error, depending on which files
    exist when the page is read.
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
    relative, path = path_of(env, name, docname)
    other = env.path2doc(path)
    if other is not None:
        domain.note_named(docname, {other})
    else:
        domain.note_absent(docname, relative)


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
    is_raw = isinstance(node, nodes.raw) and LEADS_TO in node
    return is_raw or isinstance(node, addnodes.pending_xref) or shows_file(node)
