"""One build, from the moment Sphinx looks for what has changed to its end.

Each phase has a frozen value, made of those before it and set once: what goes in, what is out,
the edition, its pictures. Handlers read the value of one phase and make that of the next.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..config.images import ImageSettings
from ..core.model import Journeys
from ..core.plan import Plan
from ..core.publication import Publications
from ..core.references import Targets
from .outputs import Outputs
from .record import Record, build_key, record_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.builders import Builder

    from ..config.values import Config
    from ..core.document import Document
    from ..core.publication import Withheld
    from ..pictures.engine.model import Job, Prepared
    from ..pictures.engine.store import Store


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build is made of, beside the documents."""

    config: Config | None = None
    """The checked configuration, clock included; ``None`` in a project without a journey."""
    images: ImageSettings = field(default_factory=ImageSettings)
    plan: Plan = field(default_factory=Plan)
    has_plan: bool = False
    """Whether the project has a file with the plan, or names one that isn't there."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers are shown: the journeys, once every document has been read."""

    journeys: Journeys = field(default_factory=lambda: Journeys({}, {}))
    targets: Targets = field(default_factory=Targets)
    """What can be referred to."""
    progress_pages: Mapping[str, str] = field(default_factory=dict)
    """By a journey's id: the page with its dashboard, an author's or one that is generated."""
    defined: frozenset[str] = frozenset()
    """The names of all labels, terms and objects that documents define, in lower case."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What was made of the pictures of all documents, for the builder at work."""

    prepared: Mapping[Job, Prepared] = field(default_factory=dict)
    fetched: Mapping[str, Path | str] = field(default_factory=dict)
    """By address: the file that a picture of another site was saved to, or why there is none."""
    store: Store | None = None
    """Where they are kept; ``None`` where none were prepared."""


@dataclass(slots=True)
class Writing:
    """What a build writes: known while it does, kept as a record when it has ended well."""

    path: Path
    """Where the record is kept."""
    old: Record
    """Of the last build; empty where there isn't one that can be read."""
    has_old: bool
    new: Record = field(default_factory=Record)
    changed: frozenset[str] = frozenset()
    """The pages that show something else than before."""
    written: set[str] = field(default_factory=set)
    """The pages written so far."""
    parents: dict[str, set[str]] | None = None
    """Per docname: the documents whose toctrees name it, while Sphinx doesn't know all of them."""
    ends: bool = False
    """Whether the project has neither a journey nor pictures any more, and needs no record."""
    own_files: Mapping[str, list[str]] = field(default_factory=dict)
    """Per docname: its page and the copy of its source."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing has changed since the last build, and nothing was written."""
        return bool(self.old.state) and self.new.state == self.old.state and not self.written


@dataclass(slots=True, eq=False, weakref_slot=True)
class Build:
    """A build at work."""

    builder: Builder
    doctreedir: Path
    """Where Sphinx keeps doctrees, and what is made once for all builders."""
    started: int = field(default_factory=time.time_ns)
    """When it began, in nanoseconds since 1970."""
    has_begun: bool = False
    """Whether Sphinx has begun to look for what has changed."""
    lost: tuple[str, ...] = ()
    """What exact rebuilds rest on and this Sphinx doesn't have; then all pages are written."""
    inputs: Inputs = field(default_factory=Inputs)
    scanned: Mapping[str, Document] = field(default_factory=dict)
    """The documents about to be read, by their front matter alone."""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    """The documents that this build leaves out."""
    withheld_slugs: Mapping[str, str] = field(default_factory=dict)
    """The withheld document that has a slug."""
    publications: Publications = field(default_factory=Publications)
    outline: Journeys | None = None
    """The journeys as far as front matter says, for directives that run while reading."""
    read: frozenset[str] = frozenset()
    """The documents that are read in this build."""
    edition: Edition = field(default_factory=Edition)
    pictures: Pictures = field(default_factory=Pictures)
    outputs: Outputs = field(default_factory=Outputs)
    writing: Writing | None = None
    """``None`` until it is known what to write, and in a project that needs no record."""
    warned: set[tuple[str, str]] = field(default_factory=set)
    """Where pictures were warned of, and how: some builders resolve a page more than once."""
    texts: dict[str, str] = field(default_factory=dict)
    """The texts of withheld documents that were looked into."""

    @property
    def config(self) -> Config | None:
        """The checked configuration; ``None`` in a project without a journey."""
        return self.inputs.config

    @property
    def key(self) -> str:
        """A name for the builder and its output folder."""
        return build_key(self.builder, self.doctreedir)

    def finished(self) -> Build:
        """Return what is left of a build at its end: nothing of how it was made and written.

        Who resolves a doctree between builds still finds the edition.
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
