"""The pages that list posts by tag, category, author and year."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape
from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Page
from ..domain.titles import has_math
from ..nodes import html
from ..pages.contexts import render_context
from ..pages.views.archives import LOOKS, archive, archive_title, index, index_title
from ..pages.views.posts import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.archives import Archive
    from ..core.model import Post
    from ..core.terms import Terms
    from ..pages.views.context import RenderContext

_HERE = "journey-entry-address"
"""Stands for the address of a post in its entry."""


def archive_pages(build: Build, env: BuildEnvironment) -> Iterator[Page]:
    """Yield a page for each term, and the list of all terms of a kind where no document has it."""
    archives = build.edition.archives
    for name, terms in archives.indexes:
        if name not in env.found_docs:
            yield Page(name, index_title(terms.kind), "archive", partial(_index, name, terms, env))
    entries = _Entries(build)
    for one in archives.pages:
        yield Page(one.name, archive_title(one), "archive", partial(_archive, one, entries, env))


def _index(name: str, terms: Terms, env: BuildEnvironment) -> list[Node]:
    context = render_context(env, name)
    return [html("div", *index(terms, context), classes="journey-list-view")]


def _archive(one: Archive, entries: _Entries, env: BuildEnvironment) -> list[Node]:
    context = render_context(env, one.name)
    drawn = archive(one, partial(entries.on, context), context)
    return [html("div", *drawn, classes="journey-list-view")]


class _Entries:
    """The entries of posts in lists: a post is on many pages, on each with another address."""

    def __init__(self, build: Build) -> None:
        self._builder = build.builder
        self._looks = LOOKS._replace(excerpts=build.edition.blog.excerpts)
        self._made: dict[str, str] = {}

    def on(self, context: RenderContext, post: Post) -> Node:
        """Return the entry of a post on one page."""
        assert post.docname is not None  # noqa: S101 - all of archives have one
        if post.docname not in self._made:
            self._made[post.docname] = self._html(post, context)
        text = self._made[post.docname]
        if not text:
            return entry(post, self._looks, context)
        address = f'href="{escape(context.uri(post.docname))}"'
        return nodes.raw("", text.replace(f'href="{_HERE}"', address, 1), format="html")

    def _html(self, post: Post, context: RenderContext) -> str:
        """Return an entry in HTML; empty if the page has to know of math in it."""
        builder = self._builder
        assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - others have no archives
        drawn = entry(post, self._looks, replace(context, uri=lambda _docname: _HERE))
        if has_math([drawn]):
            return ""
        builder.secnumbers, builder.fignumbers = {}, {}  # Sphinx sets these for each document
        return str(builder.render_partial(drawn)["fragment"])
