"""Which addresses an author may write."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto"})


def scheme_of(address: str) -> str | None:
    """Return the scheme a browser would see, in lower case.

    Browsers drop control characters and white space before they look for it
    (https://url.spec.whatwg.org/#concept-basic-url-parser), and so does this.
    """
    match = _SCHEME.match(_cleaned(address))
    return match[1].lower() if match else None


def is_safe_link(address: str) -> bool:
    """Whether an address may stand in a link: http, https, mailto, or relative."""
    scheme = scheme_of(address)
    return scheme is None or scheme in _SAFE


def is_absolute_link(address: str) -> bool:
    """Whether an address is a safe link that is the same from every page."""
    return scheme_of(address) in _SAFE


def is_remote(address: str) -> bool:
    """Whether an address leads off the project: it has a scheme or a host."""
    slashes = _cleaned(address)[:2].replace("\\", "/")
    return scheme_of(address) is not None or slashes == "//"


def _cleaned(address: str) -> str:
    return "".join(char for char in address if char > " " and char != "\x7f")
