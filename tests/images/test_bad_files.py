"""Whatever lies in a file: an answer, with a fault that says what to do, and no traceback."""

from __future__ import annotations

import os
import random
import struct
import sys
import threading
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from images.samples import Shelf, encoded, files, textured

from sphinx_journey.pictures.engine import files as engine_files
from sphinx_journey.pictures.engine.model import Job, Print, Web
from sphinx_journey.pictures.engine.store import Store, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_journey.pictures.engine.model import Prepared

KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"]


def fault(done: Prepared) -> str:
    (only,) = done.faults
    assert only.message.endswith(".")
    return only.kind


def assert_not_shown(done: Prepared, kind: str) -> None:
    assert fault(done) == kind
    assert done.fallback is None
    assert not done.fallbacks
    assert not done.alternatives


def test_a_missing_file_and_a_folder(shelf: Shelf) -> None:
    assert_not_shown(shelf.prepare(shelf.folder / "none.png"), "missing")
    assert_not_shown(shelf.prepare(shelf.folder), "missing")
    assert not shelf.cache.exists()


def test_an_empty_file(shelf: Shelf) -> None:
    assert_not_shown(shelf.web(b"", "empty.png"), "missing")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")
def test_a_file_that_may_not_be_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.put("secret.png", encoded(textured((9, 9)), "PNG"))
    if os.geteuid():
        path.chmod(0)
    else:  # root may read everything

        def refuse(_path: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    done = shelf.prepare(path)
    assert_not_shown(done, "broken")
    assert "Permission denied" in done.faults[0].message


def test_a_file_that_is_too_long_to_be_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_files, "MOST_BYTES", 1000)
    assert_not_shown(shelf.web(encoded(textured((90, 90)), "PNG")), "too_large")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (os.urandom(5000).replace(b"<", b"-"), "no picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\xff\x0a and more", "JPEG XL"),
        (b"<!DOCTYPE html><html><svg></svg></html>"[:26], "HTML"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
        (b"\x1f\x8b\x08\0 svgz", "gzip"),
        (b"BM is how this text begins", "no picture"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, name: str, shelf: Shelf) -> None:
    done = shelf.web(data)
    assert_not_shown(done, "broken")
    assert name in done.faults[0].message


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_ends_too_soon(kind: str, shelf: Shelf) -> None:
    data = encoded(textured((300, 200)), kind)
    for share in (0.99, 0.7, 0.3, 0.02):
        for wanted in (Web(), Print(2), Web(max_pixels=10)):
            done = shelf.prepare(shelf.put("cut", data[: int(len(data) * share)]), wanted)
            if (
                kind in {"BMP", "TIFF", "AVIF"}
                and isinstance(wanted, Web)
                and wanted.max_pixels == 10
            ):
                assert done.fallback is None
            else:
                assert_not_shown(done, "broken")


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_changed_at_random_raise_nothing(kind: str, shelf: Shelf) -> None:
    rng = random.Random(kind)
    data = encoded(textured((40, 30)), kind)
    jobs = []
    for number in range(60):
        changed = bytearray(data)
        for _ in range(rng.choice((1, 3, 20))):
            # Heads are where a byte means most.
            at = rng.randrange(len(data) if rng.random() < 0.5 else min(len(data), 120))
            changed[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        jobs.append(
            Job(shelf.put(f"{number}.bin", bytes(changed)), rng.choice((Web(), Print(0.1))))
        )
    for done in shelf.store.prepare(jobs).values():
        assert done.fallback is not None or done.faults
        files(done)


def test_an_animation_cut_in_the_middle(shelf: Shelf) -> None:
    frames = [textured((60, 40), seed=seed) for seed in range(4)]
    for kind in ("GIF", "WEBP", "PNG"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert_not_shown(shelf.web(data[: len(data) // 2]), "broken")


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.webp", "a.svg"])
def test_a_wrong_name_is_told_and_the_picture_shown(name: str, shelf: Shelf) -> None:
    done = shelf.web(encoded(textured((90, 60)), "PNG"), name)
    assert fault(done) == "mislabelled"
    assert "PNG" in done.faults[0].message
    assert done.fallback is not None
    assert done.fallback.format == "png"
    assert done.fallback.name.endswith(".png")
    assert shelf.web(encoded(textured((90, 60)), "PNG"), "a.png").faults == ()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def bombs() -> dict[str, bytes]:
    """Return small files that claim to be enormous."""
    huge = 0xFFFF
    jpeg = bytearray(encoded(textured((16, 16)), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", huge, huge)
    gif = bytearray(encoded(textured((16, 16)), "GIF"))
    gif[6:10] = struct.pack("<HH", huge, huge)
    lossless = struct.pack("<I", (16383 | 16383 << 14))
    vp8l = b"VP8L" + struct.pack("<I", 8) + b"\x2f" + lossless + bytes(3)
    canvas = (0xFFFF).to_bytes(3, "little") * 2
    vp8x = b"VP8X" + struct.pack("<I", 10) + bytes(4) + canvas + vp8l
    return {
        "png": png(100_000, 100_000, chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9))),
        "jpeg": bytes(jpeg),
        "gif": bytes(gif),
        "webp": b"RIFF" + struct.pack("<I", len(vp8l) + 4) + b"WEBP" + vp8l,
        "webp canvas": b"RIFF" + struct.pack("<I", len(vp8x) + 4) + b"WEBP" + vp8x,
    }


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "webp canvas"])
def test_bombs_are_not_decoded(kind: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_args: object) -> None:
        raise AssertionError("its pixels were decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    for wanted in (Web(), Print(5)):
        done = shelf.prepare(shelf.put("bomb", bombs()[kind]), wanted)
        assert fault(done) == "too_large"


def test_profiles_and_texts_that_unpack_to_nothing_but_size_are_harmless(shelf: Shelf) -> None:
    bomb = zlib.compress(bytes(80_000_000), 9)
    pixels = chunk(b"IDAT", zlib.compress(bytes(4 * (1 + 4 * 3))))
    done = shelf.web(png(4, 4, chunk(b"zTXt", b"a\0\0" + bomb), pixels))
    assert done.faults == ()
    done = shelf.web(png(4, 4, chunk(b"iCCP", b"a\0\0" + bomb), pixels))
    assert done.faults or done.fallback


def test_a_picture_just_small_enough_is_prepared(shelf: Shelf) -> None:
    data = encoded(textured((100, 50)), "PNG")
    assert shelf.web(data, max_pixels=5000).faults == ()
    assert fault(shelf.web(data, max_pixels=4999)) == "too_large"


def test_without_memory_the_build_goes_on_and_tries_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = shelf.put("a.png", encoded(textured((100, 50)), "PNG"))

    def exhausted(*_args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("sphinx_journey.pictures.engine.making.derive", exhausted)
        assert_not_shown(shelf.prepare(source), "too_large")
    assert shelf.prepare(source).faults == ()


def test_filters_of_warnings_are_left_as_they_were_whoever_goes_first() -> None:
    before = list(warnings.filters)
    entered, may_leave = threading.Event(), threading.Event()

    def enter() -> None:
        with quiet():
            entered.set()
            may_leave.wait()

    with ThreadPoolExecutor(1) as pool:
        with quiet():
            other = pool.submit(enter)
            entered.wait(0.2)
        may_leave.set()
        other.result()
    assert list(warnings.filters) == before


@pytest.mark.filterwarnings("always")
def test_pillow_says_nothing_of_damaged_metadata(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    data = bytearray(encoded(textured((40, 30)), "TIFF", artist="somebody with a name"))
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    for at in range(start + 2, start + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, at) == (0x013B,):
            struct.pack_into("<I", data, at + 4, 1_000_000)
    jobs = []
    for number in range(4):
        path = tmp_path / f"{number}.tiff"
        path.write_bytes(data + bytes(number))
        jobs.append(Job(path, Web()))
    before = list(warnings.filters)
    with ThreadPoolExecutor(2) as pool:
        stores = [Store(tmp_path / "cache", 2) for _ in range(2)]
        for done in pool.map(lambda store: store.prepare(jobs), stores):
            assert all(one.faults == () for one in done.values())
    assert not recwarn.list
    assert list(warnings.filters) == before
