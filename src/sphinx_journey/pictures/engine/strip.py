"""Metadata taken out of files without decoding them: pixels stay as they are, bit for bit.

What is kept is named; everything else goes, known or not. That drops EXIF with its GPS position,
XMP, IPTC, comments, thumbnails, makers' notes and whatever follows the picture's end. Color
profiles stay.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXIF = b"Exif\0\0"
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
# It begins only where a run of fill bytes does: erased memory is megabytes of them.
_NEXT_MARKER = re.compile(rb"(?<!\xff)\xff++[^\x00\xff\xd0-\xd7]")
_ICC = b"ICC_PROFILE\0"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_METADATA_FLAGS = 0x0C
_GIF_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


class Stripped(NamedTuple):
    """A file without its metadata."""

    data: bytes
    exif: bytes = b""
    """The EXIF block that was taken out: a small TIFF file, or nothing."""


class CutError(ValueError):
    """The file ends before its picture does, or its parts don't fit together."""


def strip(kind: str, data: bytes) -> Stripped:
    """Return a JPEG, PNG, GIF or WebP without its metadata; other kinds as they are.

    Raises:
        CutError: The file isn't whole.
    """
    stripper = _STRIPPERS.get(kind)
    if stripper is None:
        return Stripped(data)
    try:
        return stripper(data)
    except (struct.error, IndexError) as error:
        raise CutError from error


def orientation_of(exif: bytes) -> int:
    """Return the orientation in an EXIF block, 1 to 8; 1 if it has none (EXIF 2.32)."""
    exif = exif.removeprefix(EXIF)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", exif, at)
            if tag == 0x0112 and kind == 3:
                (value,) = struct.unpack_from(order + "H", exif, at + 8)
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    """Return a stripped JPEG with EXIF that holds its orientation, and nothing else."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def _jpeg(data: bytes) -> Stripped:
    kept, exif = [data[:2]], b""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise CutError
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
            return Stripped(b"".join(kept), exif)
        if marker in _STANDALONE:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        body = data[at + 2 : at + length]
        if length < 2 or at + length > len(data):
            raise CutError
        if marker == 0xE1 and body.startswith(EXIF) and not exif:
            exif = body
        if _jpeg_keeps(marker, body):
            kept.append(b"\xff" + bytes([marker]) + data[at : at + length])
        at += length
        if marker == 0xDA:
            end = _NEXT_MARKER.search(data, at)
            if end is None:
                raise CutError
            kept.append(data[at : end.start()])
            at = end.start()


def _jpeg_keeps(marker: int, body: bytes) -> bool:
    if marker == 0xE0:
        return body.startswith(b"JFIF\0")  # JFXX is a thumbnail
    if marker == 0xE2:
        return body.startswith(_ICC)
    if marker == 0xEE:
        return body.startswith(b"Adobe")  # says whether CMYK is inverted
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _png(data: bytes) -> Stripped:
    kept, exif = [data[:8]], b""
    at, name = 8, b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise CutError
        if name == b"eXIf":
            exif = data[at + 8 : end - 4]
        elif name == b"iCCP":
            kept.append(_png_profile(data[at + 8 : end - 4]))
        elif name in _PNG_KEPT:
            kept.append(data[at:end])
        at = end
    return Stripped(b"".join(kept), exif)


def _png_profile(body: bytes) -> bytes:
    """Return a chunk with the profile, but not the name that somebody gave it."""
    _name, _null, profile = body.partition(b"\0")
    content = b"iCCPicc\0" + profile
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))


def _webp(data: bytes) -> Stripped:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise CutError
    kept, exif = [], b""
    at = 12
    while at < size + 8:
        name = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise CutError
        at += 8 + length + (length & 1)
        if name == b"EXIF":
            exif = body
        if name == b"VP8X":
            body = bytes([body[0] & ~_WEBP_METADATA_FLAGS]) + body[1:]
        if name in _WEBP_KEPT:
            kept.append(name + struct.pack("<I", length) + body + bytes(length & 1))
    content = b"WEBP" + b"".join(kept)
    return Stripped(b"RIFF" + struct.pack("<I", len(content)) + content, exif)


def _gif(data: bytes) -> Stripped:
    return Stripped(b"".join(_gif_blocks(data)))


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    flags = data[10]
    at = 13 + _gif_colors(flags)
    yield data[:at]
    control = b""
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = _gif_sub_blocks_end(data, at + 11 + _gif_colors(data[at + 9]))
            yield control + data[start:at]
            control = b""
        elif data[at] == 0x21:
            label = data[at + 1]
            at = _gif_sub_blocks_end(data, at + 2)
            if label == 0xF9:
                control = data[start:at]
            elif label == 0xFF and data[start + 3 : start + 14] in _GIF_LOOPS:
                yield data[start:at]
            elif label == 0x01:
                control = b""  # text in place of a picture: its control goes with it
        else:
            raise CutError
    yield b";"


def _gif_colors(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_sub_blocks_end(data: bytes, at: int) -> int:
    while length := data[at]:
        at += 1 + length
    return at + 1


_STRIPPERS: dict[str, Callable[[bytes], Stripped]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "gif": _gif,
}
