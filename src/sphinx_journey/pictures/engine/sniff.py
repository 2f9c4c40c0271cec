"""What kind of file some bytes are, by the bytes and not by the file's name."""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal["jpeg", "png", "webp", "avif", "gif", "bmp", "tiff", "svg"]

_ENDINGS: Final[dict[str, Kind]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), "jpeg"),
    **dict.fromkeys((".png", ".apng"), "png"),
    **dict.fromkeys((".tif", ".tiff"), "tiff"),
    **dict.fromkeys((".bmp", ".dib"), "bmp"),
    ".webp": "webp",
    ".avif": "avif",
    ".gif": "gif",
    ".svg": "svg",
}
_BEGINNINGS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
_OTHERS: Final = (
    (b"%PDF-", "a PDF"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"version https://git-lfs", "a pointer of Git LFS, whose picture wasn't fetched"),
)
_HEIC: Final = {b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"}
_SVG: Final = re.compile(r"<(?:[\w.-]+:)?svg[\s>/]")
_HTML: Final = re.compile(r"\s*<(?:!doctype\s+)?html", re.IGNORECASE)
_LOOKED_AT: Final = 8192


def sniff(data: bytes) -> Kind | None:
    """Return what the bytes are, or ``None`` if they can't be prepared."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and {b"avif", b"avis"} & set(_brands(data)):
        return "avif"
    # Two letters aren't much to go by; the header's length is one of a few.
    if data[:2] == b"BM" and data[14:18] in {
        bytes((n, 0, 0, 0)) for n in (12, 40, 52, 56, 108, 124)
    }:
        return "bmp"
    text = _text(data)
    return "svg" if _SVG.search(text) and not _HTML.match(text) else None


def looks_like(data: bytes) -> str:
    """Return what unusable bytes seem to be, in words that follow "it is"."""
    for beginning, name in _OTHERS:
        if data.startswith(beginning):
            return name
    if data[4:8] == b"ftyp" and _HEIC & set(_brands(data)):
        return "a HEIC picture"
    if _HTML.match(_text(data)):
        return "a page of HTML"
    return "no picture that is known here"


def kind_of_name(suffix: str) -> Kind | None:
    """Return the kind that a file's ending promises, such as ``.jpg``."""
    return _ENDINGS.get(suffix.lower())


def _brands(data: bytes) -> list[bytes]:
    length = min(int.from_bytes(data[:4], "big"), 256)
    return [data[8:12], *(data[at : at + 4] for at in range(16, length, 4))]


def _text(data: bytes) -> str:
    start = data[:_LOOKED_AT]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace").lstrip("\ufeff")
    text = start.decode("utf-8-sig", "replace")
    return text if text.lstrip().startswith("<") else ""
