"""Values that the engine of pictures takes and returns: no Sphinx, no open files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["jpeg", "png", "webp", "avif", "gif", "svg", "pdf"]
Modern = Literal["avif", "webp"]

Quality = tuple[tuple[Format, int], ...]
"""By format, 1 to 100; a format that isn't named has its own default.

Sorted, so that equal settings are equal values: ``tuple(sorted(mapping.items()))``.
"""


@dataclass(frozen=True, slots=True)
class Web:
    """Which derivatives a page on the web gets of each picture."""

    widths: tuple[int, ...] = (480, 800, 1200, 1600)
    """In pixels, ascending; those wider than the source are left out."""
    formats: tuple[Modern, ...] = ("webp",)
    """Beside the fallback, the preferred one first; empty for only the fallback."""
    fallback_widths: tuple[int, ...] = (1200,)
    """Widths of the fallback in the source's own format, ascending.

    One is enough for browsers that read a modern format, as all current ones do.
    """
    quality: Quality = ()
    max_pixels: int = 50_000_000
    """Pictures of more pixels are never decoded, but shown as they are, with a fault."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a printed page gets of a picture: one PNG or JPEG, or what an SVG becomes."""

    inches: float
    """The width at which it is printed."""
    dpi: int = 300
    """At most; a picture is never made larger than its source."""
    vector: Literal["svg", "pdf", "png"] = "pdf"
    """What an SVG becomes: itself (EPUB), PDF (LaTeX) or a PNG of ``inches * dpi`` pixels."""
    quality: Quality = ()
    max_pixels: int = 50_000_000

    @property
    def pixels(self) -> int:
        """The width in pixels that paper can show: at least 1."""
        return max(1, round(self.inches * self.dpi))


Want = Web | Print


@dataclass(frozen=True, slots=True)
class Job:
    """One source and what is wanted of it."""

    source: Path
    """An absolute path of a file."""
    wanted: Want

    def __hash__(self) -> int:
        # What is wanted is nearly always the same, and a path keeps its hash.
        return hash(self.source)


class Derivative(NamedTuple):
    """One file made of a source, or the source itself if nothing had to be made."""

    path: str
    """Absolute, in the cache; the source's own if it is used as it is. Copy it, don't move it.

    A string, because with hundreds of pictures, objects for paths are most of what a look costs.
    """
    name: str
    """The file's name in the output: readable stem, digest, width, ending; safe in a URL.

    Equal names have equal bytes.
    """
    format: Format
    width: int
    """In pixels, orientation applied; 0 if it isn't known (some SVG)."""
    height: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a source isn't, or isn't wholly, what an author may expect."""

    kind: Literal["missing", "broken", "mislabelled", "too_large", "unsafe", "unprintable"]
    message: str
    """A sentence that says what was found and what to do; it doesn't name the file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of a job."""

    fallbacks: tuple[Derivative, ...] = ()
    """By ascending width, for programs that read none of the alternatives; empty if the source
    can't be shown at all."""
    alternatives: tuple[tuple[Format, tuple[Derivative, ...]], ...] = ()
    """By format, the preferred one first, each by ascending width."""
    width: int = 0
    """The source's own, in pixels, orientation applied; 0 if it isn't known."""
    height: int = 0
    animated: bool = False
    stills: tuple[Derivative, ...] = ()
    """Of an animated picture, by ascending width: its first frame, for who prefers no motion."""
    faults: tuple[Fault, ...] = ()

    @property
    def fallback(self) -> Derivative | None:
        """What is shown if none of the alternatives can be."""
        return self.fallbacks[-1] if self.fallbacks else None
