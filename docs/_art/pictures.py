"""Make the pictures of the guide's gallery: a view by day and by night, a screen, a moving one.

Nothing in them was photographed: each is worked out from sines and rectangles, so that the gallery
has what a photograph has (many tones, JPEG) at a few kilobytes, and nobody's rights stand in the
way.

    python docs/_art/pictures.py            write the files
    python docs/_art/pictures.py --check    write nothing; exit with 1 if one looks different

Needs Pillow, which comes with the extension.
"""

from __future__ import annotations

import argparse
import io
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageStat

if TYPE_CHECKING:
    from collections.abc import Callable

Color = tuple[int, int, int]

FOLDER = Path(__file__).resolve().parent.parent / "guide" / "_pictures"
WIDTH, HEIGHT = 2000, 1125
RANGES = 6


def mixed(one: Color, other: Color, share: float) -> Color:
    """Return a color between two: all of the first at 0, all of the other at 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def ridge(number: int, x: float) -> float:
    """Return how far down the ridge of a mountain range is at ``x``."""
    slow = math.sin(x / (310 - 28 * number) + 2.1 * number)
    fast = math.sin(x / (71 + 9 * number) + 5 * number)
    return 395 + 118 * number + 88 * slow + 21 * fast


def view(sky: tuple[Color, Color], land: tuple[Color, Color], disk: Color) -> Image.Image:
    """Draw mountain ranges below a sky with a sun or a moon."""
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(picture)
    for y in range(HEIGHT):
        draw.line([(0, y), (WIDTH, y)], fill=mixed(*sky, min(1, y / 640)))
    draw.ellipse([1330, 150, 1480, 300], fill=disk)
    for number in range(RANGES):
        line = [(x, ridge(number, x)) for x in range(0, WIDTH + 8, 8)]
        color = mixed(*land, number / (RANGES - 1))
        draw.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], fill=color)
    return picture


def day() -> bytes:
    """Return the view by day, as JPEG."""
    picture = view(
        ((92, 152, 205), (251, 214, 165)), ((139, 160, 176), (27, 52, 57)), (255, 244, 214)
    )
    return encoded(picture, "JPEG", quality=82, optimize=True)


def night() -> bytes:
    """Return the same view by night, as JPEG."""
    picture = view(((10, 16, 38), (52, 62, 98)), ((48, 60, 88), (7, 11, 18)), (226, 229, 240))
    return encoded(picture, "JPEG", quality=82, optimize=True)


def screen() -> bytes:
    """Return what looks like a window with a list, as PNG with transparent corners."""
    width, height = 1440, 900
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(
        [0, 0, width - 1, height - 1], 28, fill="#f6f7f9", outline="#9aa4b2", width=3
    )
    draw.line([(0, 84), (width, 84)], fill="#9aa4b2", width=3)
    for number, color in enumerate(("#e06c5f", "#e3b341", "#57ab5a")):
        draw.ellipse([36 + 48 * number, 28, 64 + 48 * number, 56], fill=color)
    draw.rectangle([3, 87, 330, height - 30], fill="#e6eaf0")
    for row in range(9):
        top = 130 + 80 * row
        draw.rounded_rectangle([40, top, 120 + 37 * (row * 5 % 6), top + 22], 11, fill="#9aa4b2")
        draw.rounded_rectangle([390, top, 700 + 90 * (row * 3 % 7), top + 26], 13, fill="#3f4a5a")
        draw.rounded_rectangle([390, top + 38, 590 + 70 * (row % 4), top + 52], 7, fill="#b8c0cc")
    return encoded(picture.quantize(64), "PNG", optimize=True)


def moving() -> bytes:
    """Return a point on its way around a loop, as GIF of twelve pictures."""
    size, frames = 240, []
    for step in range(12):
        picture = Image.new("P", (size, size), 0)
        picture.putpalette([246, 247, 249, 25, 80, 169, 161, 90, 11])
        draw = ImageDraw.Draw(picture)
        draw.ellipse([40, 40, 200, 200], outline=1, width=14)
        angle = math.tau * step / 12
        x, y = 120 + 73 * math.sin(angle), 120 - 73 * math.cos(angle)
        draw.ellipse([x - 17, y - 17, x + 17, y + 17], fill=2)
        frames.append(picture)
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


PICTURES: dict[str, Callable[[], bytes]] = {
    "valley-day.jpg": day,
    "valley-night.jpg": night,
    "screen.png": screen,
    "loop.gif": moving,
}


def looks_alike(one: bytes, other: bytes) -> bool:
    """Tell whether two files show the same; two releases of an encoder may pack it differently."""
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        if (first.size, first.format) != (second.size, second.format):
            return False
        difference = ImageChops.difference(first.convert("RGBA"), second.convert("RGBA"))
        return max(ImageStat.Stat(difference).mean) < 1.0


def main(arguments: list[str] | None = None) -> int:
    """Write or check every picture; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the pictures of the guide's gallery.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit with 1 if one looks different"
    )
    check: bool = parser.parse_args(arguments).check
    stale = 0
    FOLDER.mkdir(exist_ok=True)
    for name, make in PICTURES.items():
        target, made = FOLDER / name, make()
        if target.is_file() and looks_alike(target.read_bytes(), made):
            print(f"{name}: up to date")
        elif check:
            stale += 1
            print(f"{name}: looks different; run this script without --check")
        else:
            target.write_bytes(made)
            print(f"{name}: written, {len(made):,} bytes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
