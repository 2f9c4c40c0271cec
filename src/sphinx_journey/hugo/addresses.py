"""The address of a page, and the file that Hugo writes it to.

Source: https://gohugo.io/content-management/urls/, and tries with Hugo 0.168.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from .model import Kind, Page
from .paths import escaped, escaped_url, joined, query_unescaped, sanitized
from .permalinks import Values, expanded, permalink_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Language, Site
    from .paths import ContentPath
    from .sections import Node

_INDEX: Final = "index.html"


@dataclass(frozen=True)
class Address:
    """Where a page is."""

    link: str
    """Below the base URL, from ``/``, without escapes: ``/pt/posts/a/``."""
    url: str
    """As Hugo's ``.RelPermalink``: with the base URL's path, and escaped."""
    file: str
    """Relative to the output, without escapes: ``pt/posts/a/index.html``."""
    folder: str
    """Where files beside the page are, below the base URL: ``/pt/posts/a``, empty for the root."""


def base_path(site: Site, language: str) -> str:
    """Return the path of the base URL, without a slash at its end."""
    if site.canonifies:
        return ""
    return joined(split_url(base_url(site, language))[1]).rstrip("/")


def base_url(site: Site, language: str) -> str:
    """Return the base URL of a language."""
    return language_of(site, language).base_url or site.base_url


def split_url(url: str) -> tuple[str, str]:
    """Return the host of an address, in lower case, and its path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc.lower(), parts.path


def language_of(site: Site, code: str) -> Language:
    """Return a language of a site; its first, if it has none of that code."""
    return next((known for known in site.languages if known.code == code), site.languages[0])


def language_prefix(site: Site, language: str) -> str:
    """Return the folder of a language in the addresses of a site, or an empty text."""
    is_default = language == site.default_language and not site.default_language_in_subdir
    return "" if site.is_multihost or is_default else language


class Addresses:
    """Works out addresses of one site in one language."""

    def __init__(self, site: Site, language: str) -> None:
        """Take the site and the language's code."""
        own = language_of(site, language).permalinks
        self._rules = site.permalinks if own is None else own
        self._site = site
        self._prefix = language_prefix(site, language)
        self._file_prefix = language if site.is_multihost else self._prefix
        self._base_path = base_path(site, language)
        self._sanitized = partial(
            sanitized, keeps_case=site.keeps_case, removes_accents=site.removes_accents
        )
        self._folders: dict[str, str] = {}

    def of(self, node: Node) -> Address:
        """Return the address of a page."""
        slug, url = _slug(node), node.content.url if isinstance(node.content, Page) else ""
        if url and node.kind is not Kind.HOME and not is_elsewhere(url):
            return self._of_url(node, url)
        rule = permalink_of(self._rules, node.kind.value, node.base)
        permalink = ""
        if rule is not None:
            permalink = posixpath.normpath(query_unescaped(self._expanded(rule.pattern, node)))
        is_ugly = self._is_ugly(node)
        if node.kind is not Kind.PAGE:
            parts = [permalink or self._folder(node), _INDEX]
        else:
            name = slug or self._path(node).base_name
            is_index = not node.path.is_bundle and name == "index"
            parts = [permalink] if permalink else [self._folder(node), name]
            if is_ugly or (is_index and not permalink):
                parts = [part for part in parts if part and part != "/"] or [""]
                parts[-1] = parts[-1].removesuffix("/") + ".html"
                is_ugly = parts[-1] != _INDEX
            else:
                parts.append(_INDEX)
        return self._made([self._sanitized(part) for part in parts], is_file=is_ugly)

    def _made(self, parts: Sequence[str], *, is_file: bool) -> Address:
        """Return the address that parts make; without a file's name if that is ``index.html``."""
        file = _slashed(*parts)
        link = file if is_file else _slashed(*parts[:-1]).removesuffix("/") + "/"
        return self._address(link, file, self._prefix, self._file_prefix, has_query=False)

    def _of_url(self, node: Node, url: str) -> Address:
        if ":" in url:
            url = query_unescaped(self._expanded(url, node)) or url
        is_relative = not url.startswith("/")
        if ".." in url:
            url = joined(url) + ("/" if url.endswith("/") else "")
        parts = [part for part in url.split("/") if part]
        if url.endswith("/") or "." not in url:
            parts.append(_INDEX)
        is_index = parts[-1:] == [_INDEX]
        file = "/" + "/".join(parts)
        link = "/" + "".join(f"{part}/" for part in parts[:-1]) if is_index else file
        is_forced = is_relative or self._site.is_multihost
        prefixes = [
            prefix if is_forced and not url.startswith(f"/{prefix}") else ""
            for prefix in (self._prefix, self._file_prefix)
        ]
        return self._address(link, file, *prefixes, has_query=True)

    def _address(
        self, link: str, file: str, prefix: str, file_prefix: str, *, has_query: bool
    ) -> Address:
        """Return the address of a link and a file below the language's folder."""
        folder, name = posixpath.split(file)
        if not name.startswith("index."):
            folder = posixpath.splitext(file)[0]
        before, below = (f"/{part}" if part else "" for part in (prefix, file_prefix))
        url = (escaped_url if has_query else escaped)(before + link)
        if self._base_path:
            end = "/" if url.endswith("/") else ""
            url = posixpath.normpath(self._base_path + url).rstrip("/") + end
        return Address(
            before + link, url, joined(below + file)[1:] or _INDEX, (before + folder).rstrip("/")
        )

    def _path(self, node: Node) -> ContentPath:
        return node.written if self._site.keeps_case else node.path

    def _is_ugly(self, node: Node) -> bool:
        ugly = self._site.ugly_urls
        return ugly if isinstance(ugly, bool) else bool(ugly.get(_first_folder(node)))

    def _folder(self, node: Node) -> str:
        """Return the folder of a page's address, with the slugs of the sections above it."""
        section = node.section
        if section is None:
            return self._path(node).container
        folder = self._section_folder(section)
        if node.kind is not Kind.PAGE:
            return folder
        return folder + self._path(node).container[len(self._path(section).base.rstrip("/")) :]

    def _section_folder(self, section: Node) -> str:
        if section.base not in self._folders:
            made = ""
            for inner in _sections(section):
                above = self._path(inner.parent).base.rstrip("/") if inner.parent else ""
                own = self._path(inner).base[len(above) :]
                slug = _slug(inner)
                made += f"{own.rpartition('/')[0]}/{slug}" if slug else own
            self._folders[section.base] = made
        return self._folders[section.base]

    def _expanded(self, pattern: str, node: Node) -> str:
        name = node.written.name
        filename = node.written.base_name if name == "index" else "" if name == "_index" else name
        if not isinstance(node.content, Page):
            filename = ""
        content_name, file_name = map(self._in_token, (node.written.base_name, filename))
        title = self._title_part(node)
        # A slug of signs alone is an empty one.
        slug = self._in_token(_slug(node)) if _slug(node) else None
        sections = _sections(node)
        texts = {
            "title": title,
            "slug": title if slug is None else slug,
            "filename": file_name,
            "slugorfilename": file_name if slug is None else slug,
            "contentbasename": content_name,
            "slugorcontentbasename": content_name if slug is None else slug,
            "section": _first_folder(node),
            "sectionslug": self._slug_part(sections[0]) if sections else "",
        }
        when = node.content.date if isinstance(node.content, Page) else None
        folders = node.section.base.strip("/").split("/") if node.section else []
        return expanded(
            pattern,
            Values(
                date=when,
                texts=texts,
                sections=[folder for folder in folders if folder],
                section_slugs=lambda: [self._slug_part(section) for section in sections],
            ),
        )

    def _slug_part(self, node: Node) -> str:
        slug = _slug(node)
        return self._in_token(slug) if slug else self._title_part(node)

    def _title_part(self, node: Node) -> str:
        return self._in_token(node.content.title.replace("/", "-").replace("\\", "-"))

    def _in_token(self, text: str) -> str:
        """Return a text as a token gives it: ``#`` at its end is an empty fragment to Hugo."""
        made = self._sanitized(text)
        return made[:-1] if made.find("#") == len(made) - 1 else made


def is_elsewhere(url: str) -> bool:
    """Return whether the ``url`` of a page has a protocol, which Hugo refuses."""
    return url.startswith(("http://", "https://"))


def _slashed(*parts: str) -> str:
    """Return the parts as one path from the root; what is within a part stays, ``..`` and all."""
    made = ""
    for part in parts:
        made += part if made.endswith("/") or part.startswith("/") else f"/{part}" if part else ""
    return f"/{made.lstrip('/')}"


def _slug(node: Node) -> str:
    return node.content.slug.strip("-") if isinstance(node.content, Page) else ""


def _sections(node: Node) -> list[Node]:
    """Return the sections that a page is in, from the top, without the home page."""
    found: list[Node] = []
    section = node.section
    while section is not None and section.parent is not None:
        found.append(section)
        section = section.parent
    return found[::-1]


def _first_folder(node: Node) -> str:
    """Return the name of a page's section in lower case: the first folder of its path."""
    folder = node.base if node.kind is Kind.SECTION else node.path.container
    return folder.split("/")[1]
