"""The pages that list a blog's posts by tag, category, author and year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from .problems import Problem, Subtype, short_repr
from .terms import KINDS, key_of, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .model import Post
    from .problems import Location
    from .terms import Term, TermKind, Terms

SLUG: Final = "{slug}"
"""What stands for a term's slug in the name of its page."""


class Addresses(NamedTuple):
    """Where the pages of one kind of term are, as names of pages."""

    listing: str
    """The page that lists all terms of the kind."""
    page: str
    """The page of one term, with ``{slug}``."""


PRESETS: Final[Mapping[str, Mapping[TermKind, Addresses]]] = {
    "hugo": {
        "tag": Addresses("tags/index", "tags/{slug}"),
        "category": Addresses("categories/index", "categories/{slug}"),
        "author": Addresses("authors/index", "authors/{slug}"),
        "year": Addresses("archive/index", "archive/{slug}"),
    },
    "ablog": {
        "tag": Addresses("blog/tag", "blog/tag/{slug}"),
        "category": Addresses("blog/category", "blog/category/{slug}"),
        "author": Addresses("blog/author", "blog/author/{slug}"),
        "year": Addresses("blog/archive", "blog/{slug}"),
    },
}
"""Addresses by the tool that has them: Hugo (https://gohugo.io/content-management/taxonomies/) and
ABlog (https://ablog.readthedocs.io/en/stable/manual/ablog-configuration-options.html)."""


class Archive(NamedTuple):
    """One page of posts that have a term in common."""

    name: str
    term: Term
    listing: str
    """The page that lists all terms of the kind."""
    posts: tuple[Post, ...]
    """Those on this page."""
    number: int = 1
    """Which of the term's pages it is, from 1."""
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True)
class Archives:
    """All such pages of a project."""

    pages: tuple[Archive, ...] = ()
    indexes: tuple[tuple[str, Terms], ...] = ()
    """The pages that list all terms of a kind, by name."""
    names: Mapping[tuple[TermKind, str], str] = field(default_factory=dict)
    """The first page of each term, by its kind and key."""

    def page_of(self, kind: TermKind, name: str) -> str | None:
        """Return the page of a term by any of its spellings, or ``None``."""
        return self.names.get((kind, key_of(name)))


def archives_of(
    posts: Sequence[Post], addresses: Mapping[TermKind, Addresses], per_page: int
) -> Archives:
    """Return the archive of a blog.

    Args:
        posts: all posts, newest first.
        addresses: where pages are, for each kind of term that has any.
        per_page: how many posts a page has at most.
    """
    pages: list[Archive] = []
    indexes: list[tuple[str, Terms]] = []
    names: dict[tuple[TermKind, str], str] = {}
    for kind in KINDS:
        if kind not in addresses:
            continue
        terms = terms_of(posts, kind)
        if not terms.all:
            continue
        where = addresses[kind]
        indexes.append((where.listing, terms))
        for term in terms.all:
            made = list(_pages(term, where, per_page))
            pages += made
            names[kind, key_of(term.name)] = made[0].name
    return Archives(tuple(pages), tuple(indexes), names)


def _pages(term: Term, where: Addresses, per_page: int) -> Iterator[Archive]:
    first = where.page.replace(SLUG, term.slug)
    starts = range(0, len(term.posts), per_page)
    names = [first, *(f"{first}/page/{number}" for number in range(2, len(starts) + 1))]
    for at, (name, start) in enumerate(zip(names, starts, strict=True)):
        yield Archive(
            name,
            term,
            where.listing,
            term.posts[start : start + per_page],
            at + 1,
            newer=names[at - 1] if at else None,
            older=names[at + 1] if at + 1 < len(names) else None,
        )


def clashes_of(archives: Archives, find: Callable[[Post, TermKind], Location]) -> Iterator[Problem]:
    """Yield a problem for each term that has got a longer address because of an older one.

    Args:
        archives: all pages.
        find: returns where a post says what it is gathered under.
    """
    for _name, terms in archives.indexes:
        for clash in terms.clashes:
            first, *others = clash.terms
            for term in others:
                yield Problem(
                    find(term.posts[-1], term.kind),
                    Subtype.TERM_ADDRESS,
                    f"The {term.kind} {short_repr(term.name)} comes to the same address as "
                    f"{short_repr(first.name)}, which was there first; its page is {term.slug!r}. "
                    "Write both alike, or one of them in other words.",
                )
