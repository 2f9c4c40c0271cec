"""What Hugo makes of the files of a site's content folders, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from .model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.fields import FrontMatter
    from ..core.problems import Location
    from .build_options import Listed
    from .model import Page, Section
    from .titles import Order


class Source(Protocol):
    """What the front matter of a file says."""

    @property
    def meta(self) -> FrontMatter:
        """Its values, as `core.frontmatter.parse` has read them with the casting `casting.HUGO`."""

    @property
    def data(self) -> Mapping[str, object]:
        """All of it, as plain data."""

    @property
    def lines(self) -> Mapping[str, int]:
        """The line of each key, in lower case."""

    @property
    def broken(self) -> bool:
        """Whether it can't be read."""


class Reason(Enum):
    """Why a file isn't built as a page."""

    NOT_CONTENT = "Hugo makes no page of a file with its suffix"
    HIDDEN = "its name, or a dot before a folder's, has it passed over"
    IGNORED = "ignoreFiles names it"
    LANGUAGE = "its language is disabled"
    RESOURCE = "it belongs to a leaf bundle"
    SHADOWED = "another file is the page of its path"
    DRAFT = "it is a draft"
    FUTURE = "its date of publication hasn't come"
    EXPIRED = "its date of expiry has passed"
    NOT_RENDERED = "'build' keeps it from being rendered"
    HEADLESS = "it is headless"
    HELD_BACK = "what speaks of its publication can't be understood"


BY_CLOCK: Final = frozenset({Reason.DRAFT, Reason.FUTURE, Reason.EXPIRED})
"""What a switch of Hugo's (``--buildDrafts``, ...) lets through."""


class Cascaded(NamedTuple):
    """A value that a page has from a cascade, and where it comes from."""

    value: object
    location: Location


@dataclass(frozen=True)
class Content:
    """A file of a content folder, as Hugo takes it."""

    page: Page
    section: str
    """The first folder of its logical path; empty at the top."""
    front: FrontMatter
    """With the values of cascades, and the dates that the site's configuration chooses."""
    values: Mapping[str, object]
    """All its front matter, by key in lower case, with the values of cascades."""
    cascaded: Mapping[str, Cascaded] = field(default_factory=dict)
    reasons: frozenset[Reason] = frozenset()
    """All that keeps it from being built; a page that is built has none."""
    listed: Listed = "always"
    """Which lists name it: all, those of its own section alone, or none."""
    bundle: tuple[str, ...] = ()
    """Of a leaf bundle's resource: the paths of the bundle's pages, one for each language."""
    order: Order | None = None
    """What orders the pages of a section."""

    @property
    def is_built(self) -> bool:
        """Whether it is built as a page."""
        return not self.reasons

    @property
    def link_title(self) -> str:
        """Its title in lists."""
        return self.front.link_title or self.page.title


@dataclass(frozen=True)
class Contents:
    """What Hugo makes of the files of a site's content folders."""

    files: Mapping[str, Content]
    """By path, as they were given."""
    sections: tuple[Section, ...]
    """Those that have no page of their own, and hold pages that are built and listed."""
    beside: Mapping[str, Content] = field(default_factory=dict)
    """By path: the pages that are no documents."""

    def regular_pages(self, language: str) -> tuple[str, ...]:
        """Return the paths of a language's pages, without home and sections, in Hugo's order."""
        found = [
            (content.order, path)
            for path, content in self.files.items()
            if content.order is not None
            and content.page.language == language
            and content.page.kind is Kind.PAGE
            and content.listed == "always"
            and content.reasons <= {Reason.NOT_RENDERED}
        ]
        return tuple(path for _, path in sorted(found))
