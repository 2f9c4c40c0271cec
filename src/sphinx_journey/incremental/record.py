"""What the last build of one builder into one folder wrote, kept in a file beside the doctrees.

It isn't kept in Sphinx's environment: that is saved before pages are written, and a build that is
broken off in between must not count as done.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder

_VERSION = 1


@dataclass(slots=True)
class Record:
    """What one builder wrote into one folder. Paths are relative to it, with ``/``."""

    state: str = ""
    """A digest of all that pages depend on; if it is the same, so is every page's."""
    shown: dict[str, str] = field(default_factory=dict)
    """Per docname: a digest of what its page shows beside its own source."""
    files: dict[str, list[str]] = field(default_factory=dict)
    """Per docname: the files its page needs, itself included."""
    others: list[str] = field(default_factory=list)
    """Files of no document: generated pages, redirects."""
    index_entries: dict[str, list[list[str]]] = field(default_factory=dict)
    """Per docname: its entries in the search index, which Sphinx forgets."""


@dataclass(slots=True)
class Rebuild:
    """A build at work: what the last one wrote, and what this one writes."""

    path: Path
    """Where the record is kept."""
    old: Record
    new: Record
    ends: bool = False
    """Whether the project has neither a journey nor pictures any more, and needs no record."""
    changed: list[str] = field(default_factory=list)
    """The pages that show something else than before."""
    written: set[str] = field(default_factory=set)
    """The pages written so far."""
    parents: dict[str, set[str]] | None = None
    """Per docname: the documents whose toctrees name it, while Sphinx doesn't know all of them."""
    own_files: dict[str, list[str]] = field(default_factory=dict)
    """Per docname: its page and the copy of its source."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing has changed since the last build, and nothing was written."""
        return bool(self.old.state) and self.new.state == self.old.state and not self.written


def digest(value: object) -> str:
    """Return a short digest of plain values: texts, numbers, tuples and lists of them."""
    return hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()


def record_path(builder: Builder, doctreedir: Path) -> Path:
    """Return where the record of a builder and its output folder is kept."""
    folder = hashlib.sha256(os.fsencode(Path(builder.outdir).resolve())).hexdigest()[:16]
    return doctreedir / "journey-builds" / f"{builder.name}-{folder}.json"


def load_record(path: Path) -> Record:
    """Return a record; an empty one where there is none that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("version") != _VERSION:
            return Record()
        return Record(**data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def save_record(path: Path, record: Record) -> None:
    """Write a record, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"version": _VERSION, **asdict(record)}), encoding="utf-8")
    part.replace(path)
