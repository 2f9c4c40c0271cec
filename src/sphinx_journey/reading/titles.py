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
        given = record.front.title
        title = domain.build.inputs.translations.of(record.docname, given)
        heading = nodes.title(given, title)
        # With a place and its source, Sphinx has it in the catalogs of 'gettext'.
        heading.source, heading.line = document["source"], record.location("title").line
        section = nodes.section("", heading)
        section["names"].append(nodes.fully_normalize_name(given))
        head = [c for c in document.children if isinstance(c, nodes.docinfo | nodes.decoration)]
        section += [child for child in document.children if child not in head]
        document.children = []
        document += [*head, section]
        document.note_implicit_target(section, section)


def use_link_title(app: Sphinx, _doctree: nodes.document) -> None:
    """Use ``linkTitle`` wherever the document is listed: in toctrees and in links to it."""
    env = app.env
    docname = env.current_document.docname
    domain = journey_domain(env)
    record = domain.records.get(docname)
    if record is None:
        return
    shown = record.front.link_title
    if record.own is not None and record.front.title:  # Hugo's lists have it, not the heading
        title = domain.build.inputs.translations.of(docname, record.front.title)
        env.longtitles[docname] = nodes.title(title, title)
        shown = shown or record.front.title
    if not shown:
        return
    text = domain.build.inputs.translations.of(docname, shown)
    env.titles[docname] = nodes.title(text, text)
    reference = next(iter(env.tocs[docname].findall(nodes.reference)), None)
    if reference is not None:
        reference.children = []
        reference += nodes.Text(text)
