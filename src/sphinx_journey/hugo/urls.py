"""The one map of a Hugo site: the address of each page, and where each link leads."""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from ..core.problems import Location, Problem, Subtype, short_repr
from .addresses import (
    Addresses,
    base_path,
    base_url,
    is_elsewhere,
    language_of,
    language_prefix,
    split_url,
)
from .model import Page, Section, SiteFile
from .paths import joined
from .permalinks import unknown_token
from .references import References
from .sections import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .addresses import Address
    from .model import Site


@dataclass(frozen=True)
class Target:
    """Where a link leads within the site."""

    to: Page | Section | SiteFile
    fragment: str = ""
    """Without ``#`` and without escapes."""


_INDEX: Final = "index.html"


class UrlMap:
    """Finds the address of each page of a site, and what each address stands for.

    It takes time linear in the pages and files; a link takes time linear in its length.
    """

    def __init__(self, site: Site, pages: Iterable[Page], files: Iterable[SiteFile] = ()) -> None:
        """Take the site, all its pages, drafts included, and the files that aren't pages."""
        self._site = site
        by_language: dict[str, list[Page]] = {language.code: [] for language in site.languages}
        for page in pages:
            by_language.setdefault(page.language, []).append(page)
        self._trees = {code: Tree(site, code, mine) for code, mine in by_language.items()}
        self._references = References(site, self._trees)
        self._places: dict[tuple[str, str], Address] = {}
        self._exact: dict[str, Target] = {}
        self._loose: dict[str, Target] = {}
        self._sources: dict[tuple[str, str], Target] = {}
        self._files: dict[SiteFile, str] = {}
        self._lost: set[tuple[str, str]] = set()
        self._hosts = {code: split_url(base_url(site, code))[0] for code in by_language}
        self._bases = {code: unquote(base_path(site, code)) for code in by_language}
        self.problems: tuple[Problem, ...] = tuple(self._fill(files))

    def address(self, page: Page | Section) -> Address:
        """Return where a page is.

        Raises:
            KeyError: the page isn't one of the map's.
        """
        return self._places[_key(page)]

    def is_reached(self, page: Page | Section) -> bool:
        """Return whether a page is what its address stands for, and not another one."""
        return _key(page) in self._places and _key(page) not in self._lost

    def file_address(self, file: SiteFile) -> str | None:
        """Return where a file is, from the root; ``None`` if it isn't in the site."""
        return self._files.get(file)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections and home pages that have no file."""
        nodes = chain.from_iterable(tree.nodes.values() for tree in self._trees.values())
        return tuple(node.content for node in nodes if isinstance(node.content, Section))

    def find(self, url: str, here: Page) -> Target | None:
        """Return where a link of a page leads, as it is written, or ``None`` if not in the site.

        A path is taken relative to the page's address, as browsers do, and if nothing is there,
        to its file, as Hugo's ``ref`` and code hosts do.
        """
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return None
        fragment = unquote(parts.fragment)
        if parts.scheme.lower() not in {"", "http", "https"} or (parts.scheme and not parts.netloc):
            return None
        path = unquote(parts.path)
        if parts.netloc:
            found = self._on_host(parts.netloc.lower(), path or "/")
        elif not path:
            found = Target(here)
        else:
            found = self._at(
                self._host_key(here.language), self._absolute(path, here), here.language
            )
            found = found or self._from_file(path, here)
        return replace(found, fragment=fragment) if found else None

    def path_of(self, url: str, here: Page) -> str | None:
        """Return the path that a link of a page has below the base URL; ``None`` if elsewhere."""
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return None
        if parts.netloc and parts.netloc.lower() not in self._hosts.values():
            return None
        path = unquote(parts.path)
        path = _cleaned(path or "/") if parts.netloc else self._absolute(path, here)
        base = self._bases.get(here.language, "")
        return path[len(base) :] if base and f"{path}/".startswith(f"{base}/") else path

    def ref(self, ref: str, here: Page, language: str = "") -> Target | None:
        """Return the page that ``ref`` and ``relref`` name, or ``None``.

        Args:
            ref: a path of a page, from the root or relative to the page's folder, with or without
                an extension; or the name of a page, if it is the only one.
            here: the page that says it.
            language: the code of another language to look in.
        """
        node_fragment = self._references.ref(ref, here, language)
        if node_fragment is None:
            return None
        content, fragment = node_fragment
        return Target(content, fragment)

    def _fill(self, files: Iterable[SiteFile]) -> Iterator[Problem]:
        kept: dict[str, Page | Section] = {}
        for code, tree in self._trees.items():
            addresses = Addresses(self._site, code)
            for old, new in tree.replaced:
                self._places[_key(old)] = addresses.of(tree.nodes[self._references.base(new)])
                self._lost.add(_key(old))
                yield _collision(old, new, self._places[_key(old)])
            # Hugo writes several at a time, mostly by their paths in the site: the last stays. A
            # section without a file has nothing that would be missed.
            last_first = reversed(tree.nodes.values())
            for node in sorted(last_first, key=lambda node: isinstance(node.content, Section)):
                place = self._places[_key(node.content)] = addresses.of(node)
                if isinstance(node.content, Page):
                    self._sources.setdefault((code, f"/{node.content.path}"), Target(node.content))
                    yield from _misspelled(node.content)
                if (other := kept.setdefault(place.file, node.content)) is node.content:
                    path = place.link.partition("?")[0]
                    for link in dict.fromkeys((place.link, path, unquote(path))):
                        self._add(code, link, Target(node.content))
                else:
                    self._lost.add(_key(node.content))
                    if isinstance(node.content, Page):
                        yield _collision(node.content, other, place)
        for file in files:
            self._add_file(file)
        for code, tree in self._trees.items():
            for node in tree.nodes.values():
                if isinstance(node.content, Page):
                    self._add_aliases(code, node.content)
        self._add_home()

    @property
    def other_home(self) -> tuple[Page | Section, str] | None:
        """The home page of the default language, and its other address, if it has one.

        That is with the language's folder if the page is without, or the reverse.
        """
        code = self._site.default_language
        prefix = language_prefix(self._site, code)
        has_other = prefix or (len(self._trees) > 1 and not self._site.is_multihost)
        if not has_other or code not in self._trees:
            return None
        return self._trees[code].nodes["/"].content, "/" if prefix else f"/{code}/"

    def _add_home(self) -> None:
        if (found := self.other_home) is not None:
            home, address = found
            self._add(self._site.default_language, address, Target(home))

    def aliases(self, page: Page) -> tuple[str, ...]:
        """Return the former addresses of a page, from the root."""
        beside = posixpath.dirname(self._places[_key(page)].folder)
        prefix = language_prefix(self._site, page.language)
        above = f"/{prefix}" if prefix else ""
        return tuple(
            f"{above}{one}" if one.startswith("/") else f"{beside}/{one}" for one in page.aliases
        )

    def _add_aliases(self, code: str, page: Page) -> None:
        for alias, whole in zip(page.aliases, self.aliases(page), strict=True):
            for one in (whole, alias):
                for written in dict.fromkeys((one, unquote(one))):
                    if written.startswith("/"):  # the author may have meant the whole path
                        self._add(code, written, Target(page))

    def _add(self, code: str, link: str, target: Target) -> None:
        key = self._host_key(code) + unicodedata.normalize("NFC", _cleaned(link))
        self._exact.setdefault(key, target)
        self._loose.setdefault(key.casefold(), target)

    def _add_file(self, file: SiteFile) -> None:
        target = Target(file)
        for code, tree in self._trees.items():
            if file.is_static:
                self._add(code, f"/{file.path}", target)
                self._files[file] = f"/{file.path}"
            elif file.language in {"", code}:
                self._sources.setdefault((code, f"/{file.path}"), target)
                if owner := tree.owner_of(file.path):
                    depth = owner.path.folder.strip("/").count("/") + (owner.path.folder != "/")
                    below = file.path.split("/", depth)[-1]
                    place = self._places[_key(owner.content)]
                    self._add(code, f"{place.folder}/{below}", target)
                    self._files.setdefault(file, f"{place.folder}/{below}")

    def _host_key(self, code: str) -> str:
        """Return what tells apart equal paths of languages that have base URLs of their own."""
        return language_of(self._site, code).base_url

    def _absolute(self, path: str, here: Page) -> str:
        """Return a path from the host's root, as a browser works it out."""
        if not path.startswith("/"):
            own = self._places.get(_key(here))
            base = self._bases.get(here.language, "")
            path = f"{base}{posixpath.dirname(own.link if own else '/')}/{path}"
        return _cleaned(path)

    def _on_host(self, host: str, path: str) -> Target | None:
        path = _cleaned(path)
        for code, own in self._hosts.items():
            if own and own == host and (found := self._at(self._host_key(code), path, code)):
                return found
        return None

    def _at(self, key: str, path: str, code: str) -> Target | None:
        """Return what is at a path of the host, with or without the base URL's path."""
        base = self._bases.get(code, "")
        below = [path[len(base) :] or "/"] if base and f"{path}/".startswith(f"{base}/") else []
        forms = [form for start in (*below, path) for form in _forms(start)]
        known = [key + unicodedata.normalize("NFC", form) for form in forms]
        exact = (self._exact[form] for form in known if form in self._exact)
        loose = (self._loose[f] for form in known if (f := form.casefold()) in self._loose)
        return next(chain(exact, loose), None)

    def _from_file(self, path: str, here: Page) -> Target | None:
        """Return what a path names from the folder of a page's file, or the content's root."""
        at = joined(path) if path.startswith("/") else joined(posixpath.dirname(here.path), path)
        if own := self._sources.get((here.language, at)):
            return own
        page = self._references.page(path, here)
        if page is not None:
            return Target(page)
        others = (self._sources.get((code, at)) for code in self._trees)
        return next(filter(None, others), None)


def _key(content: Page | Section) -> tuple[str, str]:
    return content.language, content.path if isinstance(content, Page) else content.folder


def _cleaned(path: str) -> str:
    """Return a path from the root without ``.`` and ``..``; a slash at its end stays."""
    is_folder = path.endswith(("/", "/.", "/.."))
    return joined(path).rstrip("/") + ("/" if is_folder else "")


def _forms(path: str) -> tuple[str, ...]:
    """Return the ways in which an address may be written, that of the link first."""
    stem = path.removesuffix(_INDEX) if path.endswith(f"/{_INDEX}") else path
    stem = stem.rstrip("/")
    short = stem.removesuffix(".html").removesuffix(".htm")
    others = (f"{stem}/", stem, f"{short}/", short, f"{stem}.html", f"{stem}/{_INDEX}")
    return tuple(dict.fromkeys((path, *others)))


def _collision(loser: Page, winner: Page | Section, place: Address) -> Problem:
    other = winner.path if isinstance(winner, Page) else winner.folder
    message = (
        f"{short_repr(loser.path)} and {short_repr(other)} have one address, "
        f"{short_repr(place.url)}. Links lead to the second. Give one of them another slug or url."
    )
    return Problem(Location(loser.path), Subtype.HUGO_ADDRESS, message)


def _misspelled(page: Page) -> Iterator[Problem]:
    if is_elsewhere(page.url):
        message = (
            f"The url {short_repr(page.url)} has a protocol, which no page of a site can have. It "
            "isn't used. Write a path, as in /posts/name/."
        )
        yield Problem(Location(page.path), Subtype.HUGO_ADDRESS, message)
    elif ":" in page.url and (token := unknown_token(page.url)):
        message = (
            f"The url {short_repr(page.url)} has {short_repr(f':{token}')} in it, which Hugo "
            "doesn't know. It stays in the address as it is."
        )
        yield Problem(Location(page.path), Subtype.HUGO_ADDRESS, message)
