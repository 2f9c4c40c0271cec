"""Which posts a list asks for: by journey, pillar, term, folder and status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .model import Status
from .order import natural
from .problems import Miss, Subtype, did_you_mean, short_repr
from .select import choose
from .terms import key_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .blog import Blog
    from .model import Journeys, Post
    from .terms import TermKind

Order = Literal["newest", "oldest", "title", "journey"]
ORDERS: Final[tuple[Order, ...]] = ("newest", "oldest", "title", "journey")

STATUSES: Final = tuple(str(status) for status in Status)


class Selection(NamedTuple):
    """What a list asks for; what is empty is not asked for."""

    journey: str | None = None
    pillar: str | None = None
    terms: tuple[tuple[TermKind, tuple[str, ...]], ...] = ()
    """By kind: names, of which a post has to have one."""
    folder: str | None = None
    """A folder from the source directory, whose documents and those below it are meant."""
    statuses: tuple[str, ...] = ()
    """Without any, all posts that have a document in this build."""
    order: Order = "newest"
    number: int | None = None


def listed(
    blog: Blog, journeys: Journeys, docname: str, wanted: Selection
) -> tuple[Post, ...] | Miss:
    """Return the posts that a list on a page shows, or what it names that isn't there.

    A post has to fulfil all that is asked for.

    Args:
        blog: all posts with a document.
        journeys: all of the project; only they have posts without one.
        docname: the page on which the list stands, which isn't listed itself.
        wanted: what it asks for.
    """
    posts: Sequence[Post] = blog.posts
    if wanted.statuses:
        waiting = [
            post for one in journeys.by_id.values() for post in one.posts if post.docname is None
        ]
        posts = [post for post in (*posts, *waiting) if post.status in wanted.statuses]
    if wanted.journey or wanted.pillar or wanted.order == "journey":
        choice = choose(journeys, docname, wanted.journey, wanted.pillar)
        if isinstance(choice, Miss):
            return choice
        in_order = choice.journey.posts
        if wanted.pillar:
            in_order = choice.pillars[0].posts
        if wanted.order == "journey":
            kept = set(map(_identity, posts))
            posts = [post for post in in_order if _identity(post) in kept]
        else:
            own = set(map(_identity, in_order))
            posts = [post for post in posts if _identity(post) in own]
    for kind, names in wanted.terms:
        keys = set(map(key_of, names))
        posts = [post for post in posts if not keys.isdisjoint(map(key_of, names_of(post, kind)))]
    if wanted.folder is not None:
        start = f"{wanted.folder}/" if wanted.folder else ""
        posts = [post for post in posts if (post.docname or "").startswith(start)]
    posts = [post for post in posts if post.docname != docname]
    return _ordered(posts, wanted.order)[: wanted.number]


def _identity(post: Post) -> tuple[str | None, str]:
    return post.docname, "" if post.docname else post.slug


def _ordered(posts: Sequence[Post], order: Order) -> tuple[Post, ...]:
    if order == "title":
        return tuple(sorted(posts, key=lambda post: (natural(key_of(post.title)), post.slug)))
    if order == "oldest":
        dated = [post for post in posts if post.when is not None]
        undated = [post for post in posts if post.when is None]
        at = {id(post): number for number, post in enumerate(dated)}
        dated.sort(key=lambda post: (post.when.timestamp() if post.when else 0, -at[id(post)]))
        return (*dated, *undated)
    return tuple(posts)


def unknown_names(
    wanted: Selection, posts: Iterable[Post], hidden: Iterable[tuple[TermKind, str]]
) -> tuple[Miss, ...]:
    """Return a problem for each term that a list asks for and no post has.

    Args:
        wanted: what the list asks for.
        posts: all that readers can see.
        hidden: the terms of documents that this build withholds; they are no mistakes.
    """
    posts, kept = list(posts), {(kind, key_of(name)) for kind, name in hidden}
    problems = []
    for kind, names in wanted.terms:
        known = {key_of(name): name for post in posts for name in names_of(post, kind)}
        for name in names:
            key = key_of(name)
            if key not in known and (kind, key) not in kept and kind != "year":
                hint = did_you_mean(key, known)
                message = f"No post has the {kind} {short_repr(name)}.{hint}"
                problems.append(Miss(Subtype.UNKNOWN_TERM, message))
    return tuple(problems)
