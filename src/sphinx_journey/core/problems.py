"""What can be wrong with an author's input, as values.

Nothing in the core logs or raises for bad input: parsers return what they could
read together with the :class:`Problem` objects they found. Their callers decide
how a problem is shown (``sphinx-build`` logs a typed warning, a command prints a
line).
"""

from __future__ import annotations

import difflib
import reprlib
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class Subtype(StrEnum):
    """The subtype of a warning, as in ``suppress_warnings = ["journey.<subtype>"]``."""

    meaning: str
    """What the warning means, in one sentence; the guide's page of warnings says more."""

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make a member of its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_, member.meaning = value, meaning
        return member

    CONFIG = "config", "A configuration value is wrong; its default is used."
    MANIFEST_MISSING = "manifest_missing", "The file that journey_manifest names can't be read."
    MANIFEST_SYNTAX = "manifest_syntax", "The plan isn't a YAML mapping; there is no journey."
    MANIFEST_KEY = "manifest_key", "A key of the plan is unknown, missing or given twice."
    MANIFEST_VALUE = "manifest_value", "A value of the plan is wrong; it is ignored."
    MANIFEST_DOCUMENT = "manifest_document", "An entry's document isn't there, or is named twice."
    FRONT_MATTER_SYNTAX = "front_matter_syntax", "Front matter can't be read; it isn't used."
    FRONT_MATTER_VALUE = "front_matter_value", "A value is wrong, or a key is given twice."
    PUBLICATION = "publication", "A document is held back by what isn't understood."
    PLACEMENT = "placement", "A file and the plan place a post differently."
    UNTITLED = "untitled", "A post has neither a heading nor a title."
    NO_TOCTREE = "no_toctree", "Posts of the plan are in no table of contents."
    SLUG = "slug", "Two posts have one slug."
    GATE_OFF = "gate_off", "The gate is off, and documents are published that say they aren't."
    ROOT_DOCUMENT = "root_document", "The root document is not published; it is built anyway."
    UNREADABLE = "unreadable", "A file can't be decoded; its document is left out."
    WITHHELD_FILE = "withheld_file", "A withheld document's file is included or offered."
    UNKNOWN_JOURNEY = "unknown_journey", "A journey isn't there, or one of several must be named."
    UNKNOWN_PILLAR = "unknown_pillar", "A pillar is named that the journey doesn't have."
    UNKNOWN_TERM = "unknown_term", "A list names a tag, category or author that no post has."
    TERM_ADDRESS = "term_address", "Two tags come to one address, or to that of another page."
    UNKNOWN_POST = "unknown_post", "A role names a post that is nowhere; its words stay."
    ALIAS = "alias", "An alias leads out of the site or to a taken address; it is ignored."
    CALENDAR = "calendar", "Calendars can't be made: an address or a package is missing."
    FEED = "feed", "Feeds or journey.json can't be made, or lack what absolute addresses say."
    SITEMAP = "sitemap", "The sitemap can't be made, or another extension makes one."
    OPTION = "option", "An option of a directive has a wrong value; it is ignored."
    IMAGE_ALT = "image_alt", "A picture has no alternative text, or only the file's name."
    IMAGE_MISSING = "image_missing", "A picture isn't there or is empty; its text is shown."
    IMAGE_PATH = "image_path", "A picture's path leaves the source directory or can't be one."
    IMAGE_TARGET = "image_target", "A picture's or its credit's link is unsafe; it isn't linked."
    IMAGE_CAPTION = "image_caption", "A blog-image has two captions, or content that can't be one."
    IMAGE_REMOTE = "image_remote", "A picture is on another site, or can't be fetched from there."
    IMAGE_BROKEN = "image_broken", "A picture's file can't be understood, or ends too soon."
    IMAGE_MISLABELLED = "image_mislabelled", "A picture's file has another format than its name."
    IMAGE_TOO_LARGE = "image_too_large", "A picture has too many pixels; it is shown as it is."
    IMAGE_UNSAFE = "image_unsafe", "An SVG is shown without a part of it, or can't be made safe."
    IMAGE_UNPRINTABLE = "image_unprintable", "A picture can't be printed; its text is shown."
    DIAGRAM = "diagram", "A diagram can't be drawn; its text stands in its place."
    STRUCTURE = "structure", "A tab isn't in a set of tabs, or there is nothing in a set or box."
    VIDEO = "video", "A video or its poster can't be shown; its title and caption stay."
    SHORTCODE = "shortcode", "A Hugo shortcode isn't known or can't be read; its text is shown."
    HUGO_LINK = "hugo_link", "A link of a Hugo site leads nowhere; its words stay."
    HUGO_CONFIG = "hugo_config", "A Hugo site's configuration is wrong; the value isn't used."
    HUGO_ADDRESS = "hugo_address", "Two pages of a Hugo site have one address, or a url is wrong."
    SPHINX_INTERNALS = "sphinx_internals", "Exact rebuilds lack something; all pages are written."


class Location(NamedTuple):
    """Where something is: a POSIX path relative to the source directory, and a line from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to do about it."""

    location: Location
    subtype: Subtype
    message: str


class Miss(NamedTuple):
    """Why what an author has named isn't there, as a warning of it says."""

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
