"""Digests of sources by path, so that files that haven't changed aren't read again."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any, Final

from ...core.files import write_whole
from .files import read_file, status_of

_RACY: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use (FAT)."""


class Index:
    """What is known of sources, kept in a file. To lose it costs time, and nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._new: dict[str, list[Any]] = {}

    def digest(self, source: Path) -> str:
        """Return the digest of a file's bytes, which are read only if they may have changed.

        A file that was written a moment ago may be written again within the same tick of the file
        system's clock; it is read again next time (git's rule for its index).

        Raises:
            UnusableError: The file can't be read.
        """
        name, status = str(source), status_of(source)
        # The time of the last change of status shows files put in place with an old date.
        times = [status.st_mtime_ns, status.st_ctime_ns]
        state = [*times, status.st_size, status.st_ino]
        known = self._known.get(name)
        if known and known[:-1] == state:
            return str(known[-1])
        digest = digest_of(read_file(source))
        if time.time_ns() - max(times) > _RACY:
            self._new[name] = [*state, digest]
        return digest

    def save(self, *, forget_missing: bool = False) -> None:
        """Write what is new beside what others have written meanwhile.

        Raises:
            OSError: The file can't be written.
        """
        if self._new or forget_missing:
            self._known = _read(self._path) | self._new
            self._new = {}
            if forget_missing:
                self._known = {
                    name: one for name, one in self._known.items() if Path(name).exists()
                }
            write_whole(self._path, json.dumps(self._known).encode())


def digest_of(data: bytes) -> str:
    """Return the digest that stands for some bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> dict[str, list[Any]]:
    """Return by path: times of change, size, inode and digest; nothing if it can't be read."""
    try:
        return {name: list(one) for name, one in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
