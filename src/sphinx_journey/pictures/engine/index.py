"""Digests of sources by path, so that files that haven't changed aren't read again."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from .session import Session

_RACY: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use (FAT)."""
_VERSION: Final = 1


class _Known(NamedTuple):
    modified: int
    changed: int
    size: int
    inode: int
    digest: str


class Index:
    """What is known of sources, kept in a file. To lose it costs time, and nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, _Known] = _read(path)
        self._new: dict[str, _Known] = {}

    def digest(self, source: Path) -> str | None:
        """Return the digest of a file that hasn't changed, or ``None`` if it has to be read."""
        name = str(source)
        known = self._known.get(name)
        if known is None:
            return None
        try:
            state = _state(os.stat(name))  # noqa: PTH116
        except OSError:
            return None
        return known.digest if known[:4] == state else None

    def note(self, source: Path, before: os.stat_result, digest: str) -> None:
        """Keep the digest of a file that had this status before it was read.

        A file that was written a moment ago may be written again within the same tick of the file
        system's clock; it isn't noted, and read again next time (git's rule for its index).
        """
        state = _state(before)
        if time.time_ns() - max(state[:2]) > _RACY:
            self._new[str(source)] = _Known(*state, digest)

    @property
    def has_news(self) -> bool:
        """Whether there is something to save."""
        return bool(self._new)

    def save(self, session: Session, *, forget_missing: bool = False) -> None:
        """Write what is new beside what others have written meanwhile.

        Raises:
            OSError: The file can't be written.
        """
        if not self._new and not forget_missing:
            return
        self._known = _read(self._path) | self._new
        self._new = {}
        if forget_missing:
            self._known = {path: one for path, one in self._known.items() if Path(path).exists()}
        text = json.dumps({"version": _VERSION, "sources": self._known})
        session.write(self._path, text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """Return the digest that stands for some bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _state(status: os.stat_result) -> tuple[int, int, int, int]:
    # The time of the last change of status tells of files put in place with an old date.
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _read(path: Path) -> dict[str, _Known]:
    try:
        kept = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if kept["version"] == _VERSION:
            return {source: _Known(*one) for source, one in kept["sources"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return {}
