"""While reading a Hugo site's document: the ids of its headings, and the links of its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from ..core.urls import scheme_of
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..gate.hugo import classes_behind, hosts_of, is_of_site, look_up, site_map
from ..gate.links import LEADS_TO
from ..hugo.addresses import split_url
from ..hugo.anchors import anchors, style_of, without_typography
from ..hugo.attributes import of_heading
from ..hugo.shortcodes.late import LATE, SCHEME, LateLink

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..hugo.model import Site

_NAMED = re.compile(r"<[^<>]*?\s(?:id|name)=(?:\"([^\"<>]+)\"|'([^'<>]+)'|([^\s\"'<>=]+))")


def read_as_hugo(app: Sphinx, doctree: nodes.document) -> None:
    """Give a document what it has in Hugo: the ids of headings, and links by address."""
    env, docname = app.env, app.env.current_document.docname
    domain = journey_domain(env)
    sources = domain.build.inputs.hugo
    if sources is None or docname not in domain.build.contents:
        return
    content = domain.build.contents[docname]
    has_heading = any(isinstance(one, nodes.section) for one in doctree.children)
    title = content.page.title if has_heading else content.page.shown_title
    _put_under_title(doctree, title)
    found = _elements(doctree)
    if domain.build.true_lines is not None:
        domain.build.true_lines.end(found)
        domain.build.true_lines = None
    if content.listed == "never":
        env.metadata[docname]["orphan"] = True  # no list names it
    kinds: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for node in found:
        if node.tagname in kinds:
            kinds[node.tagname].append(node)
    _name_headings(doctree, kinds["section"], sources.site)
    _find_pictures(kinds["image"], env, docname)
    _mark_links(kinds, domain.build.contents, sources.site, docname)
    domain.anchors[docname] = _anchors_in(doctree, kinds["raw"])


def _elements(doctree: nodes.document) -> list[Element]:
    """Return all elements in their order: once, and faster than ``findall``."""
    found: list[Element] = []
    waiting: list[nodes.Node] = [doctree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Element):
            found.append(node)
            waiting += reversed(node.children)
    return found


_KINDS = ("section", "image", "raw", "pending_xref", "download_reference", "reference")


_HEAD = (nodes.docinfo, nodes.decoration, nodes.comment, nodes.Invisible)


def _put_under_title(doctree: nodes.document, title: str) -> None:
    """Put the body below its title, where it has several first headings or text before the first.

    A single first heading stays: it is the page's, whatever it says.
    """
    body = [one for one in doctree.children if not isinstance(one, _HEAD)]
    sections = [one for one in body if isinstance(one, nodes.section)]
    if not title or (len(sections) == 1 and body and body[0] is sections[0]):
        return
    heading = nodes.title(title, title)
    heading.source, heading.line = doctree.get("source"), 1
    section = nodes.section("", heading, names=[nodes.fully_normalize_name(title)])
    at = doctree.index(body[0]) if body else len(doctree)
    section += doctree.children[at:]
    del doctree.children[at:]
    doctree += section
    doctree.note_implicit_target(section, section)


def _name_headings(doctree: nodes.document, found: list[nodes.section], site: Site) -> None:
    """Give each section the id that its heading has in Hugo."""
    sections = [
        (section, title)
        for section in found
        if section.children and isinstance(title := section.children[0], nodes.title)
    ]
    own: dict[int, str] = {}
    for at, (_section, title) in enumerate(sections):
        last = title.children[-1] if title.children else None
        if isinstance(last, nodes.Text) and (written := of_heading(last.astext())):
            words, attributes = written
            title.replace(last, nodes.Text(words))
            title["classes"] += attributes.classes
            if attributes.ids:
                own[at] = attributes.ids[0]
    others = [one for at, one in enumerate(sections) if at not in own]
    made = iter(
        anchors(
            (_words(title) for _section, title in others),
            own.values(),
            style_of(site.markup),
        )
    )
    for at, (section, _title) in enumerate(sections):
        name = own[at] if at in own else next(made)
        if name in section["ids"]:
            section["ids"].remove(name)
        elif name in doctree.ids:
            continue  # something else on the page has it
        section["ids"].insert(0, name)
        doctree.ids[name] = section


def _words(title: Element) -> str:
    """Return a heading's words as Hugo makes its id of them."""
    made = []
    for node in title.findall():
        if isinstance(node, nodes.Text):
            is_code = isinstance(node.parent, nodes.literal | nodes.math)
            if not isinstance(node.parent, nodes.raw):
                made.append(node.astext() if is_code else without_typography(node.astext()))
        elif isinstance(node, nodes.image):
            made.append(str(node.get("alt", "")))
    return "".join(made)


def _find_pictures(found: list[nodes.image], env: BuildEnvironment, docname: str) -> None:
    """Let pictures name the files that they show in Hugo.

    What stands behind the name, as in ``a.png#center``, are classes then.
    """
    for image in found:
        uri = str(image.get("uri", ""))
        if scheme_of(uri) and not is_of_site(uri, env):
            continue
        image["classes"] += classes_behind(uri)
        file = look_up(env, "picture", uri, docname)
        image["uri"] = file or uri.partition("#")[0].partition("?")[0]


def _mark_links(
    kinds: Mapping[str, list[Any]], contents: Container[str], site: Site, docname: str
) -> None:
    """Note of each link by address what it says, for when all pages are known.

    MyST-Parser has made something else of it by then: a document, a download, a name to look up.
    """
    hosts = hosts_of(site)
    for node in kinds["pending_xref"]:
        if node.get("reftype") == "myst" and "reflocalid" not in node:
            _mark(node, contents)
    for node in kinds["download_reference"]:
        if node.get("reftype") == "myst":
            _replace(node, str(node["reftarget"]), docname)
    for node in kinds["raw"]:
        if LATE.search(node.astext()):
            node[LEADS_TO] = tuple(LATE.findall(node.astext()))
    for node in kinds["reference"]:
        uri = str(node.get("refuri", ""))
        if uri.startswith(f"{SCHEME}:") or (hosts and split_url(uri)[0] in hosts):
            _replace(node, uri, docname)


def _mark(node: Element, contents: Container[str]) -> None:
    target, part = str(node["reftarget"]), str(node.get("reftargetid") or "")
    if node.get("refdomain") != "doc":
        node[LEADS_TO] = target
    elif part and target in contents:  # MyST knows no other ids than those of its headings
        node[LEADS_TO] = str(LateLink("doc", target, fragment=part))


def warn_of_addresses(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of pages with one address, if any document of the site has been read."""
    domain = journey_domain(env)
    found = site_map(env)
    if found is not None and domain.build.read & domain.build.contents.keys():
        for docname, problem in found.problems:
            where = domain.records[docname].location("url")
            report([problem._replace(location=where)], Path(env.srcdir))


def _replace(node: Element, address: str, docname: str) -> None:
    words = node.children
    if not any(isinstance(one, nodes.image) for one in words):
        words = [nodes.inline("", "", *words, classes=["xref", "myst"])]
    link = addnodes.pending_xref(
        "",
        *words,
        refdoc=docname,
        refdomain=None,
        reftype="myst",
        reftarget=address,
        refexplicit=True,
    )
    link[LEADS_TO] = address
    link.source, link.line = node.source, node.line
    node.replace_self(link)


def _anchors_in(doctree: nodes.document, found: list[nodes.raw]) -> frozenset[str]:
    """Return all that a fragment may name on a page."""
    names = set(doctree.ids)
    for raw in found:
        if "html" in raw.get("format", ""):
            names.update(next(filter(None, one)) for one in _NAMED.findall(raw.astext()))
    return frozenset(names)
