"""Fences whose language stands in attributes: `` ```{.python .numbered} ``.

MyST takes what begins with a brace for a directive, and no directive begins with a dot.
"""

from __future__ import annotations

import re
from typing import Final

_OPENS: Final = re.compile(r"([ \t>]*+)(`{3,}+|~{3,}+)([^\n]*+)")
_LANGUAGE: Final = re.compile(r"[ \t]*+\{[ \t]*+\.([\w+#-]++)[^{}`]*+\}[ \t]*+\Z")


def with_plain_languages(text: str) -> str:
    """Return a text in which such a fence begins with its language; it has as many lines."""
    if not re.search(r"(?:```|~~~)[ \t]*\{[ \t]*\.", text):
        return text
    lines = text.split("\n")
    fence = ""
    for at, line in enumerate(lines):
        found = _OPENS.match(line)
        if found is None:
            continue
        marks, info = found[2], found[3]
        if not fence:
            fence = "" if marks[0] == "`" and "`" in info else marks
            if fence and (language := _LANGUAGE.match(info)):
                lines[at] = f"{found[1]}{marks}{language[1]}"
        elif marks.startswith(fence) and not info.strip():
            fence = ""
    return "\n".join(lines)
