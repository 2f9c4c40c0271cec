"""Whether a file has changed since it was read, whatever its time is now.

Sphinx reads a document again if its file, or one that it shows, is newer than before. A file that
is put back from a backup, or copied with its time, is older.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from .beside import Folders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.document import Doubt
    from ..domain.records import Stamp


def note_stamps(_app: Sphinx, env: BuildEnvironment) -> None:
    """Stamp the files of the documents that were read in this build."""
    domain = journey_domain(env)
    if domain.build.config is None:
        return
    folders = Folders(env)
    for docname in domain.build.read:
        files = {name: _stamp(_path(env, name)) for name in _files(env, docname, folders)}
        domain.stamps[docname] = {name: stamp for name, stamp in files.items() if stamp}


def changed_documents(env: BuildEnvironment) -> set[str]:
    """Return the documents of which a file isn't the one that was read, or is new."""
    stamps, folders = journey_domain(env).stamps, Folders(env)
    return {
        docname
        for docname in env.found_docs & stamps.keys()
        if not _own_files(env, docname, folders) <= stamps[docname].keys()
        or any(_has_changed(_path(env, name), one) for name, one in stamps[docname].items())
    }


def stamp_of_document(
    env: BuildEnvironment, docname: str, doubts: Iterable[Doubt], folders: Folders
) -> tuple[int, ...]:
    """Return the times and sizes of the files that speak of a document's publication.

    Args:
        env: Sphinx's environment.
        docname: the document.
        doubts: its doubts, each of which names its file.
        folders: the names of files.
    """
    names = {_path(env, doubt.problem.location.path) for doubt in doubts}
    names |= {_path(env, name) for name in _own_files(env, docname, folders)}
    found: list[int] = []
    for path in sorted(names):
        try:
            status = os.stat(path)  # noqa: PTH116 - faster
        except OSError:
            continue
        found += (status.st_mtime_ns, status.st_size)
    return tuple(found)


def _files(env: BuildEnvironment, docname: str, folders: Folders) -> set[str]:
    """Return the files that a document is made from, relative to the source directory."""
    return {*_own_files(env, docname, folders), *map(str, env.dependencies.get(docname, ()))}


def _own_files(env: BuildEnvironment, docname: str, folders: Folders) -> set[str]:
    """Return a document's file, and those beside it that may speak for it."""
    folder = f"{os.fspath(env.srcdir)}{os.sep}"
    files = (env.doc2path(docname), *map(str, folders.files_beside(docname)))
    return {str(file).removeprefix(folder) for file in files}


def _path(env: BuildEnvironment, name: str) -> str:
    return os.path.join(env.srcdir, name)  # noqa: PTH118 - faster


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - faster
        is_small = status.st_size <= _LARGE and stat.S_ISREG(status.st_mode)
        content = Path(path).read_bytes() if is_small else b""
    except OSError:
        return None
    digest = hashlib.blake2b(content, digest_size=12).hexdigest() if is_small else ""
    return (status.st_mtime_ns, status.st_size, status.st_ctime_ns, digest)


_LARGE = 1_000_000
"""Bytes of a file that isn't compared by its content: a picture, whose cache does it. Neither is
what is no regular file: to read a pipe would wait for ever."""


def _has_changed(path: str, stamp: Stamp) -> bool:
    """Return whether a file has another time or size, or, put in its place anew, other bytes."""
    try:
        status = os.stat(path)  # noqa: PTH116 - faster
    except OSError:
        return True
    if (status.st_mtime_ns, status.st_size) != stamp[:2]:
        return True
    if status.st_ctime_ns == stamp[2]:
        return False
    now = _stamp(path)
    return now is None or now[3] != stamp[3]
