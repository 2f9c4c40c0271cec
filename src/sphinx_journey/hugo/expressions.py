"""Go's regular expressions as Python's.

Source: https://pkg.go.dev/regexp/syntax.
"""

from __future__ import annotations

import re
import warnings
from typing import Final

_CLASSES: Final = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t\ ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\t\n\v\f\r\ ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_UNICODE: Final = {"L": r"[^\W\d_]", "N": r"\d", "Nd": r"\d"}
"""What Python has for classes of Unicode; all others are refused."""
_TOKEN: Final = re.compile(
    r"""(?P<quoted>\\Q(?P<text>.*?)(?:\\E|\Z))
    |(?P<unicode>\\p(?:\{(?P<name>\w{1,20})\}|(?P<letter>\w)))
    |(?P<end>\\z)
    |(?P<escape>\\.)
    |(?P<set>\[\^?\]?(?:\[:\^?\w{1,9}:\]|\\.|[^\]\\]){0,200}+\])""",
    re.VERBOSE | re.DOTALL,
)
_IN_SET: Final = re.compile(r"\[:(\^?)(\w{1,9}):\]|\\p|\\.|([\[&|~])", re.DOTALL)


def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return a regular expression of Go's, or ``None`` if it can't be read as one of Python's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return re.compile(_TOKEN.sub(_as_python, pattern))
    except (re.error, OverflowError, RecursionError, Warning):
        return None


def _as_python(found: re.Match[str]) -> str:
    if found["quoted"]:
        return re.escape(found["text"])
    if found["unicode"]:
        made = _UNICODE.get(found["name"] or found["letter"])
        if made is None:
            raise re.error("a class of Unicode that Python doesn't know")
        return made
    if found["end"]:
        return r"\Z"
    if found["set"]:
        return f"[{_IN_SET.sub(_in_set, found['set'][1:-1])}]"
    return found[0]


def _in_set(found: re.Match[str]) -> str:
    negated, name, sign = found.groups()
    if sign:
        return f"\\{sign}"
    if name is None and found[0] != r"\p":
        return found[0]
    if negated or name not in _CLASSES:
        raise re.error("a class of characters that Python doesn't know")
    return _CLASSES[name]
