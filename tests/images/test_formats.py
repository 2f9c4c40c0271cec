"""Every kind of file and every oddity of pixels becomes something that is shown rightly."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from images.samples import (
    Shelf,
    corners,
    encoded,
    exif,
    files,
    opened,
    tagged,
    textured,
    wide_gamut,
)
from PIL import Image, ImageCms, ImageSequence

from sphinx_journey.pictures.engine.model import Web

if TYPE_CHECKING:
    from sphinx_journey.pictures.engine.model import Modern, Prepared

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def near(pixel: object, color: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= by for one, other in zip(pixel, color, strict=False))


def widest(done: Prepared, image_format: str = "webp") -> Image.Image:
    return opened(Path(dict(done.alternatives)[image_format][-1].path))  # type: ignore[index]


def widths(done: Prepared, image_format: str) -> list[int]:
    return [one.width for one in dict(done.alternatives)[image_format]]  # type: ignore[index]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_each_format_gets_webp_and_a_fallback_of_its_own(kind: str, shelf: Shelf) -> None:
    image = textured((900, 600))
    done = shelf.web(encoded(image, kind))
    files(done)
    assert done.faults == ()
    assert (done.width, done.height) == (900, 600)
    assert widths(done, "webp") == [480, 800, 900]
    assert done.fallback is not None
    own = {"BMP": "png", "TIFF": "png", "AVIF": "webp"}.get(kind, kind.lower())
    assert done.fallback.format == own
    # It is the same picture.
    small = widest(done).convert("RGB").resize((3, 2), Image.Resampling.BOX)
    expected = image.resize((3, 2), Image.Resampling.BOX)
    for place in ((0, 0), (2, 1)):
        got = expected.getpixel(place)
        assert isinstance(got, tuple)
        assert near(small.getpixel(place), got)


def test_widths_are_those_asked_for_and_never_more_than_the_sources(shelf: Shelf) -> None:
    large = shelf.web(encoded(textured((2000, 1000)), "JPEG"))
    assert widths(large, "webp") == [480, 800, 1200, 1600]
    assert [one.height for one in large.alternatives[0][1]] == [240, 400, 600, 800]
    between = shelf.web(encoded(textured((1300, 100)), "JPEG"))
    assert widths(between, "webp") == [480, 800, 1300]
    small = shelf.web(encoded(textured((300, 200)), "JPEG"))
    assert widths(small, "webp") == [300]
    chosen = shelf.web(encoded(textured((700, 200)), "JPEG"), widths=(100, 200))
    assert widths(chosen, "webp") == [100, 200]


def test_avif_comes_first_where_it_is_asked_for(shelf: Shelf) -> None:
    done = shelf.web(encoded(textured((600, 400)), "JPEG"), formats=("avif", "webp"))
    files(done)
    assert [image_format for image_format, _ in done.alternatives] == ["avif", "webp"]
    assert widths(done, "avif") == [480, 600]


def test_without_modern_formats_the_fallback_has_all_widths(shelf: Shelf) -> None:
    done = shelf.web(encoded(textured((1000, 500)), "JPEG"), formats=())
    assert done.alternatives == ()
    assert [one.width for one in done.fallbacks] == [480, 800, 1000]
    assert done.fallback == done.fallbacks[-1]


def test_quality_is_what_was_asked_for(shelf: Shelf) -> None:
    data = encoded(textured((600, 400)), "JPEG", quality=95)
    sizes = [
        sum(path.stat().st_size for path in files(shelf.web(data, quality=(("webp", rate),))))
        for rate in (30, 60, 90)
    ]
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(kind: str, orientation: int, shelf: Shelf) -> None:
    upright = corners((64, 32))
    back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        7: Image.Transpose.TRANSVERSE,
        **back,
    }
    stored = upright.transpose(turns[orientation]) if orientation > 1 else upright
    data = encoded(stored, kind, exif=exif(orientation))
    done = shelf.web(data)
    assert (done.width, done.height) == (64, 32)
    printed = shelf.paper(data)
    for image in (*(opened(path) for path in files(done)), printed):
        assert image.size == (64, 32)
        assert image.getexif().get(0x0112, 1) == 1
        colors = image.convert("RGB")
        assert near(colors.getpixel((8, 8)), RED, 40), image.format
        assert near(colors.getpixel((56, 8)), GREEN, 40), image.format
        assert near(colors.getpixel((8, 24)), BLUE, 40), image.format


def test_a_jpeg_that_is_scaled_while_decoding_is_turned_too(shelf: Shelf) -> None:
    stored = corners((1600, 3200)).transpose(Image.Transpose.ROTATE_90)
    done = shelf.web(encoded(stored, "JPEG", exif=exif(6)), widths=(200,))
    assert (done.width, done.height) == (1600, 3200)
    image = widest(done)
    assert image.size == (200, 400)
    assert near(image.getpixel((20, 20)), RED)
    assert near(image.getpixel((20, 380)), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_colors_of_a_profile_become_those_of_srgb(kind: str, shelf: Shelf) -> None:
    image = Image.new("RGB", (64, 64), (230, 20, 20))
    data = encoded(image, kind, icc_profile=wide_gamut())
    scaled = shelf.web(data, widths=(20,), formats=(), quality=(("jpeg", 81),)).fallback
    assert scaled is not None
    for made in (
        widest(shelf.web(data, widths=(32,))),
        opened(Path(scaled.path)),
        shelf.paper(data, inches=0.1),
    ):
        assert made.size[0] < 64
        assert "icc_profile" not in made.info
        pixel = made.convert("RGB").getpixel((10, 10))
        assert isinstance(pixel, tuple)
        assert pixel[1] > 150 > pixel[0], "in this profile, red is what others call green"


def test_a_fallback_that_keeps_its_pixels_keeps_its_profile(shelf: Shelf) -> None:
    data = encoded(textured((64, 64)), "JPEG", icc_profile=wide_gamut())
    done = shelf.web(data)
    assert done.fallback is not None
    assert opened(Path(done.fallback.path)).info["icc_profile"] == wide_gamut()


def test_a_profile_that_is_no_profile_is_ignored(shelf: Shelf) -> None:
    done = shelf.web(encoded(corners((64, 64)), "PNG", icc_profile=b"nonsense" * 30))
    assert done.faults == ()
    assert near(widest(done).getpixel((8, 8)), RED, 40)


def test_gray_with_a_profile_stays_gray(shelf: Shelf) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    done = shelf.web(encoded(Image.new("L", (64, 64), 128), "PNG", icc_profile=profile))
    assert near(widest(done).convert("RGB").getpixel((5, 5)), (128, 128, 128))


def test_cmyk_becomes_rgb(shelf: Shelf) -> None:
    data = encoded(corners((64, 64)).convert("CMYK"), "JPEG", quality=95)
    done = shelf.web(data)
    printed = shelf.paper(data)
    for image in (*(opened(path) for path in files(done)), printed):
        assert image.mode == "RGB"
        assert near(image.getpixel((8, 8)), RED, 40)
        assert near(image.getpixel((8, 56)), BLUE, 40)


def test_16_bits_become_8(shelf: Shelf) -> None:
    top, bottom = [(*[0xFFFF] * 20, *[0x8000] * 20)] * 20, [(*[0x1000] * 20, *[0x8000] * 20)] * 20
    numbers = [number for row in (*top, *bottom) for number in row]
    image = Image.frombytes("I;16", (40, 40), struct.pack("<1600H", *numbers))
    for kind in ("PNG", "TIFF"):
        done = shelf.web(encoded(image, kind))
        made = widest(done).convert("RGB")
        assert near(made.getpixel((8, 8)), (255, 255, 255)), kind
        assert near(made.getpixel((30, 8)), (128, 128, 128)), kind
        assert near(made.getpixel((8, 30)), (16, 16, 16)), kind


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "RGB", "L", "PA"])
def test_transparency_stays_transparent(mode: str, shelf: Shelf) -> None:
    image = Image.new("RGBA", (60, 40), (200, 200, 200, 255))
    image.paste((0, 0, 0, 0), (0, 0, 30, 40))
    options = {}
    if mode == "P":
        image = image.quantize(8)
    elif mode in {"RGB", "L"}:
        image = image.convert(mode)
        options = {"transparency": (0, 0, 0) if mode == "RGB" else 0}
    else:
        image = image.convert(mode if mode != "PA" else "RGBA")
    data = encoded(image, "PNG", **options)
    for width in (10, 30, 60):
        done = shelf.web(data, widths=(width,))
        for path in files(done):
            alpha = opened(path).convert("RGBA").getchannel("A")
            row = alpha.tobytes()[2 * alpha.width : 3 * alpha.width]
            assert row[2] < 8, path
            assert row[-3] > 247, path
    assert shelf.paper(data).format == "PNG"


def test_one_bit_and_palettes_have_their_colors(shelf: Shelf) -> None:
    bits = Image.new("1", (40, 40), 0)
    bits.paste(1, (0, 0, 20, 40))
    colors = widest(shelf.web(encoded(bits, "PNG"))).convert("RGB")
    assert near(colors.getpixel((5, 5)), (255, 255, 255))
    assert near(colors.getpixel((35, 5)), (0, 0, 0))
    palette = corners((40, 40)).quantize(4)
    assert near(widest(shelf.web(encoded(palette, "PNG"))).getpixel((5, 5)), RED, 40)


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (700, 1), (5000, 3), (3, 5000), (2, 3)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_tiny_wide_and_tall_pictures(size: tuple[int, int], kind: str, shelf: Shelf) -> None:
    data = encoded(textured(size), kind)
    done = shelf.web(data)
    files(done)
    assert done.faults == ()
    assert (done.width, done.height) == size
    assert done.fallback is not None
    assert shelf.paper(data).size[0] == min(size[0], 600)


def test_what_webp_cannot_hold_stays_in_its_own_format(shelf: Shelf) -> None:
    done = shelf.web(encoded(Image.new("L", (500, 17000)), "PNG"))
    assert done.alternatives == ()
    assert done.faults == ()
    files(done)


def test_a_format_that_saves_nothing_is_left_out(shelf: Shelf) -> None:
    poor = encoded(textured((600, 400)), "JPEG", quality=5)
    done = shelf.web(poor)
    assert done.alternatives == ()
    assert done.fallback is not None
    assert done.fallback.width == 600
    assert Path(done.fallback.path).stat().st_size <= len(poor)


def test_a_fallback_is_the_file_itself_where_scaled_down_it_would_be_larger(shelf: Shelf) -> None:
    done = shelf.web(
        encoded(textured((1000, 600)), "JPEG", quality=5), widths=(400, 800), formats=()
    )
    assert done.fallback is not None
    assert done.fallback.width == 1000


def lined(size: tuple[int, int]) -> Image.Image:
    """Return what a screenshot has: sharp edges on flat ground, which blur when scaled."""
    image = Image.new("RGB", size, "white")
    noise = textured((size[0] // 4, size[1] // 4), "1").convert("RGB")
    image.paste(noise.resize(size, Image.Resampling.NEAREST), (0, 0))
    return image


def test_a_screenshot_is_kept_sharp_where_that_is_smaller(shelf: Shelf) -> None:
    image = lined((1200, 800))
    done = shelf.web(encoded(image, "PNG"), widths=(400, 800, 1100))
    made = widest(done)
    assert made.size == (1200, 800)
    assert made.convert("RGB").tobytes() == image.tobytes()
    sizes = [Path(one.path).stat().st_size for one in done.alternatives[0][1]]
    assert sizes == sorted(sizes)
    assert len(sizes) < 4, "what is larger in bytes and smaller in pixels isn't published"


def test_a_picture_for_paper_has_the_dots_that_paper_shows(shelf: Shelf) -> None:
    photograph = encoded(textured((900, 600)), "JPEG")
    for inches, dpi, width in ((2, 300, 600), (2, 150, 300), (10, 300, 900)):
        image = shelf.paper(photograph, inches=inches, dpi=dpi)
        assert (image.format, image.size[0]) == ("JPEG", width)


@pytest.mark.parametrize(
    ("kind", "options", "printed"),
    [
        ("WEBP", {}, "JPEG"),
        ("WEBP", {"lossless": True}, "PNG"),
        ("AVIF", {}, "JPEG"),
        ("GIF", {}, "PNG"),
        ("BMP", {}, "PNG"),
        ("TIFF", {}, "PNG"),
    ],
)
def test_what_paper_cannot_hold_becomes_png_or_jpeg(
    kind: str, options: dict[str, bool], printed: str, shelf: Shelf
) -> None:
    image = shelf.paper(encoded(textured((60, 40)), kind, **options))
    assert (image.format, image.size) == (printed, (60, 40))


def test_a_picture_that_fits_on_paper_keeps_its_pixels(shelf: Shelf) -> None:
    image = textured((60, 40))
    for kind in ("PNG", "JPEG"):
        data = tagged(image, kind)
        assert shelf.paper(data).tobytes() == opened(shelf.put("itself", data)).tobytes()


def moving(kind: str, **options: object) -> bytes:
    frames = [Image.new("RGB", (240, 120), color) for color in ("red", "lime", "blue")]
    for number, frame in enumerate(frames):
        frame.paste(textured((80, 80), seed=number), (80, 20))
    durations = [70, 200, 500]
    return encoded(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=durations, **options
    )


@pytest.mark.parametrize(("kind", "own"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")])
def test_animations_stay_animated(kind: str, own: str, shelf: Shelf) -> None:
    data = moving(kind, loop=0)
    done = shelf.web(data, widths=(120, 240))
    assert done.animated
    assert done.fallback is not None
    assert done.fallback.format == own
    found = files(done)
    assert len(found) == 3 if kind != "WEBP" else len(found) >= 2
    for path in found:
        with Image.open(path) as image:
            width = image.size[0]
            frames = []
            durations = []
            for frame in ImageSequence.Iterator(image):
                frame.load()
                durations.append(round(frame.info["duration"]))
                frames.append(frame.convert("RGB").getpixel((width // 12, 10)))
            assert durations == [70, 200, 500]
            assert image.info["loop"] == 0
        assert [near(*both, 40) for both in zip(frames, (RED, GREEN, BLUE), strict=True)] == [
            True
        ] * 3


def test_an_animation_plays_as_often_as_it_did(shelf: Shelf) -> None:
    for options, loops in (({"loop": 2}, 3), ({}, 1)):
        done = shelf.web(moving("GIF", **options), widths=(120,))
        assert opened(Path(done.alternatives[0][1][0].path)).info["loop"] == loops


@pytest.mark.parametrize("formats", [("webp",), ()])
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_has_its_first_frame_beside_it(
    kind: str, formats: tuple[Modern, ...], shelf: Shelf
) -> None:
    done = shelf.web(moving(kind), widths=(120, 240), formats=formats)
    assert done.stills
    for still in done.stills:
        image = opened(Path(still.path))
        assert (image.format or "").lower() == still.format == (formats or ("png",))[0]
        assert not getattr(image, "is_animated", False)
        assert image.size == (still.width, still.height)
        assert near(image.convert("RGB").getpixel((still.width // 12, 10)), RED, 40)
    assert done.stills[-1].width == min(240, done.width)
    assert shelf.prepare(shelf.folder / "picture", Web(widths=(120, 240), formats=formats)) == done
    assert shelf.web(encoded(textured((60, 40)), kind), "still").stills == ()


def test_a_still_frame_of_an_animation_is_printed(shelf: Shelf) -> None:
    for kind in ("GIF", "WEBP", "PNG"):
        image = shelf.paper(moving(kind))
        assert image.format in {"PNG", "JPEG"}
        assert not getattr(image, "is_animated", False)
        assert near(image.convert("RGB").getpixel((20, 10)), RED, 40)


def test_an_animation_of_too_many_pixels_is_published_as_it_is(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_journey.pictures.engine.animation.MOST_PIXELS", 100)
    done = shelf.web(moving("GIF"))
    assert done.alternatives == ()
    assert done.animated
    assert len(files(done)) == 1


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_an_animation_is_turned_upright(kind: str, orientation: int, shelf: Shelf) -> None:
    turns = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    upright = [corners((120, 60)), corners((120, 60)).point(lambda value: value // 2)]
    first, second = (frame.transpose(turns[orientation]) for frame in upright)
    options = {"save_all": True, "append_images": [second], "duration": 90}
    done = shelf.web(encoded(first, kind, exif=exif(orientation), **options), widths=(60, 120))
    assert done.faults == ()
    assert done.fallback is not None
    assert (done.width, done.height) == (done.fallback.width, done.fallback.height) == (120, 60)
    assert done.fallback.format == "webp"
    for path in files(done):
        with Image.open(path) as image:
            width, height = image.size
            assert width == 2 * height
            for number, full in enumerate((255, 127)):
                image.seek(number)
                frame = image.convert("RGB")
                assert near(frame.getpixel((width // 4, height // 4)), (full, 0, 0), 40)
                assert near(frame.getpixel((3 * width // 4, height // 4)), (0, full, 0), 40)
                assert near(frame.getpixel((width // 4, 3 * height // 4)), (0, 0, full), 40)


def test_an_animation_of_too_many_pixels_that_is_not_upright_is_not_shown(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_journey.pictures.engine.animation.MOST_PIXELS", 100)
    done = shelf.web(moving("WEBP", exif=exif(6)))
    assert done.fallback is None
    assert [fault.kind for fault in done.faults] == ["too_large"]
