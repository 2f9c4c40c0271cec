"""The pages that list posts by tag, category, author and year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..builds.outputs import Page
from ..nodes import html
from ..pages.contexts import render_context
from ..pages.views.archives import archive, archive_title, index, index_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.archives import Archive
    from ..core.terms import Terms


def archive_pages(build: Build, env: BuildEnvironment) -> Iterator[Page]:
    """Yield a page for each term, and the list of all terms of a kind where no document has it."""
    archives = build.edition.archives
    for name, terms in archives.indexes:
        if name not in env.found_docs:
            yield Page(name, index_title(terms.kind), "archive", partial(_index, name, terms, env))
    for one in archives.pages:
        yield Page(one.name, archive_title(one), "archive", partial(_archive, one, build, env))


def _index(name: str, terms: Terms, env: BuildEnvironment) -> list[Node]:
    context = render_context(env, name)
    return [html("div", *index(terms, context), classes="journey-list-view")]


def _archive(one: Archive, build: Build, env: BuildEnvironment) -> list[Node]:
    context = render_context(env, one.name)
    drawn = archive(one, build.edition.blog.excerpts, context)
    return [html("div", *drawn, classes="journey-list-view")]
