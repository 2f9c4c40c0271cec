"""Where a document could be read before: its aliases, and the redirect pages they ask for.

The front matter's ``aliases`` are Hugo's
(https://gohugo.io/content-management/urls/#aliases), paths that lead to the document:

- with a leading ``/`` from the root of the site, otherwise from the folder of the document;
- a path that ends with ``/`` names a folder, whose ``index.html`` redirects;
- a path that ends with ``.html`` or ``.htm`` names that file;
- any other is the name of a page, and its file the one that the builder would give it.

An alias is an address: ``%20`` in it stands for a space.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from .problems import Problem, Subtype, short_repr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .document import Document
    from .problems import Location

_HTML = re.compile(r"\.html?\Z", re.IGNORECASE)
_NO_HOMES: Mapping[str, str] = MappingProxyType({})
_LONGEST_NAME = 255
"""In bytes; the limit of common file systems."""
_TOO_LONG = "is too long for a file. Shorten it."
_LONGEST_PATH = 1000
"""In characters; systems differ, and some allow only 1024, including the output folder's path."""


def slug_of_alias(alias: str) -> str:
    """Return the slug that a document had at an alias: the last part, without ``.html``.

    Returns:
        An empty text for an alias that isn't a path.
    """
    try:
        path = _checked(alias)
    except _RefusedError:
        return ""
    stems = [_HTML.sub("", part) for part in path.split("/") if part]
    stem = next((stem for stem in reversed(stems) if stem != "index"), "")
    return "" if stem in {".", ".."} else stem


def redirects(
    documents: Iterable[Document],
    *,
    page_file: Callable[[str], str],
    pages: Mapping[str, str],
    generated: Iterable[str] = (),
    homes: Mapping[str, str] = _NO_HOMES,
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Work out the redirect pages of a build.

    Args:
        documents: all of the build. If two want one address, the first by name gets it.
        page_file: from the name of a page to its file, relative to the output, with ``/``.
        pages: the docname of each document's file.
        generated: further files that the build makes.
        homes: by docname, the file at the address that a document has elsewhere; these go before
            all aliases.

    Returns:
        The docname that each redirect page leads to, by the page's file; and what is wrong
        with the aliases that get no page.
    """
    documents = sorted(documents, key=lambda one: one.docname)
    with_aliases = [one for one in documents if one.front.aliases]
    if not with_aliases and not homes:
        return {}, ()
    ground = _Ground(pages, generated)
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for document in documents:
        file = homes.get(document.docname)
        if file is None or pages.get(file) == document.docname:
            continue
        try:
            _check_length(file)
            ground.claim(file, document)
        except _RefusedError as refused:
            message = f"The page's address in Hugo, {short_repr(file)}, {refused}"
            problems.append(Problem(document.location("url"), Subtype.HUGO_ADDRESS, message))
        else:
            made[file] = document.docname
    for document in with_aliases:
        for alias in document.front.aliases:
            try:
                file = _file_of(alias, document.docname, page_file)
                is_own = pages.get(file) == document.docname
                if not is_own:  # under another builder it may be needed
                    ground.claim(file, document)
            except _RefusedError as refused:
                message = f"The alias {short_repr(alias)} {refused}"
                problems.append(Problem(document.location("aliases"), Subtype.ALIAS, message))
            else:
                if not is_own:
                    made.setdefault(file, document.docname)
    return made, tuple(problems)


class _RefusedError(Exception):
    """Why an alias gets no page, as the rest of a sentence."""


def _file_of(alias: str, docname: str, page_file: Callable[[str], str]) -> str:
    path = _checked(alias)
    parts = [] if path.startswith("/") else docname.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise _RefusedError("leads out of the site. Write a path within it.")
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    if path.rpartition("/")[2] in {"", ".", ".."}:
        file = "/".join([*parts, "index.html"])
    elif _HTML.search(parts[-1]):
        file = "/".join(parts)
    else:
        file = page_file("/".join(parts))
    _check_length(file)
    return file


def _check_length(file: str) -> None:
    is_long = any(len(part.encode()) > _LONGEST_NAME for part in file.split("/"))
    if is_long or len(file) > _LONGEST_PATH:
        raise _RefusedError(_TOO_LONG)


def _checked(alias: str) -> str:
    """Return the path that an alias stands for."""
    if len(alias) > _LONGEST_PATH:
        raise _RefusedError(_TOO_LONG)
    try:
        path = unquote(alias, errors="strict")
        path.encode()
    except UnicodeError:
        raise _RefusedError("is not valid UTF-8. Write it without escapes.") from None
    if not path.strip():
        raise _RefusedError("is empty. Write a path, as in /old/name/.")
    if path.startswith("//") or ":" in path:
        raise _RefusedError("names another site or a drive. Write a path within this one.")
    if found := next((c for c in path if c in "\\?#" or unicodedata.category(c) == "Cc"), None):
        raise _RefusedError(
            f"has {found!r} in it, which can't be part of a page's path. Remove it."
        )
    return path


class _Owner(NamedTuple):
    """What a file belongs to: a document's page, its redirect, or the builder."""

    docname: str | None = None
    aliases: Location | None = None
    """Where the alias is written, if the file is a redirect."""

    def refusal(self) -> str:
        """Return why another document's alias can't be there too."""
        if self.docname is None:
            return "conflicts with a file that the build makes. Choose another path."
        if self.aliases is not None:
            return (
                f"conflicts with one of {short_repr(self.docname)}, at {self.aliases}, "
                "which stays. Remove one of them."
            )
        return f"conflicts with the document {short_repr(self.docname)}. Choose another path."


class _Ground:
    """The output folder: its files and folders, and what they belong to."""

    def __init__(self, pages: Mapping[str, str], generated: Iterable[str]) -> None:
        self._files: dict[str, _Owner] = {}
        self._folders: dict[str, _Owner] = {}
        """Per folder: the owner of one of the files in it."""
        for file in generated:
            self._take(_key(file), _Owner())
        for file, docname in pages.items():
            self._take(_key(file), _Owner(docname))

    def claim(self, file: str, document: Document) -> None:
        """Give a file to a redirect.

        Raises:
            _RefusedError: it is taken, or conflicts with something that is.
        """
        folder = file.partition("/")[0]
        if folder.startswith(("_", ".")):
            raise _RefusedError(
                f"begins with {short_repr(folder)}; such names are reserved for builders. "
                "Choose another path."
            )
        key = _key(file)
        mine = _Owner(document.docname, document.location("aliases"))
        if self._files.get(key) == mine:
            return
        above = (self._files.get(folder) for folder in _folders(key))
        for owner in (self._files.get(key), self._folders.get(key), *above):
            if owner is not None:
                raise _RefusedError(owner.refusal())
        self._take(key, mine)

    def _take(self, key: str, owner: _Owner) -> None:
        self._files.setdefault(key, owner)
        for folder in _folders(key):
            self._folders.setdefault(folder, owner)


def _folders(path: str) -> Iterator[str]:
    return (path[:at] for at, character in enumerate(path) if character == "/")


def _key(file: str) -> str:
    """Return a file's name as the least strict file system compares it."""
    return unicodedata.normalize("NFC", file).casefold()
