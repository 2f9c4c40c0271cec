"""Goldmark's attributes of blocks: ``{.lead #top}`` on the line under one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = r"[A-Za-z_:][\w:.-]*+"
_ONE: Final = re.compile(
    rf"[ \t]*+(?:[.#][\w-][\w:.-]*+|{_NAME}[ \t]*+=[ \t]*+"
    r"(?:\"[^\"\n]*+\"|\[[^\]\n]*+\]|[^\s,{}\"'\[]++))[ \t]*+,?+"
)
_MARK: Final = re.compile(r"([.#])([\w-]++)|(class|id)[ \t]*+=[ \t]*+\"?+([^\"{},]*+)")


def are_on(markup: Mapping[str, object]) -> bool:
    """Return whether a site has attributes of blocks: ``markup.goldmark.parser.attribute.block``.

    Args:
        markup: the site's; keys in any case.
    """
    value: object = markup
    for key in ("goldmark", "parser", "attribute", "block"):
        items = value.items() if isinstance(value, dict) else ()
        value = next((one for name, one in items if str(name).lower() == key), None)
    return value is True


def read_attributes(text: str) -> str | None:
    """Return what MyST takes for the attributes in braces; ``None`` if Goldmark sees text there.

    Only classes and an id have a meaning outside of HTML. What stands behind the braces is lost, as
    in Hugo.

    Args:
        text: a line from its ``{`` on.
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
    made = [f".{one}" for one in classes] + [f"#{one}" for one in names[:1]]
    return f"{{{' '.join(made)}}}" if made else ""
