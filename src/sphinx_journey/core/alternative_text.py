"""Alternative text: what can be known of it without seeing the picture."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SEPARATORS = re.compile(r"[\W_]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}\Z|\.\*\Z")


def is_file_name(text: str, source: str) -> bool:
    """Return whether a text says no more than the name of the picture's file.

    Upper and lower case, spaces, hyphens and underscores make no difference, nor does the ending.
    Three words of their own may well be what the file is called after.

    Args:
        text: the alternative text.
        source: the picture's path or address.
    """
    name = re.split(r"[/\\]", unquote(re.split(r"[?#]", source)[0]))[-1]
    stem = _words(_ENDING.sub("", name))
    said = (text, _ENDING.sub("", text.strip()))
    return bool(stem) and any(
        _words(one) == stem and len(one.split()) < _ENOUGH_WORDS for one in said
    )


_ENOUGH_WORDS = 3


def _words(text: str) -> str:
    return " ".join(_SEPARATORS.sub(" ", text).casefold().split())
