"""Absolute addresses of a website, below Sphinx's ``html_baseurl``."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from sphinx.builders import Builder


def is_address(base: str) -> bool:
    """Return whether a text is an absolute address that pages can stand below."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return False
    is_plain = re.fullmatch(r"[^\s<>\"\\^`{|}\x00-\x20\x7f]+", base) is not None
    is_whole = bool(parts.hostname) and not parts.query and not parts.fragment
    return is_plain and parts.scheme in {"http", "https"} and is_whole


def address_of(builder: Builder, name: str) -> str:
    """Return the absolute address of a page or file, where there is a base for it.

    Args:
        builder: the builder at work.
        name: the address of the page or file from the top of the website, in the form of a URL.
    """
    return posixpath.join(str(builder.config.html_baseurl), name)


def page_address(builder: Builder, name: str) -> str:
    """Return the absolute address of a page, which is given by name."""
    target = builder.get_target_uri(name)
    return address_of(builder, quote(target) if builder.name == "dirhtml" else target)
