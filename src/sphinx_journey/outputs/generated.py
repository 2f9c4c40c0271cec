"""Pages that aren't documents': what the theme gets of one, and whether it has to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape

from ..builds.record import digest
from ..domain.titles import has_math
from ..nodes import SHOWS_JOURNEY
from ..pages.alternates import alternates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Writing
    from ..builds.outputs import Page


def context_of(page: Page, drawn: Sequence[Node], builder: StandaloneHTMLBuilder) -> dict[str, Any]:
    """Return the context of the theme's template ``page.html``.

    Args:
        page: the page.
        drawn: its text.
        builder: the builder at work.
    """
    section = nodes.section("", nodes.title(page.title, page.title), *drawn, ids=[page.id])
    # Sphinx sets these for each document it writes, and needs them here too.
    builder.secnumbers, builder.fignumbers = {}, {}
    return {
        "title": str(escape(page.title)),
        "body": builder.render_partial(section)["fragment"],
        "has_maths_elements": has_math([section]),
        SHOWS_JOURNEY: True,
    }


def is_as_before(
    file: str, page: Page, drawn: Sequence[Node], writing: Writing, env: BuildEnvironment
) -> bool:
    """Return whether a page that is there shows what it would show now; note what that is."""
    if not writing.around:
        return False
    links = alternates(env, page.name)
    shown = digest((writing.around, page.title, links, [str(node) for node in drawn]))
    writing.new.pages[file] = shown
    return writing.old.pages.get(file) == shown and not writing.old.is_unfinished
