"""A Hugo site as plain values: what its configuration says, and one value for each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


class Kind(Enum):
    """The kinds of pages that have a file, named as Hugo names them."""

    HOME = "home"
    SECTION = "section"
    TAXONOMY = "taxonomy"
    TERM = "term"
    PAGE = "page"


@dataclass(frozen=True)
class Language:
    """One language of a site."""

    code: str
    """As in the configuration, in lower case: ``en``, ``pt-br``."""
    title: str = ""
    base_url: str = ""
    """The base of this language's addresses; empty for the site's own."""
    content_dir: str = "content"
    """Where its content is, relative to the site; files without a language in their names there
    are in this language if the folder is its own."""
    weight: int = 0


@dataclass(frozen=True)
class Site:
    """What a site's configuration says, with Hugo's defaults for what it doesn't say.

    Source: https://gohugo.io/configuration/all/
    """

    root: Path
    title: str = ""
    base_url: str = ""
    languages: tuple[Language, ...] = (Language("en"),)
    """By weight, then as named; never empty."""
    disabled_languages: tuple[str, ...] = ()
    """Codes of languages whose files are no pages."""
    default_language: str = "en"
    default_language_in_subdir: bool = False
    static_dirs: tuple[str, ...] = ("static",)
    """Relative to the site; the last wins."""
    ignore_files: tuple[str, ...] = ()
    """Regular expressions over whole paths."""
    permalinks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Per kind (``page``, ``section``, ...), per section: a pattern."""
    dates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """``frontmatter``: per date (``date``, ``publishdate``, ``lastmod``, ``expirydate``), the keys
    it is looked for in, in lower case, and ``:filename``, ``:default`` and the like."""
    time_zone: str = ""
    has_cjk_language: bool = False
    taxonomies: tuple[str, ...] = ("categories", "tags")
    """The plural names, which are those of their folders."""
    main_sections: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)
    enable_emoji: bool = False
    markup: Mapping[str, object] = field(default_factory=dict)
    ugly_urls: bool | Mapping[str, bool] = False
    keeps_case: bool = False
    """``disablePathToLower``."""
    removes_accents: bool = False
    """``removePathAccents``."""
    cascade: object = None
    """As it stands in the configuration."""


@dataclass(frozen=True)
class Page:
    """A page that has a file, as its address and its place in the site depend on it."""

    path: str
    """Relative to the content folder, with ``/`` and in its own case: ``posts/a/index.pt.md``."""
    language: str
    kind: Kind
    title: str = ""
    date: datetime | None = None
    slug: str = ""
    url: str = ""
