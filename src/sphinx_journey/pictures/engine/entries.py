"""What the cache keeps of one source for one want: a small file that names its derivatives."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...core.files import PART, write_whole
from .convert import converter
from .encode import encoder_versions
from .index import digest_of
from .model import Derivative, Fault, Prepared, Print
from .names import derivative_name, ending
from .sniff import kind_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .encode import Encoded
    from .model import Format, Want

_TOUCHED_AFTER: Final = 600
"""Seconds after which an entry that is used is marked as used again."""


class File(NamedTuple):
    """A derivative in the cache, without a name yet."""

    format: Format
    width: int
    height: int
    digest: str
    size: int
    """In bytes; -1 for the source itself, which isn't in the cache."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one source for one want, whatever its name."""

    kind: str = ""
    """The source's, by its bytes; empty if it isn't known."""
    width: int = 0
    height: int = 0
    animated: bool = False
    fallbacks: tuple[File, ...] = ()
    alternatives: tuple[tuple[Format, tuple[File, ...]], ...] = ()
    stills: tuple[File, ...] = ()
    faults: tuple[Fault, ...] = ()

    def files(self) -> Iterator[File]:
        """Yield the files in the cache that belong to it."""
        alternatives = (files for _format, files in self.alternatives)
        for files in (self.fallbacks, *alternatives, self.stills):
            yield from (one for one in files if one.size >= 0)


def entry_key(digest: str, source: Path, wanted: Want) -> str:
    """Return the key of an entry: a digest of all that shapes the derivatives' bytes.

    Args:
        digest: Of the source's bytes.
        source: Its path, whose ending says whether it needs a converter.
        wanted: What is wanted of it.
    """
    drawn_by = None
    if (
        isinstance(wanted, Print)
        and wanted.vector != "svg"
        and kind_of_name(source.suffix) == "svg"
    ):
        chosen = converter(wanted.vector)
        drawn_by = chosen and (chosen.name, chosen.version)
    return hashlib.sha256(
        digest.encode() + _shaping(wanted, drawn_by, encoder_versions())
    ).hexdigest()


@cache
def _shaping(wanted: Want, drawn_by: tuple[str, str] | None, encoders: str) -> bytes:
    """Return what shapes derivatives besides their source, the same for nearly all of a build."""
    settings: object = wanted
    if isinstance(wanted, Print):
        # Widths in inches that come to the same pixels make the same file.
        settings = (wanted.pixels, wanted.vector, wanted.quality, wanted.max_pixels)
    return repr((settings, encoders, drawn_by)).encode()


class Entries:
    """The entries and the files of a cache's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries = folder / "entries"
        self._files = folder / "files"

    def load(self, key: str) -> Entry | None:
        """Return an entry whose files are all there and whole, and mark it as used.

        An entry is written after its files. A file that has changed since, or was copied, is read
        and compared with its digest; if it is whole, the entry is dated so that it isn't again.
        """
        path = self._path(key)
        entry = _read(path)
        if entry is None:
            return None
        try:
            written = path.stat()
            is_stale = time.time() - written.st_mtime > _TOUCHED_AFTER
            for one in entry.files():
                place = self._place(one)
                status = os.stat(place)  # noqa: PTH116
                if status.st_size != one.size:
                    return None
                if status.st_mtime_ns > written.st_mtime_ns:
                    if digest_of(Path(place).read_bytes()) != one.digest:
                        return None
                    is_stale = True
            if is_stale:
                os.utime(path)
        except OSError:
            return None
        return entry

    def add(self, made: Iterable[Encoded]) -> tuple[File, ...]:
        """Write derivatives; those that are there are marked as used by that.

        Raises:
            OSError: One can't be written.
        """
        files = []
        for one in made:
            file = File(one.format, one.width, one.height, digest_of(one.data), len(one.data))
            write_whole(Path(self._place(file)), one.data)
            files.append(file)
        return tuple(files)

    def save(self, key: str, entry: Entry) -> None:
        """Write an entry, whose files have been written before.

        Raises:
            OSError: It can't be written.
        """
        write_whole(self._path(key), json.dumps(asdict(entry)).encode())

    def prune(self, used: set[str], grace: float) -> int:
        """Delete entries that aren't used and files of no entry; return how many files.

        Args:
            used: Keys of entries to keep.
            grace: Seconds since it was last used or made for which anything is kept.
        """
        limit = time.time() - grace
        named: set[str] = set()
        for path in self._entries.glob("*/*.json"):
            if path.stem in used or not _deleted(path, limit):
                entry = _read(path)
                named.update(_file_name(one) for one in (entry.files() if entry else ()))
        unused = {path for path in self._files.glob("*/*") if path.name not in named}
        unused.update(self._folder.rglob(f"*{PART}"))  # of builds that were killed
        return sum(_deleted(path, limit) for path in unused)

    def answer(self, entry: Entry, source: Path) -> Prepared:
        """Return an entry as what came of a source, with names made of the source's."""
        stem, promised = source.stem, kind_of_name(source.suffix)

        def named(files: tuple[File, ...]) -> tuple[Derivative, ...]:
            return tuple(
                Derivative(
                    path=str(source) if one.size < 0 else self._place(one),
                    name=derivative_name(stem, one.digest, one.format, one.width),
                    format=one.format,
                    width=one.width,
                    height=one.height,
                )
                for one in files
            )

        faults = entry.faults
        if promised and entry.kind and promised != entry.kind:
            message = (
                f"The file is named {source.suffix}, but it is a {entry.kind.upper()}. Give it "
                "the name of what it is."
            )
            faults = (*faults, Fault("mislabelled", message))
        return Prepared(
            fallbacks=named(entry.fallbacks),
            alternatives=tuple((kind, named(files)) for kind, files in entry.alternatives),
            width=entry.width,
            height=entry.height,
            animated=entry.animated,
            stills=named(entry.stills),
            faults=faults,
        )

    def _path(self, key: str) -> Path:
        return Path(f"{self._entries}/{key[:2]}/{key}.json")

    def _place(self, one: File) -> str:
        return f"{self._files}/{one.digest[:2]}/{_file_name(one)}"


def _file_name(one: File) -> str:
    return f"{one.digest[:40]}.{ending(one.format)}"


def _deleted(path: Path, limit: float) -> bool:
    """Delete a file that is older than a time; return whether this was possible."""
    try:
        if path.stat().st_mtime >= limit:
            return False
        path.unlink()
    except OSError:  # another build has deleted it, or is reading it
        return False
    return True


def _read(path: Path) -> Entry | None:
    def files(kept: list[list[Any]]) -> tuple[File, ...]:
        return tuple(File(*one) for one in kept)

    try:
        kept = json.loads(path.read_bytes())
        kept["fallbacks"] = files(kept["fallbacks"])
        kept["alternatives"] = tuple((kind, files(made)) for kind, made in kept["alternatives"])
        kept["stills"] = files(kept["stills"])
        kept["faults"] = tuple(Fault(**one) for one in kept["faults"])
        return Entry(**kept)
    except (OSError, ValueError, TypeError, KeyError):
        return None
