"""The ids that Hugo gives to headings.

They are made from a heading's words as they are shown. Found out by trying with Hugo 0.168;
tests/hugo/test_hugo_site.py compares some with it. Source:
https://gohugo.io/configuration/markup/#parserautoheadingidtype
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

from .markup import goldmark

if TYPE_CHECKING:
    from collections.abc import Iterable

Style = Literal["github", "github-ascii", "blackfriday"]

_TYPOGRAPHY: Final = re.compile(r"---?|\.\.\.|<<|>>")
"""What Goldmark's typographer makes signs of, which no id has."""
_NOT_IN_ASCII: Final = re.compile(r"[^a-z0-9_ -]")


def style_of(markup: object) -> Style:
    """Return the style that a site's ``markup`` asks for."""
    found = goldmark(markup, "parser", "autoheadingidtype")
    return found if found in {"github-ascii", "blackfriday"} else "github"


def anchors(
    headings: Iterable[str], taken: Iterable[str] = (), style: Style = "github"
) -> list[str]:
    """Return the id of each heading of a page, in their order.

    Args:
        headings: their words; what stands in code has to be kept from `without_typography`.
        taken: ids that the page's author has written.
        style: as the site's configuration says.
    """
    used = set(taken)
    found = []
    for words in headings:
        base = _anchor(words, style) or "heading"
        name, number = base, 0
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        found.append(name)
    return found


def without_typography(text: str) -> str:
    """Return words without what becomes dashes, ellipses and quotation marks."""
    return _TYPOGRAPHY.sub("", text)


def _anchor(words: str, style: Style) -> str:
    text = words.strip()
    if style == "blackfriday":
        parts = re.findall(r"[^\W_]+", text.lower())
        return "-".join(parts)
    if style == "github-ascii":
        split = unicodedata.normalize("NFD", text)
        text = "".join(one for one in split if unicodedata.category(one) != "Mn")
    if text.isascii():
        return _NOT_IN_ASCII.sub("", text.lower()).replace(" ", "-")
    made = []
    for one in text:
        if style == "github-ascii" and not one.isascii():
            continue
        if one in "- ":
            made.append("-")
        elif one == "_" or unicodedata.category(one)[0] == "L" or unicodedata.category(one) == "Nd":
            made.append(one.lower())
    return "".join(made)
