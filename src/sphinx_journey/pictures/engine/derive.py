"""What is made of one raster picture: all its files, from pixels decoded once.

The rules, for the web:

- A format is made at the widths asked for, none wider than the picture; a picture that isn't as
  wide as the widest also gets its own width.
- Of a picture that keeps each pixel, such as a screenshot's PNG, a lossless WebP at its own size
  is tried, up to twice the widest width. If nothing was scaled it is often the smallest.
- A file that isn't smaller in bytes than a wider one is not published, small files aside. Neither
  is a format whose widest file isn't smaller than the source's own, or than the widest of a
  less preferred format.
- An animation also gets its first picture, for readers who prefer no motion.
- The fallback has the source's own format; BMP, TIFF and still GIF become PNG, and AVIF becomes
  WebP, which more can read. It is the source's file without metadata if that is small enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from .animation import animated_files
from .encode import LARGEST_SIDE, PRINT_QUALITY, Encoded, can_write, encode
from .files import UnusableError
from .model import Fault, Print
from .pixels import decode, decoded_bytes, scaled
from .sizes import SMALL, chosen_widths, scaled_height, worthwhile
from .strip import with_orientation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from .model import Format, Web
    from .source import Raster, Source

_SPARE: Final = 2
"""How many times as wide as the widest width a source's own file may be to be published."""
_LOSSLESS_GAIN: Final = 0.5
"""About what a lossless WebP takes of a PNG's bytes. If that isn't enough it isn't tried."""
_FALLBACK: Final[dict[Raster, Format]] = {
    "jpeg": "jpeg",
    "webp": "webp",
    "avif": "webp",
    **dict.fromkeys(("png", "gif", "bmp", "tiff"), "png"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """The files made of one source for one want."""

    fallbacks: tuple[Encoded, ...] = ()
    """By ascending width; the last is the fallback."""
    alternatives: tuple[tuple[Format, tuple[Encoded, ...]], ...] = ()
    stills: tuple[Encoded, ...] = ()
    """Of an animation, by ascending width: its first picture."""
    faults: tuple[Fault, ...] = ()


def derive(source: Source, wanted: Web | Print) -> Result:
    """Return the files of a raster picture.

    Raises:
        UnusableError: The source is broken and nothing can be shown.
    """
    if source.pixels > wanted.max_pixels:
        return _as_it_is(source, wanted)
    if isinstance(wanted, Print):
        return Result(fallbacks=(_printed(source, wanted),))
    if source.animated:
        return _moving(source, wanted)
    return _Still(source, wanted).result()


def memory(source: Source, wanted: Web | Print) -> int:
    """Return about how much memory ``derive`` takes beside the source, in bytes."""
    if source.pixels > wanted.max_pixels:
        return 0
    if source.animated:
        return 24 * source.pixels  # the canvas, the frame, and what the encoder keeps of both
    width = wanted.pixels if isinstance(wanted, Print) else wanted.widths[-1]
    return decoded_bytes(source, min(width, source.size[0]))


class _Still:
    """A picture that doesn't move, for the web."""

    def __init__(self, source: Source, wanted: Web) -> None:
        self.source, self.wanted = source, wanted
        self.own = source.size[0]
        self.widths = chosen_widths(self.own, wanted.widths)
        self.close = self.own <= _SPARE * wanted.widths[-1]
        whole = self.close and source.lossless  # for a lossless WebP of it
        self.base = decode(source, self.own if whole else self.widths[-1])
        self.plain = _plain(source)

    def result(self) -> Result:
        formats: Sequence[Format] = self.wanted.formats
        if self.source.kind == "avif":
            formats = tuple(dict.fromkeys(("avif", *formats)))
        alternatives: list[tuple[Format, tuple[Encoded, ...]]] = []
        for one in reversed(formats):
            files = self.series(one) if can_write(one) else ()
            if files and (not alternatives or _widest(files) < _widest(alternatives[0][1])):
                alternatives.insert(0, (one, files))
        return Result(self.fallbacks(bool(alternatives)), tuple(alternatives))

    def series(self, image_format: Format) -> tuple[Encoded, ...]:
        """Return the files of a format, ascending; none if the source's own is as small."""
        if not self.fits(image_format, self.widths):
            return ()
        widest = self.at(self.widths[-1], image_format)
        exact = self.exact(image_format, widest)
        made = [self.at(width, image_format) for width in self.widths[:-1]]
        files = worthwhile([*made, widest, *exact])
        if (
            self.plain is not None
            and self.plain.format != image_format
            and self.close
            and _widest(files) >= len(self.plain.data)
        ):
            return ()
        return files

    def exact(self, image_format: Format, widest: Encoded) -> tuple[Encoded, ...]:
        """Return the format's file of the picture's own size, if that is the smallest."""
        source, plain = self.source, self.plain
        if plain is not None and plain.format == image_format:
            return (plain,) if self.close and len(plain.data) <= len(widest.data) else ()
        if (
            image_format != "webp"
            or not (source.lossless and self.close)
            or _LOSSLESS_GAIN * len(source.data) > len(widest.data)
            or len(widest.data) < min(SMALL, len(source.data))
            or not self.fits("webp", (self.own,))
        ):
            return ()
        made = encode(self.base, "webp", lossless=True)
        return (made,) if len(made.data) <= len(widest.data) else ()

    def fallbacks(self, few: bool) -> tuple[Encoded, ...]:
        """Return the files in the source's format: a few widths if ``few``, otherwise all."""
        image_format, plain = _FALLBACK[self.source.kind], self.plain
        widths = self.widths
        if few and self.wanted.fallback_widths:
            widths = chosen_widths(self.own, self.wanted.fallback_widths)
        # Scaled down, a picture that was compressed without loss takes about a byte per pixel.
        about = widths[-1] * scaled_height(self.source.size, widths[-1])
        own_is_small = plain is not None and self.source.lossless and len(plain.data) <= about
        if plain is not None and own_is_small and self.close and few:
            return (plain,)
        if not self.fits(image_format, widths):
            image_format = "png"
        made = [self.at(width, image_format) for width in widths]
        if plain is not None and self.close and len(plain.data) <= len(made[-1].data):
            made.append(plain)
        return worthwhile(made)

    def at(self, width: int, image_format: Format) -> Encoded:
        """Return the picture at a width; the source's own file if that is the same."""
        if self.plain is not None and (self.plain.format, self.own) == (image_format, width):
            return self.plain
        return encode(self.picture(width), image_format, self.wanted.quality)

    def picture(self, width: int) -> Image.Image:
        return scaled(self.base, (width, scaled_height(self.source.size, width)))

    def fits(self, image_format: Format, widths: Sequence[int]) -> bool:
        most = LARGEST_SIDE.get(image_format)
        width = widths[-1]
        return most is None or max(width, scaled_height(self.source.size, width)) <= most


def _widest(files: Sequence[Encoded]) -> int:
    return len(files[-1].data)


def _printed(source: Source, wanted: Print) -> Encoded:
    """Return a picture for paper: JPEG of what was compressed with loss, PNG of the rest."""
    own = source.size[0]
    width = min(own, wanted.pixels)
    plain = _plain(source)
    if (
        plain is not None
        and width == own
        and plain.format in {"jpeg", "png"}
        and not source.animated
    ):
        return plain
    base = decode(source, width)
    picture = scaled(base, (width, scaled_height(source.size, width)))
    opaque = picture.mode != "RGBA" or picture.getchannel("A").getextrema() == (255, 255)
    if source.lossless or not opaque or max(picture.size) > LARGEST_SIDE["jpeg"]:
        return encode(picture, "png")
    return encode(picture, "jpeg", wanted.quality or (("jpeg", PRINT_QUALITY),))


def _moving(source: Source, wanted: Web) -> Result:
    """Return what is made of an animation: the file itself, and WebP if that is smaller."""
    plain = _plain(source)
    files = animated_files(source, wanted) if can_write("webp") else ()
    if plain is None and files:
        return Result(fallbacks=files, stills=_stills(source, wanted))
    if plain is None:
        message = (
            "The animation has too many pixels in all its frames to be made into WebP, and it "
            "can't be shown as it is. Make it smaller, and save it upright."
        )
        raise UnusableError(Fault("too_large", message))
    if not files or len(files[-1].data) >= len(plain.data) or "webp" not in wanted.formats:
        return Result(fallbacks=(plain,), stills=_stills(source, wanted))
    alternatives: tuple[tuple[Format, tuple[Encoded, ...]], ...] = (("webp", files),)
    return Result((plain,), alternatives, stills=_stills(source, wanted))


def _stills(source: Source, wanted: Web) -> tuple[Encoded, ...]:
    """Return the first picture of an animation, by ascending width."""
    still: Format = "webp" if "webp" in wanted.formats and can_write("webp") else "png"
    widths = chosen_widths(source.size[0], wanted.widths)
    base = decode(source, widths[-1])
    sizes = ((width, scaled_height(source.size, width)) for width in widths)
    return worthwhile([encode(scaled(base, size), still, wanted.quality) for size in sizes])


def _as_it_is(source: Source, wanted: Web | Print) -> Result:
    """Return a picture that is too large to be decoded, without its metadata."""
    limit = f"{source.pixels:,} pixels, more than the {wanted.max_pixels:,} that are prepared"
    plain = _plain(source)
    if plain is None and source.kind == "jpeg":
        data = with_orientation(source.data, source.orientation)
        plain = Encoded("jpeg", *source.size, data)
    if plain is None or (isinstance(wanted, Print) and plain.format not in {"jpeg", "png"}):
        message = f"The picture has {limit}, and it can't be shown as it is. Make it smaller."
        raise UnusableError(Fault("too_large", message))
    message = f"The picture has {limit}. It is shown as it is; make it smaller."
    return Result(fallbacks=(plain,), faults=(Fault("too_large", message),))


def _plain(source: Source) -> Encoded | None:
    """Return the source's own file, if every browser shows it as it should look."""
    if not source.shows_as_it_is:
        return None
    return Encoded(cast("Format", source.kind), *source.size, source.data)
