"""While reading: which pictures a document shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from .wanted import pictures_in

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def note_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the pictures of a document that has been read, once Sphinx has found their files."""
    env = app.env
    found = tuple(picture for _, picture in pictures_in(doctree))
    if found:
        journey_domain(env).pictures[env.current_document.docname] = found
