"""Nothing that stands in a file beside its picture is published."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from images.samples import PLACE, Shelf, encoded, exif, files, opened, tagged, textured, wide_gamut
from PIL import Image

from sphinx_journey.pictures.engine.model import Prepared, Print
from sphinx_journey.pictures.engine.strip import CutError, orientation_of, strip

SIGNS = (b"Exif", b"exif", b"EXIF", b"eXIf", b"xmp", b"XMP", b"Photoshop", b"adobe:ns", PLACE)


def assert_clean(done: Prepared) -> None:
    found = files(done)
    assert found
    for path in found:
        data = path.read_bytes()
        assert [sign for sign in SIGNS if sign in data] == [], path
        assert opened(path).getexif() == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_derivatives_and_fallbacks_have_no_metadata(
    kind: str, orientation: int, shelf: Shelf
) -> None:
    data = tagged(textured((600, 300)), kind, orientation)
    assert kind == "TIFF" or PLACE in data or b"Exif" in data
    source = shelf.put("picture", data)
    assert_clean(shelf.prepare(source))
    assert_clean(shelf.prepare(source, Print(2)))
    assert_clean(shelf.prepare(source, Print(0.5)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_is_too_large_is_shown_without_metadata(kind: str, shelf: Shelf) -> None:
    done = shelf.web(tagged(textured((600, 300)), kind), max_pixels=1000)
    assert_clean(done)
    assert [fault.kind for fault in done.faults] == ["too_large"]
    assert done.fallback is not None
    assert (done.fallback.width, done.fallback.height) == (600, 300)


def test_one_that_is_too_large_and_lies_on_its_side_keeps_its_orientation(shelf: Shelf) -> None:
    done = shelf.web(tagged(textured((600, 300)), "JPEG", orientation=6), max_pixels=1000)
    assert done.fallback is not None
    data = Path(done.fallback.path).read_bytes()
    assert PLACE not in data
    assert dict(opened(Path(done.fallback.path)).getexif()) == {0x0112: 6}
    assert (done.fallback.width, done.fallback.height) == (300, 600)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pixels_are_not_touched(kind: str) -> None:
    data = tagged(textured((90, 60)), kind)
    clean = strip(kind.lower(), data).data
    assert len(clean) < len(data)
    one, other = (Image.open(__import__("io").BytesIO(each)) for each in (data, clean))
    assert one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()
    assert strip(kind.lower(), clean).data == clean


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_profiles_stay(kind: str) -> None:
    data = encoded(textured((20, 20)), kind, icc_profile=wide_gamut(), exif=exif())
    image = Image.open(__import__("io").BytesIO(strip(kind.lower(), data).data))
    assert image.info["icc_profile"] == wide_gamut()


def test_the_name_that_somebody_gave_a_profile_goes() -> None:
    data = encoded(textured((20, 20)), "PNG", icc_profile=wide_gamut())
    assert b"ICC Profile" in data
    assert b"ICC Profile" not in strip("png", data).data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_cut_anywhere_is_refused_or_whole(kind: str) -> None:
    data = tagged(textured((40, 30)), kind)
    for length in range(16, len(data) - len(PLACE) - 2, 7):
        with pytest.raises(CutError):
            strip(kind.lower(), data[:length])


def test_a_webp_does_not_promise_what_it_no_longer_has() -> None:
    data = strip("webp", tagged(textured((40, 30)), "WEBP")).data
    assert data[12:16] == b"VP8X"
    assert data[20] & 0x0C == 0


def test_what_stands_between_the_scans_of_a_progressive_jpeg_goes_too() -> None:
    data = encoded(textured((200, 200)), "JPEG", progressive=True)
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    comment = b"\xff\xfe" + struct.pack(">H", len(PLACE) + 2) + PLACE
    assert strip("jpeg", data[:second] + comment + data[second:]).data == strip("jpeg", data).data


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"Exif\0\0",
        b"II*\0",
        b"II*\0\xff\xff\xff\x7f",
        b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x04" * 9,
        b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x63\0\0",
    ],
)
def test_an_orientation_that_makes_no_sense_is_upright(block: bytes) -> None:
    assert orientation_of(block) == 1


def test_orientations_are_read_in_both_orders_of_bytes() -> None:
    for order, mark in (("<", b"II*\0"), (">", b"MM\0*")):
        entry = struct.pack(order + "IHHHIHH", 8, 1, 0x0112, 3, 1, 6, 0)
        assert orientation_of(b"Exif\0\0" + mark + entry) == 6
