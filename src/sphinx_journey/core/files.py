"""Files that are written whole or not at all, and paths that documents name."""

from __future__ import annotations

import os
import posixpath
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

PART: Final = ".part"
"""How a file's name ends while it is being written. A process that is killed may leave one."""
_PAUSES: Final = (0.01, 0.03, 0.1, 0.3)
"""Seconds between attempts to replace a file that somebody has open."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: readers see the whole of it, or what was there before.

    The content first goes to a file with a name of its own in the same folder, so any number of
    threads and processes may write to the same path at once. The folder is made if need be.

    Raises:
        OSError: The file can't be written. What was there before is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(8)}{PART}")
    try:
        part.write_bytes(content)
        _replace(path, part, content)
    finally:
        with suppress(OSError):  # nearly always: it has been moved
            part.unlink()


def _replace(path: Path, part: Path, content: bytes) -> None:
    """Move a file into place, even if others read or replace what is there.

    Windows refuses to replace a file while another process has it open.
    """
    for pause in _PAUSES:
        try:
            part.replace(path)
        except PermissionError:
            with suppress(OSError):
                if path.read_bytes() == content:
                    return
            time.sleep(pause)
        else:
            return
    part.replace(path)


class _Finder(Protocol):
    @property
    def docname(self) -> str: ...

    @property
    def srcdir(self) -> os.PathLike[str]: ...

    def relfn2path(self, filename: str, docname: str | None = None) -> tuple[str, str]: ...


def path_of(env: _Finder, name: str, docname: str | None = None) -> tuple[str, str]:
    """Return the path of a file that a document names, as Sphinx does.

    Args:
        env: Sphinx's environment.
        name: what the document says.
        docname: the document; the one that is read if it isn't given.

    Returns:
        The path relative to the source directory, and the absolute one. A path that no file can
        have, or a link that leads back to itself, stays as it is written.
    """
    try:
        return env.relfn2path(name, docname)
    except (OSError, RuntimeError, ValueError):
        folder = "" if name.startswith("/") else posixpath.dirname(docname or env.docname)
        relative = posixpath.join(folder, name.lstrip("/")).replace("\0", "")
        return relative, os.path.join(env.srcdir, relative)  # noqa: PTH118


def real(path: str | os.PathLike[str]) -> Path:
    """Return a path without links; one that leads back to itself stays in it."""
    return Path(os.path.realpath(path))
