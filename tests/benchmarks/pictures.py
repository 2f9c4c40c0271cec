"""Pictures to measure with, the same each time: photographs with grain, and screenshots."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

Size = tuple[int, int]
Color = tuple[int, int, int]

WORDS = [
    *("model", "data", "train", "serve", "latency", "the", "of", "and", "metric", "batch", "loss"),
    *("a", "gradient", "queue", "index", "page", "review", "deploy", "to", "in", "is", "drift"),
    *("canary", "prompt", "token", "eval"),
]


def make_pictures(folder: Path, number: int) -> list[Path]:
    """Write so many photographs and as many screenshots, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    photographs = [folder / f"photograph-{seed:02}.jpg" for seed in range(number)]
    screenshots = [folder / f"screenshot-{seed:02}.png" for seed in range(number)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write_photograph, photographs, range(number)))
        list(pool.map(_write_screenshot, screenshots, range(number)))
    return [*photographs, *screenshots]


def _write_photograph(path: Path, seed: int) -> None:
    if not path.exists():
        photograph(seed).save(path, quality=92)


def _write_screenshot(path: Path, seed: int) -> None:
    if not path.exists():
        screenshot(seed).save(path)


def photograph(seed: int, size: Size = (4000, 3000)) -> Image.Image:
    """Return a picture with what encoders find in photographs: shades, texture, edges, grain."""
    rng = random.Random(seed)
    tone = _clouds(rng, size, 5)
    for cells, share in ((24, 0.35), (90, 0.25), (330, 0.18), (1200, 0.12)):
        tone = Image.blend(tone, _clouds(rng, size, cells), share)
    bands = [Image.blend(tone, _clouds(rng, size, rng.choice((3, 4, 7))), 0.45) for _ in "RGB"]
    image = Image.merge("RGB", bands)
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for _ in range(rng.randint(12, 30)):
        x, y, reach = rng.randrange(size[0]), rng.randrange(size[1]), rng.randrange(60, 700)
        corners = [
            (x + rng.randint(-reach, reach), y + rng.randint(-reach, reach))
            for _ in range(rng.randint(3, 7))
        ]
        draw.polygon(corners, fill=rng.randrange(90, 255))
    color = Image.merge("RGB", [_clouds(rng, size, 6) for _ in "RGB"])
    image = Image.composite(
        Image.blend(color, image, 0.35), image, mask.filter(ImageFilter.GaussianBlur(1.2))
    )
    grain = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    grain = grain.filter(ImageFilter.BoxBlur(1)).point([int(100 + v * 0.22) for v in range(256)])
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), 1, -128)


def _clouds(rng: random.Random, size: Size, cells: int) -> Image.Image:
    down = max(2, round(cells * size[1] / size[0]))
    small = Image.frombytes("L", (cells, down), rng.randbytes(cells * down))
    return small.resize(size, Image.Resampling.BICUBIC)


def screenshot(seed: int) -> Image.Image:
    """Return a window with text, code, a chart, lists and a little picture."""
    return _Window(random.Random(seed), seed).image


class _Window:
    """Draws in points, of which a window has 1440 by 900 or so, on screens of several densities."""

    def __init__(self, rng: random.Random, seed: int) -> None:
        size = rng.choice([(1440, 900), (1920, 1080), (2560, 1440), (2880, 1800)])
        self.rng, self.scale = rng, size[0] / 1440
        dark = rng.random() < 0.4
        self.ground: Color = (30, 32, 38) if dark else (255, 255, 255)
        self.ink: Color = (220, 222, 228) if dark else (34, 38, 46)
        self.panel: Color = (40, 43, 51) if dark else (244, 246, 249)
        self.line: Color = (62, 66, 78) if dark else (222, 226, 232)
        self.accent: Color = rng.choice([(37, 99, 235), (5, 150, 105), (217, 70, 70)])
        self.image = Image.new("RGB", size, self.ground)
        self.draw = ImageDraw.Draw(self.image)
        self.fonts = {n: ImageFont.load_default(self.points(n)) for n in (11, 13, 15, 22)}
        self.side_bar(seed)
        self.page()
        self.cards(seed)

    def points(self, value: float) -> int:
        return round(value * self.scale)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        corners = [self.points(value) for value in (left, top, right, bottom)]
        self.draw.rounded_rectangle(corners, self.points(8), fill=self.panel, outline=self.line)

    def text(self, x: float, y: float, words: int, size: int, color: Color | None = None) -> None:
        text = " ".join(self.rng.choices(WORDS, k=words))
        place = (self.points(x), self.points(y))
        self.draw.text(place, text, fill=color or self.ink, font=self.fonts[size])

    def side_bar(self, seed: int) -> None:
        self.box(0, 0, 1440, 44)
        self.box(0, 45, 240, 1800)
        for row in range(22):
            y = 70 + 34 * row
            if row == seed % 22:
                self.box(10, y - 6, 230, y + 22)
            color = (self.rng.randrange(80, 220), self.rng.randrange(80, 220), 120)
            corners = [self.points(value) for value in (20, y, 34, y + 14)]
            self.draw.ellipse(corners, fill=color)
            self.text(44, y, 3, 13)

    def page(self) -> None:
        self.text(270, 64, 4, 22)
        y = 104.0
        while y < 820:
            kind = self.rng.random()
            if kind < 0.45:
                for _ in range(self.rng.randint(3, 7)):
                    self.text(270, y, self.rng.randint(12, 20), 15)
                    y += 22
            elif kind < 0.75:
                rows = self.rng.randint(4, 9)
                self.box(270, y, 1000, y + rows * 19 + 16)
                for row in range(rows):
                    color = self.rng.choice([self.ink, self.accent, (200, 120, 40), (60, 160, 90)])
                    x = 284 + 16 * self.rng.randint(0, 3)
                    self.text(x, y + 8 + 19 * row, self.rng.randint(2, 8), 13, color)
                y += rows * 19 + 16
            else:
                y += self.chart(y)
            y += 24

    def chart(self, y: float) -> float:
        height = self.rng.randint(110, 190)
        self.box(270, y, 1000, y + height)
        value, points = self.rng.random(), []
        for step in range(73):
            value = min(1.0, max(0.0, value + self.rng.uniform(-0.1, 0.1)))
            points.append((self.points(275 + 10 * step), self.points(y + height * (1 - value))))
        self.draw.line(points, fill=self.accent, width=self.points(2))
        return height

    def cards(self, seed: int) -> None:
        size = (self.points(380), self.points(220))
        shades = Image.linear_gradient("L").resize(size)
        thumbnail = photograph(seed, size) if seed % 3 == 0 else Image.merge("RGB", [shades] * 3)
        self.image.paste(thumbnail, (self.points(1030), self.points(104)))
        for row in range(5):
            y = 350 + 100 * row
            self.box(1030, y, 1410, y + 84)
            self.text(1046, y + 12, 1, 22, self.accent)
            self.text(1046, y + 50, 5, 11)
