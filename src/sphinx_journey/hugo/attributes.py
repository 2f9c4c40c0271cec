"""Goldmark's attributes of blocks: ``{.lead #top}`` on the line under one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .markup import goldmark

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = r"[A-Za-z_:][\w:.-]*+"
_ONE: Final = re.compile(
    rf"[ \t]*+(?:[.#][\w-][\w:.-]*+|{_NAME}[ \t]*+=[ \t]*+"
    r"(?:\"[^\"\n]*+\"|\[[^\]\n]*+\]|[^\s,{}\"'\[]++))[ \t]*+,?+"
)
_BEHIND: Final = re.compile(r"[ \t]*+(\{[^{}\n]*+\})[ \t]*+\Z")
_STRAIGHT: Final = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"')
_MARK: Final = re.compile(r"([.#])([\w-]++)|(class|id)[ \t]*+=[ \t]*+\"?+([^\"{},]*+)")


def are_on(markup: Mapping[str, object]) -> bool:
    """Return whether a site has attributes of blocks: ``markup.goldmark.parser.attribute.block``.

    Args:
        markup: the site's; keys in any case.
    """
    return goldmark(markup, "parser", "attribute", "block") is True


class Attributes(NamedTuple):
    """What has a meaning outside of HTML."""

    classes: tuple[str, ...]
    ids: tuple[str, ...]
    """The first counts."""


def attributes_in(text: str) -> Attributes | None:
    """Return the attributes in braces; ``None`` if Goldmark sees text there.

    Args:
        text: from the ``{`` on. What stands behind the braces doesn't count.
    """
    at = 1
    found = []
    while one := _ONE.match(text, at):
        at = one.end()
        found.append(one[0].lstrip(" \t"))
    if not found or not text[at:].lstrip(" \t").startswith("}"):
        return None
    classes: list[str] = []
    names: list[str] = []
    for written in found:
        mark = _MARK.match(written)
        if mark is None:
            continue
        words = re.findall(r"[\w-]+", mark[2] or mark[4] or "")
        (classes if "." in (mark[1] or "") or mark[3] == "class" else names).extend(words)
    return Attributes(tuple(classes), tuple(names))


def read_attributes(text: str) -> str | None:
    """Return what MyST takes for the attributes in braces; ``None`` if Goldmark sees text there.

    What stands behind the braces is lost, as in Hugo.

    Args:
        text: a line from its ``{`` on.
    """
    found = attributes_in(text)
    if found is None:
        return None
    made = [f".{one}" for one in found.classes] + [f"#{one}" for one in found.ids[:1]]
    return f"{{{' '.join(made)}}}" if made else ""


def of_heading(text: str) -> tuple[str, Attributes] | None:
    """Return a heading's words, and the attributes that stand behind them, if there are any.

    Args:
        text: the words as they are shown, with typographic quotation marks.
    """
    match = _BEHIND.search(text)
    found = attributes_in(match[1].translate(_STRAIGHT)) if match is not None else None
    return (text[: match.start()], found) if match is not None and found is not None else None
