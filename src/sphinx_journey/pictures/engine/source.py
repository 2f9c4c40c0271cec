"""One source: what its bytes are, how large its picture is, what has to be done to it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .files import UnusableError
from .model import Fault
from .sniff import Kind, looks_like, sniff
from .strip import CutError, orientation_of, strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageFile import ImageFile

Raster = Literal["jpeg", "png", "webp", "avif", "gif", "bmp", "tiff"]

DECODER_ERRORS: Final = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError),
    *(AttributeError, RuntimeError, struct.error, zlib.error, Warning),
)
"""What Pillow's decoders raise when a file is broken: nearly anything."""

# Not Image.open: it tries every format there is, and warns of large pictures on standard error.
_OPENERS: Final[dict[Raster, Callable[[BytesIO], ImageFile]]] = {
    "jpeg": JpegImagePlugin.JpegImageFile,
    "png": PngImagePlugin.PngImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "avif": AvifImagePlugin.AvifImageFile,
    "gif": GifImagePlugin.GifImageFile,
    "bmp": BmpImagePlugin.BmpImageFile,
    "tiff": TiffImagePlugin.TiffImageFile,
}
_AS_IT_IS: Final = {
    "jpeg": {"L", "RGB"},
    "png": {"1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16"},
    "webp": {"RGB", "RGBA", "RGBX"},
    "gif": {"1", "L", "P", "RGB", "RGBA"},
}
"""By kind: the modes of files that every browser shows correctly."""
_MADE_ROOM_FOR: Final = 100_000_000
"""Pixels of a WebP up to which it is opened to read its header."""


@dataclass(frozen=True, slots=True)
class Source:
    """A raster picture whose header has been read, and whose pixels haven't."""

    kind: Raster
    data: bytes
    """Without metadata."""
    stored: tuple[int, int]
    """Width and height in pixels before the orientation is applied."""
    orientation: int
    """1 to 8, as in EXIF; 1 for upright."""
    mode: str
    """Pillow's."""
    animated: bool = False
    lossless: bool = False
    """Whether its format keeps each pixel as it was."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels as the picture is seen."""
        width, height = self.stored
        return (height, width) if self.orientation >= 5 else (width, height)

    @property
    def pixels(self) -> int:
        """How many pixels one frame has."""
        return self.stored[0] * self.stored[1]

    @property
    def shows_as_it_is(self) -> bool:
        """Whether browsers show ``data`` as it should look."""
        return self.orientation == 1 and self.mode in _AS_IT_IS.get(self.kind, ())

    def open(self) -> ImageFile:
        """Open the picture; its pixels are decoded when something asks for them.

        Raises:
            Exception: One of ``DECODER_ERRORS``.
        """
        return _OPENERS[self.kind](BytesIO(self.data))


def kind_of(data: bytes) -> Kind:
    """Return what the bytes are.

    Raises:
        UnusableError: They aren't a picture of a known kind.
    """
    if not data:
        raise UnusableError(Fault("missing", "The file is empty."))
    kind = sniff(data)
    if kind is None:
        message = f"The file can't be shown: it is {looks_like(data)}. Save it as PNG, JPEG or SVG."
        raise UnusableError(Fault("broken", message))
    return kind


def read_source(data: bytes, kind: Raster) -> Source:
    """Read the header of a raster picture.

    Raises:
        UnusableError: The file is broken or ends too soon.
    """
    try:
        clean, exif = strip(kind, data)
    except CutError as error:
        raise broken(kind, "the file ends too soon") from error
    try:
        # WebP's decoder makes room for all pixels when it is opened: look at the size before.
        stored = _webp_size(clean) if kind == "webp" else None
        if stored is not None and stored[0] * stored[1] > _MADE_ROOM_FOR:
            return Source(kind, clean, stored, orientation_of(exif), "RGBA")
        with _OPENERS[kind](BytesIO(clean)) as image:
            # Pillow applies a TIFF's orientation itself, and reads an AVIF's from outside EXIF.
            orientation = orientation_of(exif)
            if kind == "avif":
                orientation = int(image.getexif().get(0x0112, 1))
            if min(image.size) < 1:
                raise broken(kind, "it has no pixels")
            return Source(
                kind=kind,
                data=clean,
                stored=image.size,
                orientation=orientation if 1 <= orientation <= 8 else 1,
                mode=image.mode,
                animated=bool(getattr(image, "is_animated", False)),
                lossless=kind in {"png", "gif", "bmp", "tiff"} or _webp_lossless(kind, clean),
            )
    except DECODER_ERRORS as error:
        raise broken(kind, _reason(error)) from error


def broken(kind: Kind, reason: str) -> UnusableError:
    """Return the error for a file that is of a known kind and can't be decoded."""
    name = {"tiff": "TIFF", "webp": "WebP"}.get(kind, kind.upper())
    message = f"This {name} can't be read: {reason}. Save or fetch it again."
    return UnusableError(Fault("broken", message))


def decoding_failed(source: Source, error: BaseException) -> UnusableError:
    """Return the error for a source whose pixels couldn't be decoded."""
    return broken(source.kind, _reason(error))


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text[:200] or type(error).__name__


def _webp_size(data: bytes) -> tuple[int, int] | None:
    name = data[12:16]
    if name == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    if name == b"VP8 ":
        return (
            int.from_bytes(data[26:28], "little") & 0x3FFF,
            int.from_bytes(data[28:30], "little") & 0x3FFF,
        )
    return None


def _webp_lossless(kind: Kind, data: bytes) -> bool:
    return kind == "webp" and b"VP8L" in data[12:16] + data[30:200]
