"""Titles from front matter: the heading of a page without one, and the title in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class TitleFromFrontMatter(SphinxTransform):
    """Give a reST document without a section title the title of its front matter.

    It runs after docutils' ``DocInfo`` (340), which expects the field list to come first.
    Markdown gets its title from the parser (see :func:`~.core.frontmatter.for_sphinx`).
    """

    default_priority = 350

    def apply(self, **_kwargs: object) -> None:
        """Put what follows the field list into a section with that title."""
        domain = journey_domain(self.env)
        record = domain.records.get(self.env.current_document.docname)
        document = self.document
        if (
            record is None
            or not record.front.title
            or any(isinstance(child, nodes.section) for child in document.children)
        ):
            return
        title = record.front.title
        section = nodes.section("", nodes.title(title, title))
        section["names"].append(nodes.fully_normalize_name(title))
        head = [c for c in document.children if isinstance(c, nodes.docinfo | nodes.decoration)]
        section += [child for child in document.children if child not in head]
        document.children = []
        document += [*head, section]
        document.note_implicit_target(section, section)


def use_link_title(app: Sphinx, _doctree: nodes.document) -> None:
    """Use ``linkTitle`` wherever the document is listed: in toctrees and in links to it."""
    env = app.env
    docname = env.current_document.docname
    record = journey_domain(env).records.get(docname)
    if record is None or not record.front.link_title:
        return
    text = record.front.link_title
    env.titles[docname] = nodes.title(text, text)
    reference = next(iter(env.tocs[docname].findall(nodes.reference)), None)
    if reference is not None:
        reference.children = []
        reference += nodes.Text(text)
