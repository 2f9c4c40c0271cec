"""How Hugo writes paths: letters, escapes, and what the name of a content file says.

Source: https://gohugo.io/content-management/organization/, and tries with Hugo 0.168.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, unquote_plus

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

CONTENT_EXTENSIONS: Final = frozenset(
    [
        "md",
        "mdown",
        "markdown",
        "html",
        "htm",
        "org",
        "rst",
        "adoc",
        "asciidoc",
        "ad",
        "pandoc",
        "pdc",
    ]
)
_PLAIN: Final = re.compile(r"[A-Za-z0-9./\\_#+~@-]*+")
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_RESERVED: Final = "$&+,/:;=@~"
# What an escaped path may have besides, as Go's net/url checks it (RFC 3986, 3.3).
_ESCAPED: Final = re.compile(r"(?:[A-Za-z0-9$&+,/:;=@~._!'()*\[\]-]|%[0-9A-Fa-f]{2})*+")
_BAD_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def lower(text: str) -> str:
    """Return a text in lower case as Go does: each letter for itself."""
    return text.lower() if text.isascii() else "".join(map(_lower_letter, text))


@lru_cache(maxsize=4096)
def _lower_letter(letter: str) -> str:
    return letter.lower()[0]  # İ has a dot of its own in Python's


def normalized(path: str) -> str:
    """Return a path as Hugo keeps it: in lower case, with a hyphen for each blank."""
    return lower(path).replace(" ", "-")


def sanitized(text: str, *, keeps_case: bool = False, removes_accents: bool = False) -> str:
    r"""Return a text as it stands in an address before it is escaped.

    Letters, marks and digits of any script stay, and so do ``./\\_#+~-`` and escapes (``%2F``);
    white space becomes a hyphen, and everything else is left out.
    """
    if removes_accents and not text.isascii():
        letters = unicodedata.normalize("NFD", text)
        bare = "".join(c for c in letters if unicodedata.category(c) != "Mn")
        text = unicodedata.normalize("NFC", bare)
    if not _PLAIN.fullmatch(text):
        text = _cleaned(text)
    return text if keeps_case else lower(text)


def _cleaned(text: str) -> str:
    made: list[str] = []
    is_pending = after_hyphen = False
    for at, char in enumerate(text):
        if _may_stand(char) or (
            char == "%" and len(text) > at + 2 and _HEX.issuperset(text[at + 1 : at + 3])
        ):
            after_hyphen = char == "-"
            if is_pending and not after_hyphen:
                made.append("-")
            is_pending = False
            made.append(char)
        elif made and char.isspace() and not after_hyphen:
            is_pending = True
    return "".join(made)


@lru_cache(maxsize=4096)
def _may_stand(char: str) -> bool:
    category = unicodedata.category(char)
    return char in "./\\_#+~@-" or category[0] in "LM" or category == "Nd"


def query_unescaped(text: str) -> str:
    """Return a text without escapes, ``+`` as a blank; empty if an escape is broken, as in Go."""
    return "" if _BAD_ESCAPE.search(text) else unquote_plus(text)


def escaped(path: str) -> str:
    """Return a path as it stands in an address, with escapes only where it needs them."""
    path = path.replace("#", "%23")
    if _ESCAPED.fullmatch(path):
        return path
    text = path if _BAD_ESCAPE.search(path) else unquote(path)
    return quote(text.encode(errors="replace"), safe=_RESERVED)


def escaped_url(url: str) -> str:
    """Return an address that may have a query with what needs escapes escaped."""
    path, mark, query = url.partition("?")
    return escaped(path) + mark + query.replace("#", "%23")


def joined(*parts: str) -> str:
    """Return the parts as one clean path from the root: ``/a/b``."""
    return "/" + posixpath.normpath("/" + "/".join(parts)).lstrip("/")


@dataclass(frozen=True)
class ContentPath:
    """What the path of a content file says."""

    folder: str
    """From the root, as ``/`` or ``/posts``."""
    name: str
    """Without extension and language: ``index``."""
    extension: str
    language: str
    """Empty if the name has none."""

    @property
    def is_bundle(self) -> bool:
        """Whether the file stands for its folder."""
        return self.name.lower() in {"index", "_index"} and self.extension in CONTENT_EXTENSIONS

    @property
    def base(self) -> str:
        """The path by which Hugo knows the page: ``/posts/a`` for ``posts/a/index.pt.md``."""
        if self.is_bundle:
            return self.folder
        if self.extension in CONTENT_EXTENSIONS:
            return posixpath.join(self.folder, self.name)
        ending = f".{self.extension}" if self.extension else ""
        return posixpath.join(self.folder, self.name + ending)

    @property
    def container(self) -> str:
        """The folder in which the page stands: for a bundle, that of its folder."""
        return posixpath.dirname(self.folder) if self.is_bundle else self.folder

    @property
    def base_name(self) -> str:
        """The last part of the page's path; for a bundle, its folder's name."""
        return posixpath.basename(self.folder) if self.is_bundle else self.name


def parsed(path: str, languages: AbstractSet[str]) -> ContentPath:
    """Return what the path of a content file says.

    Args:
        path: relative to the content folder or from its root.
        languages: the codes that a name may have in it, as in ``a.pt.md``.
    """
    folder, _, file = f"/{path.strip('/')}".rpartition("/")
    parts = file.split(".")
    if len(parts) == 1:
        return ContentPath(folder or "/", file, "", "")
    extension, language, end = parts[-1], "", len(parts) - 1
    if len(parts) > 2:
        for at in range(len(parts) - 2, -1, -1):
            if lower(parts[at]) in languages:
                language, end = lower(parts[at]), max(at, 1)
                break
    return ContentPath(folder or "/", ".".join(parts[:end]), lower(extension), language)
