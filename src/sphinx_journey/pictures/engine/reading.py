"""A source read from its file, and made into what is wanted of it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from .convert import convert
from .derive import derive, memory
from .encode import Encoded
from .entries import Entry, File
from .index import digest_of
from .model import Fault, Web
from .source import Source, UnusableError, kind_of, raster, read_source
from .svg import read_svg

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path

    from .model import Format, Print


MOST_BYTES: Final = 128_000_000
"""Of a source's file; a larger one isn't read."""


class UnreadableError(Exception):
    """A source's file can't be read, whatever is in it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def status_of(source: Path) -> os.stat_result:
    """Return the status of a file that can be a source.

    Raises:
        UnreadableError: It isn't there, isn't a file or is too large.
    """
    try:
        status = source.stat()
    except FileNotFoundError as error:
        raise UnreadableError(Fault("missing", "There is no such file.")) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(_refused(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(Fault("missing", "There is something of that name, but no file."))
    if status.st_size > MOST_BYTES:
        message = f"The file has over {MOST_BYTES // 1_000_000} MB. Make the picture smaller."
        raise UnreadableError(Fault("too_large", message))
    return status


def read_file(source: Path) -> bytes:
    """Return the bytes of a source.

    Raises:
        UnreadableError: It can't be read.
    """
    try:
        return source.read_bytes()
    except OSError as error:
        raise UnreadableError(_refused(error)) from error


def _refused(error: Exception) -> Fault:
    reason = getattr(error, "strerror", None) or error
    return Fault("broken", f"The file can't be read: {reason}. Look at its permissions.")


class Made(NamedTuple):
    """What one want came to: its entry and the bytes of its files."""

    entry: Entry
    files: dict[File, bytes]


class Reading:
    """A source's bytes, looked at, and not decoded yet."""

    def __init__(self, data: bytes) -> None:
        self.kind = ""
        self._data = b""
        self._source: Source | None = None
        self._error: UnusableError | None = None
        try:
            kind = kind_of(data)
            self.kind = kind
            if kind == "svg":
                self._data = data
            else:
                self._source = read_source(data, raster(kind))
        except UnusableError as error:
            self._error = error

    def memory(self, wanted: Web | Print) -> int:
        """Return about how much memory ``make`` takes, in bytes."""
        return memory(self._source, wanted) if self._source is not None else len(self._data)

    def make(self, wanted: Web | Print) -> Made:
        """Return what is wanted of the source; what is wrong stands in the entry's faults."""
        try:
            if self._error is not None:
                raise self._error
            if self._source is None:
                return self._drawing(wanted)
            return self._picture(self._source, wanted)
        except UnusableError as error:
            return Made(Entry(self.kind, faults=(error.fault,)), {})

    def _picture(self, source: Source, wanted: Web | Print) -> Made:
        result = derive(source, wanted)
        files: dict[File, bytes] = {}
        alternatives: list[tuple[Format, tuple[File, ...]]] = [
            (image_format, tuple(_kept(made, files))) for image_format, made in result.alternatives
        ]
        entry = Entry(
            self.kind,
            *source.size,
            animated=source.animated and isinstance(wanted, Web),
            fallbacks=tuple(_kept(result.fallbacks, files)),
            alternatives=tuple(alternatives),
            faults=result.faults,
        )
        return Made(entry, files)

    def _drawing(self, wanted: Web | Print) -> Made:
        drawing = read_svg(self._data)
        width, height = drawing
        if isinstance(wanted, Web) or wanted.vector == "svg":
            itself = File("svg", width, height, digest_of(self._data), -1)
            return Made(Entry("svg", width, height, fallbacks=(itself,)), {})
        data = convert(self._data, wanted.vector, wanted.pixels)
        size = read_source(data, "png").size if wanted.vector == "png" else drawing
        files: dict[File, bytes] = {}
        fallbacks = tuple(_kept((Encoded(wanted.vector, *size, data),), files))
        return Made(Entry("svg", width, height, fallbacks=fallbacks), files)


def _kept(made: tuple[Encoded, ...], files: dict[File, bytes]) -> Iterator[File]:
    for one in made:
        file = File(one.format, one.width, one.height, digest_of(one.data), len(one.data))
        files[file] = one.data
        yield file
