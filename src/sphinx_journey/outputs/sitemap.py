"""The list of all pages for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.addresses import page_address
from ..builds.outputs import Output
from ..builds.sphinx_files import possible_files
from ..core.document import instant
from ..core.model import Status
from ..core.moments import rfc3339
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..reading.websites import can_make

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.model import Post

SITEMAP_FILE: Final = "sitemap.xml"
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OTHER: Final = "sphinx_sitemap"


def sitemap(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield the list of all pages, if the project wants one."""
    config, builder = build.config, build.builder
    if config is None or not config.sitemap or builder.name not in {"html", "dirhtml"}:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - the two that are named are
    if not can_make(env, "sitemaps", Subtype.SITEMAP):
        return
    reason = ""
    if _OTHER in env.config.extensions:
        reason = f"The extension {_OTHER!r} writes one, too. Leave one of the two out."
    elif SITEMAP_FILE in {*possible_files(env, builder), *build.outputs}:
        reason = "There is such a file already. Give that another name, or switch this off."
    if reason:
        message = f"journey_sitemap writes no {short_repr(SITEMAP_FILE)}: {reason}"
        warn(Subtype.SITEMAP, message, once=True)
        return
    yield Output(SITEMAP_FILE, partial(_content, build, env))


def _content(build: Build, env: BuildEnvironment) -> bytes:
    found = dict(sorted((_url(build, name), when) for name, when in _pages(build, env).items()))
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for url, when in found.items():
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = url
        if when is not None:
            ET.SubElement(entry, "lastmod").text = rfc3339(when)
    ET.indent(root, "")
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _url(build: Build, name: str) -> str:
    return page_address(build.builder, name)


def _pages(build: Build, env: BuildEnvironment) -> dict[str, dt.datetime | None]:
    """Return all pages that search engines may list, by name, and when each was changed last."""
    edition, records = build.edition, journey_domain(env).records
    missing = str(getattr(env.config, "notfound_pagename", "404"))
    found: dict[str, dt.datetime | None] = {
        name: None
        for name in env.found_docs
        if build.publications[name].status is Status.PUBLISHED and name != missing
    }
    found |= {page.name: None for page in build.outputs.pages.values()}
    for one in edition.archives.pages:
        out = [post for post in one.posts if post.status is Status.PUBLISHED]
        if not out:  # a preview's
            found.pop(one.name, None)
        elif one.name in found:
            found[one.name] = max(map(_changed, out), key=_age)
    for name, record in records.items():
        last, config = record.front.lastmod or record.front.date, build.config
        if name in found and last is not None and config is not None:
            moment = instant(last, config.settings.zone)
            found[name] = moment if moment <= config.clock.now else None
    for post in edition.blog.posts:
        if post.docname in found:
            found[post.docname] = _changed(post)
    return found


def _changed(post: Post) -> dt.datetime | None:
    return post.updated or post.when


def _age(when: dt.datetime | None) -> float:
    return when.timestamp() if when is not None else 0
