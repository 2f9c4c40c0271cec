"""What a document is called where others show its title: as text, and with its markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as sphinx_text
from sphinx.util.nodes import clean_astext

from .journey import journey_domain

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.environment import BuildEnvironment

_NO_TITLE = "<no title>"
"""What Sphinx calls a document without one; some of its versions translate it."""
_OF_PAGE = ("ids", "names", "dupnames", "backrefs")
_UNWRAPPED = (nodes.reference, nodes.target, nodes.problematic, addnodes.pending_xref)
"""What would be a link in a link, or a second place with one name. Its words stay."""
_LEFT_OUT = (nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.Invisible)
_HTML_WORDS = re.compile(
    r"""<(?P<close>/?)(?P<name>abbr|b|bd[io]|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|r[bpt]|rtc|ruby|s|samp
    |small|span|strong|su[bp]|u|var|wbr)(?P<attributes>\s[^<>]*)?/?>""",
    re.IGNORECASE | re.VERBOSE,
)
"""A tag of words, which looks the same on any page (HTML, 4.5)."""
_HTML_LOOKS = re.compile(
    r"""\s(?:class|dir|lang|title)=(?:"[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE
)


def title_text(env: BuildEnvironment, docname: str) -> str | None:
    """Return a document's title as plain text; ``None`` if it has none."""
    title = env.titles.get(docname)
    if title is None:
        return None
    text = title.astext() if _is_plain(title) else clean_astext(title)
    return None if text in {_NO_TITLE, sphinx_text(_NO_TITLE)} else text


def title_nodes(env: BuildEnvironment, docname: str) -> list[Node] | None:
    """Return a document's title as it may stand on any page, as Sphinx shows it in a toctree.

    The nodes are copies, without ids, links and marks of footnotes.

    Returns:
        ``None`` where plain text says as much, or there is no text.
    """
    title = env.titles.get(docname)
    if title is None or _is_plain(title) or not (title_text(env, docname) or "").strip():
        return None
    return [made for child in title.children for made in _copied(child)]


def _is_plain(title: Element) -> bool:
    return all(isinstance(child, nodes.Text) for child in title.children)


def _copied(node: Node) -> list[Node]:
    if not isinstance(node, nodes.Element):
        return [node.copy()]
    children = [made for child in node.children for made in _copied(child)]
    if isinstance(node, _UNWRAPPED):
        return children
    if isinstance(node, _LEFT_OUT):
        return []
    if isinstance(node, nodes.raw):
        text = _harmless(node)
        children = [nodes.Text(text)] if text else []
    copy = node.copy()
    for name in _OF_PAGE:
        copy[name] = []
    copy += children
    return [copy]


def _harmless(node: nodes.raw) -> str:
    """Return an inline tag without what only its own page can have: links, ids, styles, scripts."""
    match = _HTML_WORDS.fullmatch(node.astext().strip())
    if match is None:
        return "" if "html" in str(node.get("format")).split() else node.astext()
    looks = "".join(_HTML_LOOKS.findall(match["attributes"] or ""))
    name = match["name"].lower()
    end = "/>" if name in {"br", "wbr"} else ">"  # as EPUB wants them
    return f"<{match['close']}{name}{looks}{end}"


def has_math(children: list[Node]) -> bool:
    """Return whether there is math, for which a page may need a script."""
    return any(next(child.findall(nodes.math), None) is not None for child in children)


def description(env: BuildEnvironment, docname: str) -> str:
    """Return what a document says of itself, in the language of the build; empty if nothing."""
    domain = journey_domain(env)
    record = domain.records.get(docname)
    said = record and (record.front.description or record.front.summary)
    return domain.build.inputs.translations.of(docname, said) if said else ""
