"""The options of highlighted code, of a fence and of the shortcode ``highlight``, as Sphinx's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_RANGE: Final = re.compile(r"(?<![0-9])([0-9]{1,7})(?:-([0-9]{1,7}))?(?![0-9])")
_OPTION: Final = re.compile(
    r"(?<![\w-])([\w-]++)[ \t]*+=[ \t]*+"
    r"(\"[^\"\n]{0,400}+\"|'[^'\n]{0,400}+'|\[[^\]\n]{0,400}+\]|[^\s,{}\"'\[]++)"
)


def options_of_fence(text: str) -> dict[str, str]:
    """Return what stands in a fence's braces, with keys in lower case.

    Args:
        text: as in ``hl_lines=["1-2", 4],linenostart=10 linenos=inline``.
    """
    return {found[1].lower(): found[2].strip("\"'[]") for found in _OPTION.finditer(text)}


def code_block_options(options: Mapping[str, str], length: int) -> dict[str, str | bool]:
    """Return the options of ``code-block`` that say what Hugo's say; empty for plain code.

    As in Hugo, lines to be marked count from the code's first, whatever number it has, and
    a first number alone doesn't show numbers.

    Args:
        options: by names in lower case.
        length: the number of the code's lines; Hugo passes over others, and Sphinx warns.
    """
    start = options.get("linenostart", "").strip()
    is_numbered = options.get("linenos", "false").strip().lower() not in {"", "false"}
    said: dict[str, str | bool] = {
        "linenos": is_numbered,
        "lineno-start": start if is_numbered and start.isdecimal() and start != "1" else "",
        "emphasize-lines": _lines(options.get("hl_lines", ""), length),
    }
    return said if any(said.values()) else {}


def _lines(text: str, length: int) -> str:
    """Return Hugo's ``2 5-7`` as Sphinx's ``2,5-7``."""
    made = []
    for found in _RANGE.finditer(text):
        first, last = int(found[1]), min(int(found[2] or found[1]), length)
        if 1 <= first <= last:
            made.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(made)
