"""What a reference names, and whether that is a withheld document."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import joined
from ..core.model import Status
from ..core.targets import may_define, normalized
from ..domain.journey import JourneyDomain, journey_domain
from ..domain.records import Link
from ..messages import _
from .hugo import leads

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx import addnodes
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build

SOURCE_OF = "journey_source_of"
"""Attribute of a link by address: the document whose file it names."""
LEADS_TO = "journey_leads_to"
"""Attribute of a reference in a Hugo site: the address that its document has."""
OF_HUGO = "hugo"
"""The type of such a reference, in our domain."""
_PLACEHOLDER = re.compile(r"%s|\{\w+\}")
"""What asks for a number or title in a numbered reference's own text."""


def link_of(node: addnodes.pending_xref) -> Link:
    """Return what a reference names, with docnames made absolute."""
    if LEADS_TO in node:
        address = str(node[LEADS_TO])
        return Link(JourneyDomain.name, OF_HUGO, address, "", bool(node.get("refexplicit")))
    domain, kind = node.get("refdomain") or "", node.get("reftype") or ""
    target = str(node.get("reftarget") or "")
    if (domain, kind) == ("std", "doc"):
        target = joined(node.get("refdoc", ""), target)
    elif (domain, kind) == ("doc", "myst"):
        domain, kind = "std", "doc"
    elif kind == "numref" and node.get("refexplicit") and not _PLACEHOLDER.search(node.astext()):
        kind = "ref"  # its own text shows neither number nor title
    part = str(node.get("reftargetid") or "")
    return Link(domain, kind, target, part, bool(node.get("refexplicit")))


def asks_for_title(node: Element) -> bool:
    """Return whether a reference without words of its own shows the title of what it leads to."""
    if node.get("refexplicit"):
        return False
    kind = str(node.get("reftype"))
    return node.get("refdomain") == "journey" or kind in {"doc", "ref", "numref", "any", "myst"}


def title_of_withheld(build: Build, docname: str) -> str:
    """Return what a withheld document is called where something refers to it."""
    entry = build.publications.entries.get(docname)
    if entry is not None and entry.title:
        return entry.title
    if build.publications[docname].status is Status.EXPIRED:
        return _("a page that is no longer out")
    return _("a page that isn't out yet")


def withheld_target(env: BuildEnvironment, link: Link, here: str) -> str | None:
    """Return the withheld document that a link names, or ``None``."""
    domain = journey_domain(env)
    build = domain.build
    if not build.withheld:
        return None
    if (link.domain, link.type) == ("std", "doc"):
        return link.target if link.target in build.withheld else None
    if (link.domain, link.type) == (domain.name, OF_HUGO):
        lead = leads(env, link.target, here)
        return lead.docname if lead is not None and lead.docname in build.withheld else None
    if link.domain == domain.name:
        if link.type != "post" or domain.targets.find("post", link.target) is not None:
            return None
        return build.withheld_slugs.get(link.target)
    if link.type not in {"any", "myst"} or is_defined(env, link):
        return None
    docname = joined(here, link.target)
    return docname if docname in build.withheld else None


def is_defined(env: BuildEnvironment, link: Link) -> bool:
    """Return whether a document of this build defines what a reference names."""
    defined = journey_domain(env).build.edition.defined
    target = link.target.removeprefix("#")
    return normalized(target) in defined or target in defined


def withheld_mention(env: BuildEnvironment, link: Link) -> str | None:
    """Return the withheld document that may define what a reference names, or ``None``.

    Only for references to what nothing in the build defines.
    """
    build = journey_domain(env).build
    name = normalized(link.target.removeprefix("#"))
    is_object = link.domain not in {"", "std"} or link.type == "any"
    key = (name, name.rpartition(".")[2] if is_object else name)
    if key not in build.mentions:
        build.mentions[key] = next((n for n in build.withheld if _defines(n, key, env)), None)
    return build.mentions[key]


def _defines(docname: str, names: tuple[str, ...], env: BuildEnvironment) -> bool:
    texts = journey_domain(env).build.texts
    if docname not in texts:
        texts[docname] = ""
        with contextlib.suppress(OSError):
            text = Path(env.doc2path(docname)).read_text(env.config.source_encoding, "replace")
            texts[docname] = text.lower().replace("\\", "")
    # With sphinx.ext.autosectionlabel a heading may be named after its document.
    return may_define(texts[docname], {n.removeprefix(f"{docname.lower()}:") for n in names})
