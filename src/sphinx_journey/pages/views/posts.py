"""A list of posts, as the front page of a blog has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ... import messages
from ...core.model import Status
from ...messages import _
from ...nodes import html
from .context import minutes_label, paragraph, separated, status_label
from .post import authors, terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils.nodes import Element, Node

    from ...core.model import Post
    from ...domain.records import Field
    from .context import RenderContext


class Looks(NamedTuple):
    """What a list shows of each post, and how."""

    fields: frozenset[Field]
    columns: int = 1
    excerpts: Mapping[str, tuple[str, ...]] = {}
    """By docname."""


def post_list(posts: Sequence[Post], looks: Looks, context: RenderContext) -> list[Node]:
    """Draw posts, each with its title and what else is asked for.

    On the web they are marked up as a feed (https://microformats.org/wiki/h-feed).
    """
    if not posts:
        return no_posts()
    if not context.web:
        items = (nodes.list_item("", *_parts(post, looks, context)) for post in posts)
        return [nodes.bullet_list("", *items, bullet="-", classes=["journey-post-list"])]
    return [list_of([entry(post, looks, context) for post in posts], looks.columns)]


def no_posts() -> list[Node]:
    """Return what stands where there is no post to list."""
    return [paragraph(_("There are no posts yet."), classes="journey-empty")]


def list_of(entries: Sequence[Node], columns: int = 1) -> Node:
    """Return a list of entries on the web."""
    wide = f" journey-columns-{columns}" if columns > 1 else ""
    return html("ul", *entries, classes=f"journey-post-list journey-list h-feed{wide}", role="list")


def entry(post: Post, looks: Looks, context: RenderContext) -> Element:
    """Return a post as an item of a list on the web."""
    parts = _parts(post, looks, context)
    return html("li", *parts, classes=f"journey-post h-entry is-{post.status}")


def _parts(post: Post, looks: Looks, context: RenderContext) -> list[Element]:
    title: Element = context.titled(post, classes="p-name u-url" if context.web else "")
    if not context.web:
        title = nodes.strong("", "", title)
    made: list[Element] = [paragraph(title, classes="journey-post-title")]
    line = separated(_figures(post, looks.fields, context))
    if line:
        made.append(paragraph(*line, classes="journey-post-figures"))
    if "excerpt" in looks.fields:
        # The search finds these words on the post itself.
        summary = f"journey-post-excerpt no-search{' p-summary' if context.web else ''}"
        made += [paragraph(text, classes=summary) for text in _excerpt(post, looks)]
    return made


def _figures(post: Post, fields: frozenset[Field], context: RenderContext) -> list[Node | str]:
    parts: list[Node | str] = []
    if post.status is not Status.PUBLISHED:
        parts.append(status_label(post.status))
    if "date" in fields and post.when is not None:
        parts.append(context.time(post.when, classes="dt-published"))
    if "minutes" in fields and post.minutes:
        parts.append(minutes_label(messages.minutes_to_read(post.minutes)))
    if "authors" in fields and post.authors:
        parts.append(authors(post, context))
    if "categories" in fields and post.categories:
        parts.append(terms(post.categories, "category", context))
    if "tags" in fields and post.tags:
        parts.append(terms(post.tags, "tag", context))
    return parts


def _excerpt(post: Post, looks: Looks) -> tuple[str, ...]:
    if post.description:
        return (post.description,)
    return looks.excerpts.get(post.docname or "", ())
