"""Small pieces of Markdown that several shortcodes are made of."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ..late import LateLink
from ..output import Inline, one_line

if TYPE_CHECKING:
    from ..use import Use

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}$])")
_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_LIVES = re.compile(r"(?:https?:|mailto:|tel:|//)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return text as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def address(text: str) -> str:
    """Return an address for a link: one elsewhere as it is, one of the site as a late link.

    What isn't ``http``, ``https``, ``mailto`` or ``tel`` but has a scheme leads nowhere.
    """
    text = text.strip()
    if not _ELSEWHERE.match(text):
        return str(LateLink("url", text)) if text and not text.startswith("#") else text
    if not _LIVES.match(text):
        return ""
    return re.sub(r"[\s<>()\"'|`\\]", lambda one: f"%{ord(one[0]):02X}", text)


def link(text: str, target: str) -> Inline:
    """Return a link; without a target, its text.

    Args:
        text: Markdown.
        target: as :func:`address` returns it.
    """
    if not target:
        return Inline(text)
    shown = re.sub(r"(?<!\\)([\[\]])", r"\\\1", text) if not text.startswith("![") else text
    html = f'<a href="{escape(target)}">{escape(text)}</a>'
    return Inline(f"[{shown}]({target})", html, target)


def titled(use: Use, kind: str, target: str) -> Inline:
    """Return a link to what Hugo would embed from another site, by its title."""
    title = use.get("title", "caption", "label", "alt")
    return link(plain(title) if title else kind, target)
