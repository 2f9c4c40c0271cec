"""Files of every kind, encoded by the tests themselves."""

from __future__ import annotations

import random
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

from sphinx_journey.pictures.engine.model import Job, Prepared, Print, Web
from sphinx_journey.pictures.engine.store import Store

PLACE = b"N 48 51 24, by Ada"
"""What stands in the metadata of ``tagged`` files, and must not be published."""


def textured(size: tuple[int, int], mode: str = "RGB", seed: int = 1) -> Image.Image:
    """Return a picture that no format compresses to nothing: smooth noise, quarters of colors."""
    rng = random.Random(seed)
    across, down = max(2, size[0] // 6), max(2, size[1] // 6)
    bands = [Image.frombytes("L", (across, down), rng.randbytes(across * down)) for _ in "RGB"]
    image = Image.merge("RGB", bands).resize(size, Image.Resampling.BICUBIC)
    return image.convert(mode)


def corners(size: tuple[int, int]) -> Image.Image:
    """Return a picture with a red quarter at the top left, green, blue and white by rows."""
    image = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, color in enumerate(("red", "lime", "blue", "white")):
        place = (number % 2 * width, number // 2 * height)
        image.paste(color, (*place, place[0] + width, place[1] + height))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Return EXIF with an orientation, a maker and a GPS position."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x013B] = PLACE.decode()
    block.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    return block.tobytes()


def tagged(image: Image.Image, kind: str, orientation: int = 1) -> bytes:
    """Return a file with metadata of every sort its format has."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + PLACE + b"</x:xmpmeta>"
    if kind == "GIF":
        data = encoded(image, "GIF", comment=PLACE)
        extension = b"\x21\xff\x0bXMP DataXMP" + bytes([len(PLACE)]) + PLACE + b"\0"
        colors = 13 + (3 << ((data[10] & 7) + 1))
        return data[:colors] + extension + data[colors:]
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", PLACE.decode())
        info.add_text("Comment", PLACE.decode(), zip=True)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return encoded(image, "PNG", pnginfo=info, exif=exif(orientation))
    if kind == "JPEG":
        data = encoded(image, "JPEG", exif=exif(orientation), xmp=xmp, comment=PLACE)
        others = b""
        for marker, name in ((0xED, b"Photoshop 3.0\0"), (0xE2, b"FPXR\0"), (0xE0, b"JFXX\0")):
            others += struct.pack(">BBH", 0xFF, marker, len(name + PLACE) + 2) + name + PLACE
        return data[:2] + others + data[2:] + PLACE
    return encoded(image, kind, exif=exif(orientation), xmp=xmp)


def wide_gamut() -> bytes:
    """Return a profile in which red and green change places, so that its use is seen."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for number in range(struct.unpack_from(">I", data, 128)[0]):
        name, offset, size = struct.unpack_from(">4sII", data, 132 + 12 * number)
        tags[name] = (offset, size)
    (red, size), (green, _) = tags[b"rXYZ"], tags[b"gXYZ"]
    data[red : red + size], data[green : green + size] = (
        data[green : green + size],
        data[red : red + size],
    )
    # Another name, for a profile that calls itself sRGB is taken at its word.
    for text in ("sRGB built-in", "sRGB"):
        wide = text.encode("utf-16-be")
        data = bytearray(bytes(data).replace(wide, "X".encode("utf-16-be") * len(text)))
    return bytes(data)


class Shelf:
    """A folder of sources, and a store to prepare them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.store = Store(self.cache)

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def prepare(self, path: Path, wanted: Web | Print | None = None) -> Prepared:
        job = Job(path, wanted or Web())
        return self.store.prepare([job])[job]

    def web(self, data: bytes, name: str = "picture", **options: Any) -> Prepared:
        return self.prepare(self.put(name, data), Web(**options))

    def paper(
        self, data: bytes, name: str = "picture", inches: float = 2, **options: Any
    ) -> Image.Image:
        """Return what is printed, as Pillow opens it."""
        done = self.prepare(self.put(name, data), Print(inches, **options))
        assert done.fallback is not None, done.faults
        return opened(Path(done.fallback.path))


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


def files(done: Prepared) -> list[Path]:
    """Return the files of an answer, and check that each is what it is said to be."""
    found = [*done.fallbacks, *(one for _, several in done.alternatives for one in several)]
    for one in found:
        with Image.open(one.path) as image:
            assert (image.format or "").lower() == one.format
            assert image.size == (one.width, one.height)
            assert one.width <= done.width
    return [Path(one.path) for one in found]
