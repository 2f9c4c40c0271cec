"""How a post's text begins, for lists of posts: until the author's mark, or its first paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..domain.journey import journey_domain
from ..domain.records import Titled
from ..domain.titles import title_text
from ..gate.links import asks_for_title, link_of, title_of_withheld, withheld_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.references import Targets
    from ..domain.records import Link

_MORE = re.compile(r"(?:<!--)?\s*more\s*(?:-->)?", re.IGNORECASE)
"""The comment that ends an excerpt, as in Hugo
(https://gohugo.io/content-management/summaries/#manual-summary); in Markdown it is raw HTML."""
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_TEXT = (
    nodes.document,
    nodes.section,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
    nodes.block_quote,
)
"""What a paragraph of a text may stand in; one in a box, a table or a figure is apart from it."""
_LEFT_OUT = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.image,
    nodes.raw,
    nodes.system_message,
    nodes.Invisible,
)


def note_excerpt(app: Sphinx, doctree: nodes.document) -> None:
    """Keep how the text of a document begins."""
    domain = journey_domain(app.env)
    if domain.build.config is None:
        return
    found = tuple(made for one in _beginning(doctree) if (made := tuple(_parts(one))))
    if found:
        domain.excerpts[app.env.current_document.docname] = found


def _beginning(doctree: nodes.document) -> list[nodes.paragraph]:
    """Return the paragraphs before the mark; without one, the first."""
    found: list[nodes.paragraph] = []
    for node in doctree.findall(_concerns_excerpts):
        if not isinstance(node, nodes.paragraph):
            if found and _is_text(node) and _MORE.fullmatch(node.astext().strip()):
                return found
        elif _is_text(node) and any(map(_has_words, _parts(node))):
            found.append(node)
    return found[:1]


def _has_words(part: str | Titled) -> bool:
    return isinstance(part, Titled) or bool(part.strip())


def _concerns_excerpts(node: Node) -> bool:
    return isinstance(node, nodes.paragraph | nodes.comment | nodes.raw)


def _is_text(node: Node) -> bool:
    parent = node.parent
    if isinstance(parent, nodes.paragraph):
        parent = parent.parent
    while isinstance(parent, _TEXT):
        parent = parent.parent
    return parent is None


def _parts(node: Node) -> Iterator[str | Titled]:
    """Yield the words of a paragraph."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, addnodes.pending_xref) and asks_for_title(node):
        yield Titled(link_of(node), node.astext())
    elif isinstance(node, nodes.raw) and _BREAK.match(node.astext()):
        yield " "
    elif isinstance(node, nodes.target) or not isinstance(node, _LEFT_OUT):
        for child in node.children:
            yield from _parts(child)


def excerpts_of(env: BuildEnvironment, targets: Targets) -> Mapping[str, tuple[str, ...]]:
    """Return the excerpt of each document of this build, as paragraphs of plain text."""
    kept = journey_domain(env).excerpts
    return {
        name: tuple(
            " ".join("".join(_said(env, name, part, targets) for part in one).split())
            for one in kept[name]
        )
        for name in sorted(kept.keys() & env.found_docs)
    }


def _said(env: BuildEnvironment, here: str, part: str | Titled, targets: Targets) -> str:
    if isinstance(part, str):
        return part
    return _title(env, here, part.link, targets) or part.text


def _title(env: BuildEnvironment, here: str, link: Link, targets: Targets) -> str | None:
    domain = journey_domain(env)
    withheld = withheld_target(env, link, here)
    if withheld is not None:
        return title_of_withheld(domain.build, withheld)
    if link.domain == domain.name:
        target = targets.find(link.type, link.target)
        return target and target.title
    if (link.domain, link.type) == ("std", "doc") and not link.part:
        return title_text(env, link.target)
    label = env.domaindata["std"]["labels"].get(link.target.lower())
    return label and str(label[2])
