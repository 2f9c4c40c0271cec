"""What search engines and other sites get to know of a page, as values.

Search engines read JSON-LD in the words of schema.org, other sites Open Graph.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from .feeds import on_one_line, printable
from .moments import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Author, Post

Fields = dict[str, Any]
_CONTEXT = "https://schema.org"
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""What would end a script, or begin a comment in it (HTML, 4.12.1.3)."""


class Site(NamedTuple):
    """The website that a page is on."""

    name: str
    language: str
    """As in BCP 47."""


class Titled(NamedTuple):
    """Something with a page of its own."""

    title: str
    url: str = ""
    """Absolute; empty where the website's address isn't known."""


class Membership(NamedTuple):
    """A series that a post is in."""

    series: Titled
    position: int | None
    """From 1; ``None`` where it isn't counted."""


class Image(NamedTuple):
    """The picture that stands for a page."""

    url: str
    width: int | None = None
    """In pixels."""
    height: int | None = None


def blog_posting(
    post: Post,
    page: Titled,
    site: Site,
    memberships: Sequence[Membership] = (),
    section: str = "",
    image: Image | None = None,
) -> Fields:
    """Return a post as a ``BlogPosting`` (https://schema.org/BlogPosting).

    Args:
        post: the post; it is published.
        page: its page.
        site: the website.
        memberships: the series that it is in.
        section: the title of its chapter.
        image: the picture that stands for it.
    """
    found: Fields = {"@context": _CONTEXT, "@type": "BlogPosting"}
    if page.url:
        found |= {"@id": page.url, "url": page.url, "mainEntityOfPage": page.url}
    found |= {"headline": on_one_line(page.title), "description": post.description}
    found["inLanguage"] = site.language
    if post.when is not None:
        found["datePublished"] = rfc3339(post.when)
        found["dateModified"] = rfc3339(post.updated or post.when)
    found["author"] = [_person(author) for author in post.authors]
    found["image"] = _image(image) if image is not None else None
    found |= {"articleSection": [*([section] if section else []), *post.categories]}
    found |= {"keywords": list(post.tags), "wordCount": post.words}
    found["timeRequired"] = f"PT{post.minutes}M" if post.minutes else None
    found["isPartOf"] = [
        _filled({"@type": "CreativeWorkSeries", "name": series.title, "url": series.url})
        for series, _position in memberships
    ]
    found["position"] = next((one.position for one in memberships), None)
    return _filled(found)


def breadcrumbs(trail: Sequence[Titled]) -> Fields:
    """Return the way to a page, itself last, as a ``BreadcrumbList``; all have addresses."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            _item(number, one) | {"item": one.url} for number, one in enumerate(trail, 1)
        ],
    }


def item_list(title: str, items: Iterable[Titled]) -> Fields:
    """Return the posts of a series in its order as an ``ItemList``; all have addresses."""
    return {
        "@context": _CONTEXT,
        "@type": "ItemList",
        "name": title,
        "itemListElement": [
            _item(number, one) | {"url": one.url} for number, one in enumerate(items, 1)
        ],
    }


def as_script(values: Sequence[Fields]) -> str:
    """Return values as the content of a script of the type ``application/ld+json``."""
    value = values[0] if len(values) == 1 else list(values)
    return json.dumps(_printable(value), ensure_ascii=False).translate(_IN_SCRIPT)


def open_graph(post: Post | None, page: Titled, site: Site, description: str) -> Fields:
    """Return what other sites may show of a page, as properties of https://ogp.me.

    Args:
        post: the post on it; ``None`` if there isn't one.
        page: the page.
        site: the website.
        description: what it is about; may be empty.
    """
    found = {
        "og:type": "article" if post is not None else "website",
        "og:title": on_one_line(page.title),
        "og:description": description,
        "og:url": page.url,
        "og:site_name": site.name,
        "og:locale": site.language.replace("-", "_"),
    }
    return {name: printable(value) for name, value in found.items() if value}


def of_article(post: Post, section: str) -> list[tuple[str, str]]:
    """Return what other sites may know of a post, as properties of https://ogp.me/#type_article."""
    found = []
    if post.when is not None:
        found.append(("published_time", rfc3339(post.when)))
        found.append(("modified_time", rfc3339(post.updated or post.when)))
    found += [("author", author.url) for author in post.authors if author.url]
    found += [("section", section)] if section else []
    found += [("tag", tag) for tag in post.tags]
    return [(f"article:{name}", printable(value)) for name, value in found]


def _item(number: int, one: Titled) -> Fields:
    return {"@type": "ListItem", "position": number, "name": on_one_line(one.title)}


def _person(author: Author) -> Fields:
    return _filled({"@type": "Person", "name": author.name, "url": author.url})


def _image(image: Image) -> Fields:
    sizes = {"width": image.width, "height": image.height}
    return _filled({"@type": "ImageObject", "url": image.url, **sizes})


def _filled(values: Fields) -> Fields:
    """Return what has a value; a list of one stands as that one."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in values.items()
        if value not in (None, "", [])
    }


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return {k: _printable(v) for k, v in value.items()} if isinstance(value, dict) else value
