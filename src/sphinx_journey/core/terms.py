"""Tags, categories, authors and years: what posts are gathered under, and under which name.

What readers take for one word is one term: spellings that differ in case, in blanks or in how
Unicode writes a letter. Each term has a slug of its own, which is safe as the name of a file.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .model import Author
from .slugs import name_to_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Post

TermKind = Literal["tag", "category", "author", "year"]
KINDS: Final[tuple[TermKind, ...]] = ("tag", "category", "author", "year")

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\Z")
"""Names of devices, which Windows takes for no file
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""
_LONGEST: Final = 100
"""Bytes of a slug: a file's name has 255, of which a suffix and a server's escapes need some."""


class Term(NamedTuple):
    """What some posts have in common."""

    kind: TermKind
    name: str
    """As most posts write it; of spellings as frequent as each other, the oldest post's."""
    slug: str
    posts: tuple[Post, ...]
    """In the order in which they were given."""
    author: Author | None = None
    """Who it is, if the term is an author."""


class Clash(NamedTuple):
    """Terms whose names come to the same slug; all but the oldest have got a longer one."""

    slug: str
    terms: tuple[Term, ...]


class Terms(NamedTuple):
    """The terms of one kind, in the order of their names; years from the last to the first."""

    kind: TermKind
    all: tuple[Term, ...]
    clashes: tuple[Clash, ...] = ()


def key_of(name: str) -> str:
    """Return what is the same for all spellings of a term."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def names_of(post: Post, kind: TermKind) -> tuple[str, ...]:
    """Return the terms of a kind that a post has, by name."""
    match kind:
        case "tag":
            return post.tags
        case "category":
            return post.categories
        case "author":
            return tuple(author.name for author in post.authors)
        case "year":
            return (f"{post.when.year:04}",) if post.when is not None else ()


def terms_of(posts: Sequence[Post], kind: TermKind) -> Terms:
    """Return the terms of a kind that some posts have.

    Args:
        posts: the posts, the newest first.
        kind: what they are gathered by.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        for name in names_of(post, kind):
            key = key_of(name)
            if post not in members[key][-1:]:
                members[key].append(post)
    for post in reversed(posts):
        for name in names_of(post, kind):
            spellings[key_of(name)][name] += 1
    names = {key: counted.most_common(1)[0][0] for key, counted in spellings.items()}
    slugs, same = _slugs({key: _age(members[key]) for key in names})
    authors = _authors(posts) if kind == "author" else {}
    terms = {
        key: Term(kind, names[key], slugs[key], tuple(members[key]), authors.get(key))
        for key in sorted(names, reverse=kind == "year")
    }
    clashes = tuple(Clash(slug, tuple(terms[key] for key in keys)) for slug, keys in same.items())
    return Terms(kind, tuple(terms.values()), clashes)


def _authors(posts: Iterable[Post]) -> dict[str, Author]:
    """Return each author by key, as the post says that knows most of them."""
    found: dict[str, Author] = {}
    for post in posts:
        for author in post.authors:
            known = found.get(key_of(author.name), Author(author.name))
            found[key_of(author.name)] = author._replace(
                url=known.url or author.url, avatar=known.avatar or author.avatar
            )
    return found


def _age(posts: Iterable[Post]) -> float:
    """Return when the first of some posts came out; those without a date come last."""
    return min((post.when.timestamp() for post in posts if post.when), default=math.inf)


def _slugs(ages: Mapping[str, float]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return a slug for each key, and the keys that come to the same one.

    Of those, the oldest keeps it, so that no new term moves another's page. The others get some
    digits of their name's digest.
    """
    by_slug: dict[str, list[str]] = defaultdict(list)
    for key in sorted(ages, key=lambda key: (ages[key], key)):
        by_slug[_slug(key)].append(key)
    found: dict[str, str] = {}
    for slug, (oldest, *others) in by_slug.items():
        found[oldest] = slug
        found |= {key: f"{slug}-{_digest(key)}" for key in others}
    return found, {slug: keys for slug, keys in by_slug.items() if len(keys) > 1}


def _slug(key: str) -> str:
    slug = name_to_id(key).strip("-")
    if _RESERVED.match(slug) or slug == "index":  # the page that lists all terms
        slug = f"{slug}-{_digest(key)}"
    encoded = slug.encode("utf-8", "surrogatepass")
    if len(encoded) > _LONGEST:
        slug = f"{encoded[:_LONGEST].decode('utf-8', 'ignore').rstrip('-')}-{_digest(key)}"
    return slug


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6]
