"""Links: what each document refers to, and what stands for a link to one that is left out.

A reference to a document that isn't published becomes plain text. Its file's content and the
file itself are kept out too, where a page would include it or offer it for download.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from .core.document import instant
from .core.model import Status
from .core.problems import Subtype, shown
from .core.targets import normalized
from .diagnostics import warn
from .domain import Link, journey_domain
from .messages import _
from .surfaces import SHOWS_JOURNEY, surface_for

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .core.gate import Withheld
    from .core.plan import Entry
    from .domain import JourneyDomain

_BY_LABEL = frozenset({"ref", "numref", "keyword", "term", "any", "myst", "eq"})

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
    if (link.domain, link.type) == ("std", "doc"):
        return link.target if link.target in withheld else None
    if link.domain == "journey":
        return domain.withheld_slugs.get(link.target) if link.type == "post" else None
    if link.type not in _BY_LABEL:
        return None
    docname = docname_join(here, link.target)
    if link.type in {"any", "myst"} and docname in withheld:
        return docname
    name = normalized(link.target.removeprefix("#"))
    return domain.withheld_targets.get(name) if not _is_defined(domain.env, name) else None


def _is_defined(env: BuildEnvironment, name: str) -> bool:
    """Tell whether a document of this build defines a label or term."""
    data = env.domaindata["std"]
    return (
        name in data["anonlabels"]
        or ("term", name) in data["objects"]
        or name in data.get("terms", {})
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
    if node.get("refexplicit") or node.get("reftype") == "term":
        words = [child.deepcopy() for child in node.children]
    return unpublished(env, docname, words, env.current_document.docname)


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
        surface = surface_for(env, here)
        made += [nodes.Text(" ("), surface.time(when), nodes.Text(")")]
    return made


def _title(entry: Entry | None, status: Status) -> str:
    if entry is not None and entry.title:
        return entry.title
    if status is Status.EXPIRED:
        return _("a page that is no longer out")
    return _("a page that isn't out yet")


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what a document refers to, and keep withheld files out of it."""
    env = app.env
    domain = journey_domain(env)
    if domain.config is None:
        return
    docname = env.current_document.docname
    own = str(env.doc2path(docname))
    links = set()
    for node in list(doctree.findall(_concerns_links)):
        if isinstance(node, addnodes.pending_xref):
            links.add(link_of(node))
            _note_file(env, docname, node)
        elif isinstance(node, addnodes.download_reference):
            if "://" in node["reftarget"]:
                continue
            if is_of_withheld(env, docname, env.relfn2path(node["reftarget"], docname)[1]):
                _warn_of_file(node, node["reftarget"], "offers for download")
                node.replace_self(nodes.inline("", "", *node.children))
        elif isinstance(node, nodes.reference):
            source = _document_at(env, env.relfn2path(_path_in(node["refuri"]), docname)[1])
            if source is not None:
                node[_SOURCE_OF] = source
                links.add(Link("std", "doc", source, "", explicit=True))
        elif isinstance(node, nodes.literal_block | nodes.raw):
            if node["source"] == own or not is_of_withheld(env, docname, node["source"]):
                continue
            _warn_of_file(node, Path(node["source"]).name, "shows")
            node.parent.remove(node)
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
    if isinstance(node, nodes.literal_block | nodes.raw):
        return "source" in node
    return isinstance(node, addnodes.pending_xref | addnodes.download_reference)


def _document_at(env: BuildEnvironment, path: str | Path) -> str | None:
    # The same file may be named by way of '..' or of a symbolic link, and docutils names files
    # from the working directory.
    names = []
    for folder in (Path(env.srcdir), Path.cwd()):
        spelled = Path(os.path.normpath(folder / path))
        names += [env.path2doc(spelled), env.path2doc(spelled.resolve())]
    known = (name for name in names if name in env.found_docs or name in _withheld(env))
    return next(known, None)


def _withheld(env: BuildEnvironment) -> dict[str, Withheld]:
    return journey_domain(env).withheld


def is_of_withheld(env: BuildEnvironment, docname: str, path: str | Path) -> bool:
    """Tell whether a file is a withheld document's; the page is read again when that changes.

    Args:
        env: the environment.
        docname: the page that shows the file.
        path: the file, absolute or from the source directory.
    """
    other = _document_at(env, path)
    if other is None:
        return False
    domain = journey_domain(env)
    domain.note_named(docname, {other})
    return other in domain.withheld


def _warn_of_file(node: Element, name: str, does: str) -> None:
    warn(
        Subtype.WITHHELD_FILE,
        f"This page {does} {shown(name)}, the file of a document that isn't published. "
        "It is left out.",
        location=node,
    )


def keep_out(app: Sphinx, relative_path: Path, _parent_docname: str, content: list[str]) -> None:
    """Empty what ``include`` has read, where it is the file of a withheld document."""
    env = app.env
    domain = journey_domain(env)
    if domain.config is None:
        return
    docname = env.current_document.docname
    if not is_of_withheld(env, docname, relative_path):
        return
    line, marks = _include_line(env, docname, relative_path.name)
    content[0] = "\n".join(marks)
    where = str(env.doc2path(docname))
    warn(
        Subtype.WITHHELD_FILE,
        f"This page includes {shown(relative_path.as_posix())}, the file of a document that isn't "
        "published. It is left out.",
        location=f"{where}:{line}" if line else where,
    )


_MARK = re.compile(r"\s*:?(?:start-after|end-before):\s*(.*?)\s*\Z")


def _include_line(env: BuildEnvironment, docname: str, name: str) -> tuple[int | None, list[str]]:
    """Return where a page includes a file, and the texts between which it wants it."""
    try:
        lines = Path(env.doc2path(docname)).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None, []
    for number, line in enumerate(lines):
        if "include" in line and name in line:
            options = lines[number + 1 : number + 8]
            return number + 1, [match[1] for o in options if (match := _MARK.match(o))]
    return None, []
