"""Pixels of a source: decoded no larger than needed, upright, in sRGB, 8 bits per channel."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageCms

from .source import DECODER_ERRORS, decoding_failed

if TYPE_CHECKING:
    from .source import Source

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ROWS_AT_ONCE: Final = 512
_LARGE: Final = 16_000_000
_PROGRESSIVE: Final = b"\xff\xc2"
_FILTER: Final = Image.Resampling.LANCZOS
_GAP: Final = 3.0
"""How many times too large a picture may be before a box filter reduces it first."""


def decode(source: Source, width: int) -> Image.Image:
    """Return the picture upright in mode L, RGB or RGBA, and at least this wide, if it was.

    A JPEG is scaled while it is decoded, and others right afterwards, some rows at a time: there
    is never a second copy of a large picture.

    Args:
        source: What to decode; the caller has looked at the number of its pixels.
        width: In pixels, of the upright picture.

    Raises:
        UnusableError: The pixels are broken or end too soon.
    """
    try:
        with source.open() as image:
            profile = image.info.get("icc_profile")
            factor = _factor(source, width)
            if source.kind == "jpeg":
                across, down = source.stored
                image.draft(None, (max(1, across // factor), max(1, down // factor)))
                factor = 1
            image.load()
            small = _reduced(image, factor)
        upright = turned(in_srgb(small, profile), source.orientation)
    except DECODER_ERRORS as error:
        raise decoding_failed(source, error) from error
    upright.info = {}
    return upright


def decoded_bytes(source: Source, width: int) -> int:
    """Return about how much memory ``decode`` takes at its peak, in bytes."""
    factor = _factor(source, width)
    if source.kind == "jpeg":
        scale = next(scale for scale in (8, 4, 2, 1) if factor >= scale)
        # A progressive JPEG's coefficients, 2 bytes each, are all kept until its last scan.
        whole = 6 * source.pixels if _PROGRESSIVE in source.data[:65536] else 0
        return whole + 8 * source.pixels // scale**2
    # The decoders of these two make copies of the whole picture.
    per_pixel = {"webp": 16, "avif": 12}.get(source.kind, 4)
    return per_pixel * source.pixels + 8 * source.pixels // factor**2


def scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture at a size no larger than its own."""
    if image.size == size:
        return image
    return image.resize(size, _FILTER, reducing_gap=_GAP)


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture upright, given its orientation as in EXIF."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in mode L, RGB or RGBA whose colors are sRGB's."""
    if profile:
        image = _converted(_ready(image, keep_cmyk=True), profile)
    return _ready(image)


def _factor(source: Source, width: int) -> int:
    """Return the whole number by which a picture may be reduced before it is finally scaled.

    A second filter blurs a little, so all but large pictures keep twice the pixels wanted. A
    JPEG is reduced by its frequencies, which blurs nothing.
    """
    most = max(1, source.size[0] // width)
    if source.kind == "jpeg" or source.pixels > _LARGE:
        return most
    return max(1, most // 2)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return the picture smaller by a whole factor, in a mode that can be scaled."""
    if factor == 1:
        return _ready(image, keep_cmyk=True)
    width, height = image.size
    rows = max(factor, _ROWS_AT_ONCE // factor * factor)
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(top + rows, height)))
        strip.info = image.info  # its transparent color
        part = _ready(strip, keep_cmyk=True).reduce((min(factor, width), min(factor, strip.height)))
        if top == 0:
            target = Image.new(part.mode, (part.width, -(-height // factor)))
        target.paste(part, (0, top // factor))
    return target


def _ready(image: Image.Image, *, keep_cmyk: bool = False) -> Image.Image:
    """Return a picture in L, RGB or RGBA, or in CMYK, which a profile converts to better RGB."""
    mode = image.mode
    if mode == "RGBA" or (mode == "CMYK" and keep_cmyk):
        return image
    if mode == "I" or mode.startswith("I;16"):
        return _from_range(image, 65535)
    if mode == "F":
        return _from_range(image, None)
    if image.has_transparency_data:
        return image.convert("RGBA")
    if mode in {"L", "RGB"}:
        return image
    return image.convert("L" if mode == "1" else "RGB")


def _from_range(image: Image.Image, most: float | None) -> Image.Image:
    """Return numbers of more than 8 bits as gray; white is ``most``, or the largest there is."""
    numbers = image.convert("F")
    if most is None:
        extrema = numbers.getextrema()
        most = float(extrema[1]) if isinstance(extrema[1], int | float) else 1.0
    scale = 255 / (most or 1.0)
    return numbers.point(lambda value: value * scale + 0.5).convert("L")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture converted to sRGB, or itself if its profile can't be used."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = own.profile.xcolor_space.strip()
        if space == "GRAY" and image.mode == "L":
            mode = "L"
        elif {"RGB": "RGB", "CMYK": "CMYK"}.get(space) == image.mode.removesuffix("A"):
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
        else:
            return image
        if mode != "L" and "sRGB" in (own.profile.profile_description or ""):
            return image
        target = "RGB" if mode == "L" else mode
        result = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return result if result is not None else image
