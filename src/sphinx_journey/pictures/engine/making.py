"""A source's file, made into what is wanted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .budget import give_back
from .convert import convert
from .derive import derive, memory
from .encode import Encoded
from .entries import Entry, File, entry_key
from .files import UnusableError, read_file
from .index import digest_of
from .model import Print
from .source import kind_of, read_source
from .svg import read_svg
from .svg_clean import cleaned

if TYPE_CHECKING:
    from .budget import Budget
    from .entries import Entries
    from .model import Job, Want
    from .sniff import Kind


def make(job: Job, pixels: Budget, entries: Entries) -> Entry:
    """Make and keep what a job wants; what is wrong with the file stands in the entry's faults.

    Args:
        job: The source, and what is wanted of it.
        pixels: The memory that pixels may take.
        entries: Where files and entry are kept.

    Raises:
        UnusableError: The file can't be read.
        OSError: The cache can't be written.
        MemoryError: There isn't enough memory.
    """
    data = read_file(job.source)
    digest = digest_of(data)
    kind: Kind | None = None
    try:
        kind = kind_of(data)
        if kind == "svg":
            entry = _drawing(data, job.wanted, entries)
        else:
            source = read_source(data, kind)
            del data  # the source has its own, without metadata
            with pixels.take(memory(source, job.wanted)):
                result = derive(source, job.wanted)
                give_back()
            entry = Entry(
                kind,
                *source.size,
                animated=source.animated and not isinstance(job.wanted, Print),
                fallbacks=entries.add(result.fallbacks),
                alternatives=tuple((one, entries.add(made)) for one, made in result.alternatives),
                stills=entries.add(result.stills),
                faults=result.faults,
            )
    except UnusableError as error:
        entry = Entry(kind or "", faults=(error.fault,))
    # A converter's failure isn't kept: it may have been short of time or memory.
    if all(fault.kind != "unprintable" for fault in entry.faults):
        # The file may have changed since it was looked at: the entry belongs to what was read.
        entries.save(entry_key(digest, job.source, job.wanted), entry)
    return entry


def _drawing(svg: bytes, wanted: Want, entries: Entries) -> Entry:
    clean, faults = cleaned(svg)
    size = read_svg(clean)
    if isinstance(wanted, Print) and wanted.vector != "svg":
        data = convert(clean, wanted.vector, wanted.pixels)
        shown = read_source(data, "png").size if wanted.vector == "png" else size
        files = entries.add((Encoded(wanted.vector, *shown, data),))
    elif clean != svg:
        files = entries.add((Encoded("svg", *size, clean),))
    else:
        files = (File("svg", *size, digest_of(svg), -1),)
    return Entry("svg", *size, fallbacks=files, faults=faults)
