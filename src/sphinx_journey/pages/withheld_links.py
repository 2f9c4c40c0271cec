"""What stands for a link to a document that isn't published: its words, and when it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.document import instant
from ..core.model import Status
from ..domain.journey import journey_domain
from ..gate.links import (
    SOURCE_OF,
    asks_for_title,
    is_defined,
    link_of,
    title_of_withheld,
    withheld_mention,
    withheld_target,
)
from ..nodes import SHOWS_JOURNEY
from .contexts import render_context

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class WithheldLinks(SphinxPostTransform):
    """Make plain text of each reference to a document that this build leaves out.

    It runs before all that resolves references (MyST's at 9, Sphinx's at 10) or draws views.
    """

    default_priority = 7

    def run(self, **_kwargs: object) -> None:
        """Replace such references of one document."""
        withheld = journey_domain(self.env).build.withheld
        if not withheld:
            return
        page = self.env.current_document.docname
        for node in list(self.document.findall(addnodes.pending_xref)):
            link, here = link_of(node), node.get("refdoc", page)
            docname = withheld_target(self.env, link, here)
            # MyST resolves its links itself, and asks nobody about those it can't.
            if docname is None and link.type == "myst" and not node.get("reflocalid"):
                docname = None if is_defined(self.env, link) else withheld_mention(self.env, link)
            if docname is not None:
                node.replace_self(_plain(self.env, docname, node))
                self.document[SHOWS_JOURNEY] = True
        for reference in list(self.document.findall(nodes.reference)):
            docname = reference.get(SOURCE_OF)
            if docname not in withheld:
                continue
            if any(isinstance(child, nodes.image) for child in reference.children):
                reference.replace_self(reference.children)
            else:
                words = [child.deepcopy() for child in reference.children]
                reference.replace_self(unpublished(self.env, docname, words, page))
                self.document[SHOWS_JOURNEY] = True


def resolve_missing(
    _app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, _contnode: Element
) -> nodes.inline | None:
    """Resolve a reference that nobody else could, to what a withheld document may define."""
    is_typed = "refwarn" in node or env.config.nitpicky  # the types in a signature have none
    if not is_typed or (docname := withheld_mention(env, link_of(node))) is None:
        return None
    root: Element = node
    while root.parent is not None:
        root = root.parent
    root[SHOWS_JOURNEY] = True
    return _plain(env, docname, node)


def _plain(env: BuildEnvironment, docname: str, node: Element) -> nodes.inline:
    words: list[Node] = []
    if not asks_for_title(node):
        words = [child.deepcopy() for child in node.children]
    return unpublished(env, docname, words, env.current_document.docname)


def unpublished(env: BuildEnvironment, docname: str, words: list[Node], here: str) -> nodes.inline:
    """Return what stands for a link to a withheld document.

    Args:
        env: the environment.
        docname: the withheld document.
        words: the link's own; without any, the title of the plan's entry stands there.
        here: the page the link stands on.
    """
    build = journey_domain(env).build
    status = build.publications[docname].status
    entry = build.publications.entries.get(docname)
    made = nodes.inline(classes=["journey-unpublished", f"is-{status}"])
    made += words or [nodes.Text(title_of_withheld(build, docname))]
    if status is Status.SCHEDULED and entry is not None and entry.date and build.config:
        when = instant(entry.date, build.config.zone)
        context = render_context(env, here)
        made += [nodes.Text(" ("), context.time(when), nodes.Text(")")]
    return made
