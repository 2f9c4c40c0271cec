"""What can be wrong with an author's input, as values.

Nothing in the core logs or raises for bad input: parsers return what they could
read together with the :class:`Problem` objects they found. Their callers decide
how a problem is shown (``sphinx-build`` logs a typed warning, a command prints a
line).
"""

from __future__ import annotations

import difflib
import reprlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Subtype(StrEnum):
    """The subtype of a warning, as in ``suppress_warnings = ["journey.<subtype>"]``."""

    CONFIG = "config"
    MANIFEST_MISSING = "manifest_missing"
    MANIFEST_SYNTAX = "manifest_syntax"
    MANIFEST_KEY = "manifest_key"
    MANIFEST_VALUE = "manifest_value"
    MANIFEST_DOCUMENT = "manifest_document"
    FRONT_MATTER_SYNTAX = "front_matter_syntax"
    FRONT_MATTER_VALUE = "front_matter_value"
    PLACEMENT = "placement"
    SLUG = "slug"
    ROOT_DOCUMENT = "root_document"
    UNREADABLE = "unreadable"
    WITHHELD_FILE = "withheld_file"
    UNKNOWN_JOURNEY = "unknown_journey"
    UNKNOWN_PILLAR = "unknown_pillar"
    UNKNOWN_POST = "unknown_post"
    ALIAS = "alias"
    OPTION = "option"
    IMAGE_ALT = "image_alt"
    IMAGE_MISSING = "image_missing"
    IMAGE_PATH = "image_path"
    IMAGE_TARGET = "image_target"
    IMAGE_CAPTION = "image_caption"
    IMAGE_REMOTE = "image_remote"
    IMAGE_BROKEN = "image_broken"
    IMAGE_MISLABELLED = "image_mislabelled"
    IMAGE_TOO_LARGE = "image_too_large"
    IMAGE_UNSAFE = "image_unsafe"
    IMAGE_UNPRINTABLE = "image_unprintable"
    DIAGRAM = "diagram"
    SPHINX_INTERNALS = "sphinx_internals"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something is: a POSIX path relative to the source directory, and a line from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    location: Location
    subtype: Subtype
    message: str


_MANY = 50


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest of the known words, or ``""``."""
    words = sorted(known)
    if len(words) > _MANY:  # comparing costs much: keep those with similar names
        stem = word.rpartition("/")[2][:3]
        words = [w for w in words if w.rpartition("/")[2].startswith(stem)][:_MANY]
    near = difflib.get_close_matches(word[:80], words, n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""


_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
_short.maxlevel = 2


def short_repr(value: object) -> str:
    """Return a short, safe ``repr`` of a value an author typed, however large or deep it is."""
    return _short.repr(value)
