"""One build, from the moment Sphinx looks for what has changed to its end.

Each phase has a frozen value, made from those before it and set once: the inputs, what is
published, the edition, its pictures. Handlers read the value of one phase and make the next one.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..config.images import ImageSettings
from ..core.archives import Archives
from ..core.blog import Blog
from ..core.model import Journeys
from ..core.plan import Plan
from ..core.publication import Publications
from ..core.references import Targets
from ..translations import Translations
from .outputs import Outputs
from .record import Record, build_key, record_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from docutils.nodes import Node
    from sphinx.builders import Builder

    from ..config.values import Config
    from ..core.calendars import Calendar
    from ..core.document import Document
    from ..core.feeds import Channel
    from ..core.publication import Withheld
    from ..hugo.branches import Branch
    from ..hugo.content_model import Content
    from ..hugo.model import Section
    from ..hugo.site_map import SiteMap
    from ..hugo.sources import Sources
    from ..pictures.engine.model import Job, Prepared
    from ..pictures.engine.store import Store
    from .lines import TrueLines


def file_time() -> int:
    """Return the time that a file written now gets, in nanoseconds since 1970."""
    # Linux stamps files by a clock that ticks less often: CLOCK_REALTIME_COARSE (time.h).
    return time.clock_gettime_ns(5) if sys.platform == "linux" else time.time_ns()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What goes into a build besides the documents."""

    config: Config | None = None
    """The checked configuration, clock included; ``None`` in a project that hasn't opted in."""
    images: ImageSettings = field(default_factory=ImageSettings)
    plan: Plan = field(default_factory=Plan)
    has_plan: bool = False
    """Whether the project has a file with the plan, or names one that isn't there."""
    wording: str = ""
    """A digest of the words that the extension has for this build."""
    translations: Translations = field(default_factory=Translations)
    """The project's texts in the language of the build; none where catalogs are made."""
    hugo: Sources | None = None
    """The Hugo site that the documents are of."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers are shown: the journeys, once every document has been read."""

    journeys: Journeys = field(default_factory=lambda: Journeys({}, {}))
    blog: Blog = field(default_factory=Blog)
    """The posts of the journeys and those of none, by their dates."""
    archives: Archives = field(default_factory=Archives)
    """The pages that list them by tag, category, author and year."""
    feeds: tuple[Channel, ...] = ()
    """The feeds; none where there is nothing to make them of or with."""
    in_feeds: frozenset[str] = frozenset()
    """The documents that are in a feed."""
    calendars: tuple[Calendar, ...] = ()
    """The calendars; none where there is nothing to make them of or with."""
    targets: Targets = field(default_factory=Targets)
    """What can be referred to."""
    progress_pages: Mapping[str, str] = field(default_factory=dict)
    """By journey id: the page with its dashboard, written by an author or generated."""
    defined: frozenset[str] = frozenset()
    """The names of all labels, terms and objects that documents define, lowercased."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What was made from the pictures of all documents, for the current builder."""

    prepared: Mapping[Job, Prepared] = field(default_factory=dict)
    fetched: Mapping[str, Path | str] = field(default_factory=dict)
    """By address: the file that a picture from another site was saved to, or why it wasn't."""
    store: Store | None = None
    """Where they are kept; ``None`` if no pictures were prepared."""


@dataclass(slots=True)
class Writing:
    """What a build writes; kept as a record once the build has succeeded."""

    path: Path
    """Where the record is kept."""
    old: Record
    """The last build's; empty if there isn't one that can be read."""
    has_old: bool
    new: Record = field(default_factory=Record)
    changed: frozenset[str] = frozenset()
    """The pages that show something different from before."""
    around: str = ""
    """A digest of what stands on generated pages around their text; empty if it isn't known."""
    written: set[str] = field(default_factory=set)
    """The pages written so far."""
    ends: bool = False
    """Whether the project no longer has a journey or pictures, and so needs no record."""
    own_files: Mapping[str, list[str]] = field(default_factory=dict)
    """Per docname: its page and the copy of its source."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing has changed since the last build, and nothing was written."""
        return bool(self.old.state) and self.new.state == self.old.state and not self.written


@dataclass(slots=True, eq=False, weakref_slot=True)
class Build:
    """A running build."""

    builder: Builder
    doctreedir: Path
    """Where Sphinx keeps doctrees, and we keep what all builders share."""
    key: str = field(init=False)
    """A name for the builder and its output folder."""
    started: int = field(default_factory=file_time)
    """When it began, in nanoseconds since 1970."""
    has_begun: bool = False
    """Whether Sphinx has begun to look for what has changed."""
    lost: tuple[str, ...] = ()
    """What exact rebuilds depend on and this Sphinx lacks; if anything, every page is written."""
    inputs: Inputs = field(default_factory=Inputs)
    scanned: Mapping[str, Document] = field(default_factory=dict)
    """The documents about to be read, with only their front matter parsed."""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """The documents that this build withholds."""
    withheld_slugs: Mapping[str, str] = field(default_factory=dict)
    """By slug, current or former: the withheld document that has it."""
    withheld_ids: dict[tuple[int, int], str] = field(default_factory=dict)
    """By device and number of its file: each withheld document, once something has asked."""
    books: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    """The books that begin with a withheld document, by the value of ``conf.py`` that has them."""
    linked_folders: tuple[Path, ...] | None = None
    """Where folders of documents that are symbolic links lead, once something has asked."""
    publications: Publications = field(default_factory=Publications)
    contents: Mapping[str, Content] = field(default_factory=dict)
    """In a Hugo site, by docname: what Hugo makes of each document."""
    snippets: frozenset[str] = frozenset()
    """In a Hugo site: the withheld documents whose text other pages may show."""
    sections: tuple[Section, ...] = ()
    """In a Hugo site: those that have no file."""
    branches: Mapping[str, Branch] = field(default_factory=dict)
    """In a Hugo site, by docname: the pages of sections, and what each lists."""
    originals: dict[str, Path] = field(default_factory=dict)
    """In a Hugo site, by docname: the file for which Sphinx reads another one, a copy in UTF-8 or
    the page of a section that has none."""
    true_lines: TrueLines | None = None
    """While a document of a Hugo site is read: what knows its source's lines."""
    site_map: SiteMap | None = None
    """Where links of a Hugo site lead, once something has asked."""
    outline: Journeys | None = None
    """The journeys as known from front matter alone, for directives that run while reading."""
    read: frozenset[str] = frozenset()
    """The documents that are read in this build."""
    edition: Edition = field(default_factory=Edition)
    pictures: Pictures = field(default_factory=Pictures)
    outputs: Outputs = field(default_factory=Outputs)
    drawn: dict[str, tuple[list[Node], list[Node]]] = field(default_factory=dict)
    """Per docname: the decoration that was drawn for its fingerprint, until the page takes it."""
    writing: Writing | None = None
    """``None`` until the pages to write are known, and in a project that needs no record."""
    made: set[str] = field(default_factory=set)
    """The pages rendered so far that aren't documents', by name."""
    warned: set[tuple[str, str]] = field(default_factory=set)
    """Warnings about pictures logged so far: some builders resolve a page more than once."""
    texts: dict[str, str] = field(default_factory=dict)
    """The source texts of withheld documents that have been searched."""
    mentions: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """By what a reference names: the withheld document that may define it."""
    after_reading: list[Callable[[], None]] = field(default_factory=list)
    """What gives back, once every document has been read, what was taken before."""
    undo: list[Callable[[], None]] = field(default_factory=list)
    """What gives back, at the end of the build, what it took from Sphinx or Python."""
    aside: dict[str, bytes] = field(default_factory=dict)
    """Static files of the last build that nothing has asked for yet."""

    def __post_init__(self) -> None:
        self.key = build_key(self.builder, self.doctreedir)

    @property
    def config(self) -> Config | None:
        """The checked configuration; ``None`` in a project that hasn't opted in."""
        return self.inputs.config

    def finished(self) -> Build:
        """Return what is kept of a build after its end: its results, not how they were made.

        Code that resolves a doctree between builds still finds the edition.
        """
        return Build(
            self.builder,
            self.doctreedir,
            has_begun=True,
            inputs=self.inputs,
            withheld=self.withheld,
            withheld_slugs=self.withheld_slugs,
            publications=self.publications,
            edition=self.edition,
            pictures=replace(self.pictures, store=None),
        )

    @property
    def record_path(self) -> Path:
        """Where the record of the builder and its output folder is kept."""
        return record_path(self.key, self.doctreedir)
