"""Files written whole or not at all, and what killed builds left behind cleared away."""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK = ".lock"


class Session:
    """A folder of its own for files that are being written, for as long as a build runs.

    A lock file beside the folder is held open. When its build ends, killed or not, the lock goes,
    and whoever comes next clears the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()

    def write(self, path: Path, data: bytes) -> None:
        """Put a file in its place in one step, for readers and after a kill alike.

        Raises:
            OSError: It can't be written.
        """
        temporary = self._folder / str(next(self._numbers))
        temporary.write_bytes(data)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.replace(path)
        except PermissionError:
            # Windows: someone reads the file that is there. A file of that name is the same.
            if not path.is_file():
                raise
            temporary.unlink()


@contextmanager
def session(parent: Path) -> Iterator[Session]:
    """Open a session in a folder, after clearing what dead ones left there.

    Raises:
        OSError: The folder can't be written.
    """
    parent.mkdir(parents=True, exist_ok=True)
    clear(parent)
    lock, handle = _new_lock(parent)
    folder = lock.with_suffix("")
    try:
        folder.mkdir()
        yield Session(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if sys.platform != "win32":
            lock.unlink(missing_ok=True)
        os.close(handle)
        if sys.platform == "win32":
            lock.unlink(missing_ok=True)


def clear(parent: Path) -> None:
    """Delete the folders of sessions that no longer run."""
    locks = sorted(parent.glob(f"*{_LOCK}"))
    for lock in locks:
        # An open file can't be deleted on Windows; elsewhere the lock says whether it is in use.
        with suppress(OSError):
            handle = None if sys.platform == "win32" else os.open(lock, os.O_RDWR)
            try:
                if handle is None or _locked(handle):
                    lock.unlink(missing_ok=True)
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            finally:
                if handle is not None:
                    os.close(handle)


def _new_lock(parent: Path) -> tuple[Path, int]:
    while True:
        lock = parent / f"{secrets.token_hex(8)}{_LOCK}"
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR)
        # Another build may have taken the file for a dead one's, before it was locked.
        if _locked(handle) and lock.exists():
            return lock, handle
        os.close(handle)


if sys.platform == "win32":

    def _locked(_handle: int) -> bool:
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Lock an open file, and return whether that was possible."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: sessions there aren't cleared by others
        return True
