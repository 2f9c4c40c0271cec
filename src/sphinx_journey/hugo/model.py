"""A Hugo site as plain values: what its configuration says, and one value for each page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from .titles import section_title, title_of_file

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
class Permalink:
    """A pattern of addresses and the pages that it is for; the first that fits a page counts."""

    pattern: str
    kind: str = ""
    """As in Hugo, also of kinds that have no file: ``page``, ``term``; empty for all."""
    path: str = ""
    """A glob over the paths of pages in the site, in lower case: ``/{posts,posts/**}``."""


@dataclass(frozen=True)
class Mount:
    """A folder of the site that stands for another: ``module.mounts``."""

    source: str
    """Relative to the site."""
    target: str
    """In Hugo's own folders: ``content/blog``, ``static``."""
    language: str = ""
    """Of content; empty for the default language."""
    files: tuple[str, ...] = ()
    """Globs over paths in ``source``: those that are taken, and with ``! `` before them those that
    aren't. Without any, all are taken."""


@dataclass(frozen=True)
class Language:
    """One language of a site."""

    code: str
    """As in the configuration, in lower case: ``en``, ``pt-br``."""
    title: str = ""
    base_url: str = ""
    """The base of this language's addresses; empty for the site's own."""
    content_dirs: tuple[str, ...] = ("content",)
    """Where its content is, relative to the site; files without a language in their names there
    are in this language if the folder is its own. Of a path that is in several, the first counts.
    """
    weight: int = 0
    permalinks: tuple[Permalink, ...] | None = None
    """Instead of the site's."""
    params: Mapping[str, object] = field(default_factory=dict)
    """The site's, with this language's own over them."""


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
    default_language: str = "en"
    default_language_in_subdir: bool = False
    disabled_languages: tuple[str, ...] = ()
    """Codes that a file's name may have, whose files are no pages."""
    is_multihost: bool = False
    """Whether each language has a base URL of its own, and no folder for it."""
    mounts: tuple[Mount, ...] = ()
    """What is mounted to ``content`` (the languages' ``content_dirs`` are those folders then) and
    to ``static`` or below it (``static_dirs`` don't count then)."""
    static_dirs: tuple[str, ...] = ("static",)
    """Relative to the site; the last wins."""
    ignore_files: tuple[str, ...] = ()
    """Go's regular expressions over whole paths."""
    permalinks: tuple[Permalink, ...] = ()
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
    canonifies: bool = False
    """``canonifyURLs``: addresses begin below the base URL's path."""
    holds_back: bool = False
    """Whether what the configuration says of publication can't be read, so that no page is built.
    """
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
    aliases: tuple[str, ...] = ()
    """As they stand in the front matter."""

    @property
    def shown_title(self) -> str:
        """Its title, or without one the words of its file's name."""
        return self.title or title_of_file(self.path, self.language)


@dataclass(frozen=True)
class Section:
    """A section or home page that has no file; Hugo makes one for each folder at the top."""

    language: str
    folder: str
    """From the root of the content and in its own case: ``/Posts``; ``/`` for the home page."""

    @property
    def title(self) -> str:
        """The title that Hugo gives it; of the home page, nothing."""
        name = self.folder.rpartition("/")[2]
        return section_title(name) if name else ""


@dataclass(frozen=True)
class SiteFile:
    """A file that is no page: of a static folder, or beside pages."""

    path: str
    """Relative to the static or the content folder, with ``/`` and in its own case."""
    is_static: bool = True
    language: str = ""
    """Of a content folder that has a language; otherwise empty."""
