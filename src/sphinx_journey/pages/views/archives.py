"""The pages of a blog's archive: the terms of a kind, and the posts that have one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from ... import messages
from ...messages import _
from ...nodes import html
from .context import paragraph, separated
from .posts import Looks, list_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Element, Node

    from ...core.archives import Archive
    from ...core.model import Post
    from ...core.terms import TermKind, Terms
    from .context import RenderContext

LOOKS: Final = Looks(frozenset({"date", "minutes", "excerpt"}))
"""What the pages of an archive show of each post."""


def index_title(kind: TermKind) -> str:
    """Return the title of the page that lists all terms of a kind."""
    match kind:
        case "tag":
            return _("Tags")
        case "category":
            return _("Categories")
        case "author":
            return _("Authors")
        case "year":
            return _("Archive")


def archive_title(one: Archive) -> str:
    """Return the title of a page of posts; from the second page on, with its number."""
    match one.term.kind:
        case "tag":
            title = _("Tag: %s") % one.term.name
        case "category":
            title = _("Category: %s") % one.term.name
        case "author":
            title = _("Posts by %s") % one.term.name
        case "year":
            title = _("Posts of %s") % one.term.name
    if one.number > 1:
        return _("%(title)s, page %(number)d") % {"title": title, "number": one.number}
    return title


def index(terms: Terms, context: RenderContext) -> list[Node]:
    """Draw the terms of a kind, each with the number of its posts."""
    listed = html("ul", classes="journey-terms journey-list", role="list")
    for term in terms.all:
        link = context.link(context.term_page(terms.kind, term.name), term.name)
        count = messages.posts_count(len(term.posts))
        listed += html("li", link, html("span", count, classes="journey-count"))
    return [listed]


def archive(one: Archive, entry: Callable[[Post], Node], context: RenderContext) -> list[Node]:
    """Draw the posts of one page, with what is known of an author, and links to further pages.

    Args:
        one: the page.
        entry: returns a post as an item of the list.
        context: where the page is drawn.
    """
    made: list[Node] = [_head(one, context), list_of([entry(post) for post in one.posts])]
    links = [
        paragraph(context.link(page, words), classes=classes)
        for page, words, classes in (
            (one.newer, _("Newer posts"), "journey-previous"),
            (one.older, _("Older posts"), "journey-next"),
        )
        if page is not None
    ]
    if links:
        label = _("Pages")
        made.append(html("nav", *links, classes="journey-neighbors", aria_label=label))
    return made


def _head(one: Archive, context: RenderContext) -> Element:
    kind = one.term.kind
    parts: list[Node | str] = [messages.posts_count(len(one.term.posts))]
    author = one.term.author
    if author is not None and author.url:
        parts.append(nodes.reference("", author.url, refuri=author.url))
    parts.append(context.link(one.listing, index_title(kind)))
    return paragraph(*separated(parts), classes="journey-post-figures")
