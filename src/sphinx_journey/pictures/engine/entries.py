"""What the cache keeps of one source for one want: a small file that names its derivatives."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .encode import encoder_versions
from .index import digest_of
from .model import Derivative, Fault, Prepared, Print, Web
from .names import ENDINGS, derivative_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Format
    from .session import Session

_TOUCHED_AFTER: Final = 600
"""Seconds after which an entry that is used is marked as used again."""


@dataclass(frozen=True, slots=True)
class File:
    """A derivative in the cache, of no name yet."""

    format: Format
    width: int
    height: int
    digest: str
    size: int
    """In bytes; -1 for the source itself, which isn't in the cache."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one source for one want, whatever its name."""

    kind: str
    """The source's, as ``sniff`` told; empty where it couldn't."""
    width: int = 0
    height: int = 0
    animated: bool = False
    fallbacks: tuple[File, ...] = ()
    alternatives: tuple[tuple[Format, tuple[File, ...]], ...] = ()
    faults: tuple[Fault, ...] = ()

    def files(self) -> Iterator[File]:
        """Return the files in the cache that belong to it."""
        for files in (self.fallbacks, *(files for _format, files in self.alternatives)):
            yield from (one for one in files if one.size >= 0)


def entry_key(digest: str, wanted: Web | Print, converter: str = "") -> str:
    """Return the key of an entry: a digest of all that shapes the derivatives' bytes.

    Args:
        digest: Of the source's bytes.
        wanted: What is wanted of it.
        converter: The name and version of a converter, where one is needed.
    """
    parts = (digest, _settings(wanted), encoder_versions(), converter)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@functools.lru_cache(maxsize=256)
def _settings(wanted: Web | Print) -> str:
    if isinstance(wanted, Web):
        settings: dict[str, Any] = {"web": asdict(wanted)}
    else:
        # Widths in inches that come to the same pixels make the same file.
        kept = {"vector": wanted.vector, "quality": wanted.quality, "most": wanted.max_pixels}
        settings = {"print": {"pixels": wanted.pixels, **kept}}
    return json.dumps(settings, sort_keys=True)


class Entries:
    """The entries and the files of a cache's folder."""

    def __init__(self, folder: Path) -> None:
        self._entries = folder / "entries"
        self._files = folder / "files"

    def load(self, key: str) -> Entry | None:
        """Return an entry whose files are all there and whole, and mark it as used.

        An entry is written after its files. One that has changed since, or was copied, is read
        and compared with its digest; if it is whole, the entry is dated so that it isn't again.
        """
        path = self._path(key)
        entry = _read(path)
        if entry is None:
            return None
        try:
            written = path.stat()
            compared = False
            for one in entry.files():
                status = os.stat(self.place(one))  # noqa: PTH116
                if status.st_size != one.size:
                    return None
                if status.st_mtime_ns > written.st_mtime_ns:
                    if digest_of(Path(self.place(one)).read_bytes()) != one.digest:
                        return None
                    compared = True
            if compared or time.time() - written.st_mtime > _TOUCHED_AFTER:
                os.utime(path)
        except OSError:
            return None
        return entry

    def add(self, session: Session, one: File, data: bytes) -> None:
        """Write a derivative, unless it is there and whole.

        Raises:
            OSError: It can't be written.
        """
        path = Path(self.place(one))
        try:
            if path.stat().st_size == one.size and path.read_bytes() == data:
                os.utime(path)  # prune must see that someone is about to use it
                return
        except OSError:
            pass
        session.write(path, data)

    def save(self, session: Session, key: str, entry: Entry) -> None:
        """Write an entry, whose files have been written before.

        Raises:
            OSError: It can't be written.
        """
        session.write(self._path(key), json.dumps(asdict(entry)).encode())

    def prune(self, used: set[str], grace: float) -> int:
        """Delete entries that aren't used and files of no entry; return how many files.

        Args:
            used: Keys of entries to keep.
            grace: Seconds since it was last used or made for which anything is kept.
        """
        limit = time.time() - grace
        named: set[str] = set()
        for path in self._entries.glob("*/*.json"):
            if path.stem not in used and _older(path, limit):
                path.unlink(missing_ok=True)
            elif (entry := _read(path)) is not None:
                named.update(_file_name(one) for one in entry.files())
        unused = [path for path in self._files.glob("*/*") if path.name not in named]
        unused = [path for path in unused if _older(path, limit)]
        for path in unused:
            path.unlink(missing_ok=True)
        return len(unused)

    def place(self, one: File) -> str:
        """Return the path of a derivative in the cache."""
        return f"{self._files}/{one.digest[:2]}/{_file_name(one)}"

    def _path(self, key: str) -> Path:
        return Path(f"{self._entries}/{key[:2]}/{key}.json")


def prepared(entry: Entry, source: Path, entries: Entries, faults: tuple[Fault, ...]) -> Prepared:
    """Return an entry as what came of a job, with names made of the source's."""
    stem = source.stem

    def named(one: File) -> Derivative:
        name = derivative_name(stem, one.digest, one.format, one.width)
        path = str(source) if one.size < 0 else entries.place(one)
        return Derivative(path, name, one.format, one.width, one.height)

    fallbacks = tuple(named(one) for one in entry.fallbacks)
    return Prepared(
        fallback=fallbacks[-1] if fallbacks else None,
        alternatives=tuple(
            (image_format, tuple(named(one) for one in files))
            for image_format, files in entry.alternatives
        ),
        fallbacks=fallbacks,
        width=entry.width,
        height=entry.height,
        animated=entry.animated,
        faults=(*entry.faults, *faults),
    )


def _file_name(one: File) -> str:
    return f"{one.digest[:40]}.{ENDINGS[one.format]}"


def _older(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except OSError:
        return False


def _read(path: Path) -> Entry | None:
    try:
        kept = json.loads(path.read_bytes())
        return Entry(
            kind=kept["kind"],
            width=kept["width"],
            height=kept["height"],
            animated=kept["animated"],
            fallbacks=tuple(File(**one) for one in kept["fallbacks"]),
            alternatives=tuple(
                (image_format, tuple(File(**one) for one in files))
                for image_format, files in kept["alternatives"]
            ),
            faults=tuple(Fault(**one) for one in kept["faults"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
