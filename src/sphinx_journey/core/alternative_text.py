"""Alternative text: what can be known of it without seeing the picture."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SEPARATORS = re.compile(r"[\W_]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}\Z|\.\*\Z")


def is_file_name(text: str, source: str) -> bool:
    """Return whether a text is the name of the picture's file, and not words as people write them.

    ``kaggle-logo`` is the name of ``kaggle-logo.png``; ``Kaggle Logo`` isn't, for somebody has put
    a space and capitals there. Upper and lower case, hyphens and underscores alone make no words of
    a name, nor does leaving out the ending. A text of three words may be what the file is called
    after.

    Args:
        text: the alternative text.
        source: the picture's path or address.
    """
    name = re.split(r"[/\\]", unquote(re.split(r"[?#]", source)[0]))[-1]
    stem = _ENDING.sub("", name)
    said = text.strip()
    bare = _ENDING.sub("", said)
    if not _words(stem) or _words(stem) not in {_words(said), _words(bare)}:
        return False
    if said != bare and _words(bare) == _words(stem):
        return True
    return len(said.split()) < _ENOUGH_WORDS and not _is_written(said, stem)


_ENOUGH_WORDS = 3


def _is_written(text: str, stem: str) -> bool:
    """Return whether a text has spaces between words, or capitals, that a file's name hasn't."""
    if "_" in text:
        return False
    words = [word for word in text.split() if word.isalpha()]
    has_spaces = len(words) > max(1, len(stem.split()))
    return has_spaces or _capitals(text) > _capitals(stem)


def _capitals(text: str) -> int:
    return sum(letter.isupper() for letter in text)


def _words(text: str) -> str:
    return " ".join(_SEPARATORS.sub(" ", text).casefold().split())
