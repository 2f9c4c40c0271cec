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
from typing import TYPE_CHECKING, TypeGuard

from ..core.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder

_VERSION = 2


@dataclass(slots=True)
class Record:
    """What one builder wrote into one folder. Paths are relative to it, with ``/``."""

    state: str = ""
    """A digest of all that pages depend on; if it is the same, so is every page's."""
    shown: dict[str, str] = field(default_factory=dict)
    """Per docname: a digest of what its page shows beside its own source."""
    files: dict[str, list[str]] = field(default_factory=dict)
    """Per docname: the files its page needs, itself included."""
    static: list[str] = field(default_factory=list)
    """Files that are copied as they are: the theme's and the project's."""
    others: list[str] = field(default_factory=list)
    """All other files of no document: generated pages, redirects."""
    index_entries: dict[str, list[list[str]]] = field(default_factory=dict)
    """Per docname: its entries in the search index, which Sphinx forgets."""


def digest(value: object) -> str:
    """Return a short digest of plain values: texts, numbers, tuples and lists of them."""
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=12).hexdigest()


def build_key(builder: Builder, doctreedir: Path) -> str:
    """Return a name for a builder and its output folder, seen from the doctrees.

    A project that is moved with both, or a cache of both that is restored elsewhere, keeps it.
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
    """Return a record, or ``None`` where there isn't one that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("version") != _VERSION:
            return None
        record = Record(**data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if _has_right_shape(record) else None


def _has_right_shape(record: Record) -> bool:
    kept: dict[str, object] = asdict(record)
    return (
        isinstance(kept["state"], str)
        and _maps(kept["shown"], lambda one: isinstance(one, str))
        and _maps(kept["files"], _lists_texts)
        and _lists_texts(kept["static"])
        and _lists_texts(kept["others"])
        and _maps(kept["index_entries"], _lists_entries)
    )


def _maps(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _lists_entries(value: object) -> bool:
    return isinstance(value, list) and all(_lists_texts(one) and len(one) == 3 for one in value)


def _lists_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def save_record(path: Path, record: Record) -> None:
    """Write a record, whole or not at all."""
    write_whole(path, json.dumps({"version": _VERSION, **asdict(record)}).encode())
