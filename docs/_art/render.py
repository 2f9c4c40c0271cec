"""Render the book's PNG pictures, and its dark ones, from their SVG sources.

The SVG files are the originals. Their lettering is outlines, set in Inter (SIL Open Font License
1.1), so no font is needed. A PNG is made of each picture that is also shown where SVG is not: in
the EPUB, in the PDF and in previews of a link. The dark SVG of a picture is the same drawing in the
colors of ``DARK``.

    python docs/_art/render.py            write the files
    python docs/_art/render.py --check    write nothing; exit with 1 if a file is out of date

Needs novasvg, which comes with mermaidx, the package that also draws the book's diagrams.
"""

from __future__ import annotations

import argparse
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import novasvg

DOCS = Path(__file__).resolve().parent.parent
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """An SVG file, the size in pixels of the PNG file beside it, and whether it has a dark one."""

    source: str
    width: int
    height: int
    has_dark: bool = False


PICTURES = (
    Picture("_static/cover.svg", 1200, 1800),
    Picture("overview/two-loops.svg", 1600, 1160, has_dark=True),
)

DARK = (
    ("#f4f3ee", "#1b1d22"),
    ("#15181d", "#e9e7e0"),
    ('fill="#fff" stroke', 'fill="#26292f" stroke'),
    ('<path fill="#fff" d="M545.4', '<path fill="#26292f" d="M545.4'),
    ('stroke="#1950a9"', 'stroke="#5b93e6"'),
    ('stroke="#a15a0b"', 'stroke="#cf8430"'),
)
"""What a dark picture has in place of what: ground, letters, open shapes and lines."""


def dark(svg: str) -> str:
    """Return a drawing in dark colors; white on a filled shape stays white."""
    for light, instead in DARK:
        svg = svg.replace(light, instead)
    return svg


def scanlines(picture: Picture) -> bytes:
    """Render a picture on white.

    Returns its rows as PNG stores them before compression: a filter byte (0, none), then three
    bytes for each pixel. Raises ``ValueError`` if the file cannot be read or is not an SVG.
    """
    document = novasvg.Document.load_from_data((DOCS / picture.source).read_bytes())
    if document is None:
        raise ValueError(f"{picture.source} is not a valid SVG file")
    bitmap = document.render_to_bitmap(picture.width, picture.height, novasvg.Color("#ffffff"))
    pixels = bytearray(bitmap.tobytes())
    del pixels[3::4]  # the ground is opaque: no alpha channel
    row = picture.width * 3
    return b"".join(b"\0" + pixels[start : start + row] for start in range(0, len(pixels), row))


def chunk(name: bytes, data: bytes) -> bytes:
    """Frame one PNG chunk: length, name, data, checksum."""
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def header(picture: Picture) -> bytes:
    """Return the signature and the IHDR chunk: eight bits a channel, RGB, not interlaced."""
    return SIGNATURE + chunk(
        b"IHDR", struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    )


def encode(picture: Picture, rows: bytes) -> bytes:
    """Return the whole PNG file."""
    return header(picture) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def is_current(picture: Picture, rows: bytes, png: bytes) -> bool:
    """Tell whether a file written by ``encode`` holds these rows.

    Pixels are compared, not files: two releases of zlib may pack the same pixels differently.
    """
    start = len(header(picture))
    if png[:start] != header(picture) or png[start + 4 : start + 8] != b"IDAT":
        return False
    (length,) = struct.unpack(">I", png[start : start + 4])
    try:
        return zlib.decompress(png[start + 8 : start + 8 + length]) == rows
    except zlib.error:
        return False


def make_dark(source: Path, *, check: bool) -> bool:
    """Write the dark drawing beside a light one, or check it; return whether it is up to date."""
    target = source.with_name(f"{source.stem}-dark.svg")
    made = dark(source.read_text(encoding="utf-8"))
    if target.is_file() and target.read_text(encoding="utf-8") == made:
        print(f"{target.name}: up to date")
    elif check:
        print(f"{target.name}: differs from {source.name}; run this script without --check")
        return False
    else:
        target.write_text(made, encoding="utf-8", newline="\n")
        print(f"{target.name}: written")
    return True


def main(arguments: list[str] | None = None) -> int:
    """Write or check every picture; return the exit status."""
    parser = argparse.ArgumentParser(description="Render the book's pictures from SVG.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit with 1 if a file is out of date"
    )
    check: bool = parser.parse_args(arguments).check
    stale = 0
    for picture in PICTURES:
        if picture.has_dark:
            stale += not make_dark(DOCS / picture.source, check=check)
        target = (DOCS / picture.source).with_suffix(".png")
        name = target.relative_to(DOCS).as_posix()
        rows = scanlines(picture)
        if target.is_file() and is_current(picture, rows, target.read_bytes()):
            print(f"{name}: up to date")
        elif check:
            stale += 1
            print(f"{name}: differs from {picture.source}; run this script without --check")
        else:
            png = encode(picture, rows)
            target.write_bytes(png)
            print(f"{name}: written, {len(png):,} bytes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
