"""What the last build of one builder into one folder wrote, kept in a file beside the doctrees.

It isn't kept in Sphinx's environment: that is saved before pages are written, and a build that is
interrupted in between must not count as done.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.files import write_whole

if TYPE_CHECKING:
    from sphinx.builders import Builder

_VERSION = 4


@dataclass(slots=True)
class Record:
    """What one builder wrote into one folder. Paths are relative to it, with ``/``."""

    state: str = ""
    """A digest of everything that pages depend on; while it stays the same, so do the pages."""
    shown: dict[str, str] = field(default_factory=dict)
    """Per docname: a digest of what its page shows besides its own source."""
    files: dict[str, list[str]] = field(default_factory=dict)
    """Per docname: the files its page needs, including the page itself."""
    static: list[str] = field(default_factory=list)
    """Static files, copied from the theme and the project."""
    others: list[str] = field(default_factory=list)
    """All other files that aren't a document's: generated pages, redirects."""
    pages: dict[str, str] = field(default_factory=dict)
    """By file: a digest of what a generated page shows."""
    made: list[str] = field(default_factory=list)
    """The pages of other extensions."""
    is_unfinished: bool = False
    """Whether the build that wrote it has not ended: any page may have been written in part."""
    index_entries: dict[str, list[list[str]]] = field(default_factory=dict)
    """Per docname: its index entries in the search index, which Sphinx forgets."""


def digest(value: object) -> str:
    """Return a short digest of plain values: strings, numbers, tuples and lists of them."""
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=12).hexdigest()


def build_key(builder: Builder, doctreedir: Path) -> str:
    """Return a key for a builder and its output folder, relative to the doctrees.

    A project that is moved with both, or a cache of both that is restored elsewhere, keeps its key.
    """
    outdir = Path(builder.outdir).resolve()
    try:
        folder = os.path.relpath(outdir, doctreedir.resolve())
    except ValueError:  # on another drive of Windows
        folder = str(outdir)
    return f"{builder.name}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"


def record_path(key: str, doctreedir: Path) -> Path:
    """Return where the record of a builder and its output folder is kept."""
    return doctreedir / "journey-builds" / f"{key}.json"


def load_record(path: Path) -> Record | None:
    """Return a record, or ``None`` if there isn't one that this version wrote completely."""
    try:
        head, body = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return Record(**json.loads(body)) if head == _seal(body) else None


def save_record(path: Path, record: Record) -> None:
    """Write a record, whole or not at all."""
    body = json.dumps(asdict(record)).encode()
    write_whole(path, _seal(body) + b"\n" + body)


def _seal(body: bytes) -> bytes:
    """Return a record's first line: which version wrote it, and a digest to verify it by."""
    return f"sphinx-journey {_VERSION} {hashlib.sha256(body).hexdigest()}".encode()
