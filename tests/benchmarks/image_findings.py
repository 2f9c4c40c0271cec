"""Pictures: the engine beside Hugo, and whole builds with pictures and without.

The same derivatives are made of the same sources at the same quality. ``hugo`` has to be installed
for it (Debian's package); without it that part is left out, and its claim isn't reached.
"""

from __future__ import annotations

import json
import math
import shutil
import statistics
import time
from typing import TYPE_CHECKING, Any

from PIL import Image

from . import images as runs
from .bench import say
from .pictures import make_pictures
from .report import Claim, Findings, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .bench import Bench

NUMBER, QUICK_NUMBER = 60, 3
"""Photographs, and as many screenshots."""
SAMPLES = ("photograph-00.jpg", "photograph-01.jpg", "screenshot-00.png", "screenshot-01.png")
OFF = ("-D", "journey_images.enabled=0")
MOST_MEMORY = 400.0
"""Megabytes."""


def images(bench: Bench) -> Findings:
    """Measure pictures."""
    number = QUICK_NUMBER if bench.quick else NUMBER
    work = bench.folder / "images"
    pictures = make_pictures(work / "pictures", number)
    size = runs.total(pictures) / 1e6
    title = f"{number} photographs of 12 megapixels and {number} screenshots, {size:.0f} MB"
    encoding = Table(title, ("by", "wall s", "CPU s", "peak MB", "WebP", "WebP MB", "other MB"))
    likeness = Table(
        "Likeness of samples: peak signal-to-noise ratio of the luma, and size",
        ("picture", "width", "ours dB", "Hugo dB", "ours bytes", "Hugo bytes"),
    )
    whole = Table(
        "Whole builds, -j 2, Furo: ten pictures to a page",
        ("build", "wall s", "CPU s", "peak MB", "new WebP", "runs"),
    )
    found = Findings([encoding, likeness, whole])
    _encode(bench, work, pictures, found)
    _build(bench, work, pictures, found)
    return found


def _encode(bench: Bench, work: Path, pictures: Sequence[Path], found: Findings) -> None:
    encoding, likeness, _ = found.tables
    has_hugo = shutil.which("hugo") is not None
    mine: list[runs.Run] = []
    others: list[runs.Run] = []
    theirs: list[Path] = []
    for turn in range(bench.rounds(2)):
        shutil.rmtree(work / "cache", ignore_errors=True)
        mine.append(runs.ours(work / "cache", pictures[0].parent))
        say(f"engine, run {turn + 1}: {mine[-1].seconds:.1f} s")
        if has_hugo:
            other, theirs = runs.hugo(work, pictures)
            others.append(other)
            say(f"Hugo, run {turn + 1}: {other.seconds:.1f} s")
    made: dict[str, Any] = json.loads(mine[-1].output)
    webp = [path for paths in made["webp"].values() for path in paths]
    encoding.rows.append(_row("sphinx-journey", mine, webp, made["fallback"]))
    peak = max(run.memory for run in mine) / 1e6
    found.claims.append(Claim("peak memory of the engine", peak, MOST_MEMORY, "MB"))
    if has_hugo:
        encoding.rows.append(_row("Hugo", others, theirs, ()))
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(mine, others, strict=True))
        claim = Claim("wall time of the engine in two threads, in that of Hugo", ratio, 1.0)
        likeness.rows.extend(_alike(pictures[0].parent, made["webp"], theirs))
    else:
        encoding.note = "Hugo isn't installed; on Debian: apt-get install hugo"
        claim = Claim("wall time of the engine, in that of Hugo (not installed)", math.inf, 1.0)
    found.claims.append(claim)
    again: dict[str, Any] = json.loads(runs.ours(work / "cache", pictures[0].parent).output)
    text = "pictures encoded by a second run"
    found.claims.append(Claim(text, again["encoded"], 0, "pictures"))


def _row(
    name: str, measured: Sequence[runs.Run], webp: Sequence[Path | str], others: Sequence[str]
) -> tuple[str | int | float, ...]:
    return (
        name,
        statistics.median(run.seconds for run in measured),
        statistics.median(run.cpu for run in measured),
        max(run.memory for run in measured) / 1e6,
        len(webp),
        runs.total(webp) / 1e6,
        runs.total(others) / 1e6,
    )


def _alike(
    folder: Path, webp: dict[str, list[str]], theirs: Sequence[Path]
) -> list[tuple[str | int | float | None, ...]]:
    rows: list[tuple[str | int | float | None, ...]] = []
    for name in SAMPLES:
        source = folder / name
        for path in webp.get(name, ()):
            width = Image.open(path).width
            same = [p for p in theirs if p.name.startswith(source.stem) and f"_{width}x" in p.name]
            row: list[str | int | float | None] = [name, width]
            row += [runs.likeness(source, folder / path), None, runs.total([path]), None]
            if same:
                row[3], row[5] = runs.likeness(source, same[0]), runs.total(same[:1])
            rows.append(tuple(row))
    return rows


def _build(bench: Bench, work: Path, pictures: Sequence[Path], found: Findings) -> None:
    """Build a book with pictures and without: from nothing, again, and with one changed."""
    whole = found.tables[2]
    source = work / "book"
    runs.book(source, pictures)
    first, without = runs.sphinx(source, "on"), runs.sphinx(source, "off", *OFF)
    whole.rows += [_built("first", [first]), _built("first, pictures off", [without])]
    claim = Claim("peak memory of a whole build", first.memory / 1e6, MOST_MEMORY, "MB")
    found.claims.append(claim)
    time.sleep(2)  # what has just been written is looked at again, as git does
    runs.sphinx(source, "on")
    on: list[runs.Run] = []
    off: list[runs.Run] = []
    for turn in range(bench.rounds(15)):
        for name in ("on", "off") if turn % 2 else ("off", "on"):
            if name == "on":
                on.append(runs.sphinx(source, "on"))
            else:
                off.append(runs.sphinx(source, "off", *OFF))
    whole.rows += [_built("again", on), _built("again, pictures off", off)]
    over = statistics.median(a.cpu / b.cpu for a, b in zip(on, off, strict=True))
    found.claims.append(Claim("CPU of a second build, in that with pictures off", over, 1.03))
    changed = source / "pictures" / pictures[0].name
    with Image.open(changed) as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(changed, quality=92)
    before = set((work / "on" / "_images").glob("*.webp"))
    one = runs.sphinx(source, "on")
    new = len(set((work / "on" / "_images").glob("*.webp")) - before)
    whole.rows.append(_built("one picture changed", [one], new))
    found.claims.append(Claim("files made anew of one changed picture", new, 5, "WebP"))


def _built(
    name: str, measured: Sequence[runs.Run], new: int | None = None
) -> tuple[str | int | float | None, ...]:
    return (
        name,
        statistics.median(run.seconds for run in measured),
        statistics.median(run.cpu for run in measured),
        max(run.memory for run in measured) / 1e6,
        new,
        len(measured),
    )
