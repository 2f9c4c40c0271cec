"""Encoders: pixels to the bytes of a file, the same bytes each time, without metadata."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, features
from PIL import __version__ as pillow_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .model import Format, Quality

RULES: Final = 4
"""Raised when the same source and settings begin to give other files: the cache starts anew."""

QUALITY: Final[dict[Format, int]] = {"webp": 75, "avif": 50, "jpeg": 82}
"""The defaults, on each encoder's own scale; they look about alike."""
PRINT_QUALITY: Final = 90
LARGEST_SIDE: Final[dict[Format, int]] = {"webp": 16383, "avif": 16384, "jpeg": 65500}
"""In pixels; what a format has no room for isn't made."""
_LIBRARIES: Final = ("webp", "avif", "jpg", "libjpeg_turbo", "mozjpeg", "zlib", "zlib_ng")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file that is ready to be written."""

    format: Format
    width: int
    height: int
    data: bytes


@functools.cache
def encoder_versions() -> str:
    """Return what shapes an encoder's bytes beside the pixels and the settings."""
    libraries = [f"{name} {features.version(name)}" for name in _LIBRARIES]
    libraries.append(f"littlecms2 {features.version('littlecms2')}")
    return "; ".join((f"rules {RULES}", f"Pillow {pillow_version}", *libraries))


def can_write(image_format: Format) -> bool:
    """Return whether the Pillow that is installed can write a format."""
    return image_format not in {"webp", "avif"} or bool(features.check(image_format))


def encode(
    image: Image.Image, image_format: Format, quality: Quality = (), *, lossless: bool = False
) -> Encoded:
    """Encode one picture.

    Args:
        image: In mode L, RGB or RGBA; for JPEG it is put on white where it is transparent.
        image_format: JPEG, PNG, WebP or AVIF.
        quality: By format; ``QUALITY`` if it isn't named.
        lossless: For WebP: keep each pixel as it is.
    """
    rate = dict(quality).get(image_format) or QUALITY.get(image_format, 0)
    options: dict[str, Any] = _OPTIONS[image_format](rate)
    if lossless:
        options |= {"lossless": True, "quality": 75}
    if image_format == "jpeg":
        image = _opaque(image)
    target = BytesIO()
    image.save(target, image_format.upper(), **options)
    return Encoded(image_format, *image.size, target.getvalue())


def encode_frames(
    first: Image.Image, others: Sequence[Any], durations: Sequence[int], loops: int, rate: int
) -> Encoded:
    """Encode an animated WebP.

    Args:
        first: The first frame, in mode RGBA.
        others: The frames after it, as Pillow's ``append_images``.
        durations: Of each frame, in milliseconds.
        loops: How often the animation plays; 0 is for ever.
        rate: The quality, 1 to 100.
    """
    target = BytesIO()
    first.save(
        target,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=list(durations),
        loop=loops,
        quality=rate,
        method=4,
        allow_mixed=True,
        background=(0, 0, 0, 0),
    )
    return Encoded("webp", *first.size, target.getvalue())


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


_OPTIONS: Final[dict[Format, Callable[[int], dict[str, Any]]]] = {
    "webp": lambda rate: {"quality": rate, "method": 4},
    # One thread, because the number of threads shapes the file.
    "avif": lambda rate: {"quality": rate, "speed": 6, "max_threads": 1},
    "jpeg": lambda rate: {"quality": rate, "optimize": True, "progressive": True},
    "png": lambda _rate: {},
}
