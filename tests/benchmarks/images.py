"""Pictures against Hugo: the same derivatives of the same sources, at the same quality.

``python -m benchmarks.images`` makes 60 photographs and 60 screenshots, has the engine and Hugo
make WebP of them, and prints seconds, bytes, likeness and memory. ``hugo`` has to be installed
(the Debian package).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageStat

from sphinx_journey.images.model import Job, Web
from sphinx_journey.images.sizes import chosen_widths
from sphinx_journey.images.store import Store

from .pictures import make_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

WORKERS = 2
QUALITY = 75
WANTED = Web(quality=(("webp", QUALITY),))

PAGE = """\
{{ range .Params.widths }}
{{ $made := (resources.Get $.Params.picture).Resize (printf "%vx webp q75" .) }}
<img src="{{ $made.RelPermalink }}" width="{{ $made.Width }}" height="{{ $made.Height }}">
{{ end }}
"""


class Run(NamedTuple):
    """One process, measured."""

    seconds: float
    cpu: float
    """Seconds of all its processors."""
    memory: int
    """Bytes resident, of it and its children together, at the most."""
    output: str


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run a command and sample the memory of its processes."""
    before, begun = os.times(), time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    most = 0

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    seconds, after = time.perf_counter() - begun, os.times()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = after.children_user + after.children_system
    return Run(seconds, cpu - before.children_user - before.children_system, most, output)


def resident(pid: int) -> int:
    """Return the resident bytes of a process and its children (Linux); 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(resident(int(child)) for child in children)


def hugo_site(folder: Path, pictures: Sequence[Path]) -> None:
    """Write a site of one page for each picture, for Hugo renders pages in parallel."""
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/_default/single.html").write_text(PAGE)
    (folder / "config.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["home", "section", "taxonomy", "term", '
        '"RSS", "sitemap", "404"]\n'
    )
    (folder / "assets").mkdir()
    (folder / "content").mkdir()
    for picture in pictures:
        shutil.copy2(picture, folder / "assets" / picture.name)
        with Image.open(picture) as image:
            widths = chosen_widths(image.width, WANTED.widths)
        matter = json.dumps({"picture": picture.name, "widths": widths})
        (folder / "content" / f"{picture.stem}.md").write_text(matter + "\n")


def hugo(folder: Path, pictures: Sequence[Path]) -> tuple[Run, list[Path]]:
    """Have Hugo make the derivatives, from nothing."""
    site = folder / "hugo"
    shutil.rmtree(site, ignore_errors=True)
    hugo_site(site, pictures)
    program = shutil.which("hugo") or "hugo"
    cache = str(site / "cache")
    run = measured([program, "--quiet", "--cacheDir", cache, "--destination", "public"], site)
    return run, sorted((site / "public").rglob("*.webp"))


def ours(folder: Path, pictures: Path) -> Run:
    """Have the engine make them, in a process of its own; the cache is used as it is."""
    command = [sys.executable, "-m", "benchmarks.images", "--prepare", str(pictures)]
    return measured([*command, "--folder", str(folder)], Path(__file__).parents[1])


def prepare(pictures: Path, folder: Path) -> None:
    """Prepare all pictures of a folder, and print what came of it."""
    jobs = [Job(source, WANTED) for source in sorted(pictures.iterdir())]
    store = Store(folder, WORKERS)
    begun, cpu = time.perf_counter(), time.process_time()
    answers = store.prepare(jobs)
    result = {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - cpu,
        "encoded": store.encoded,
        "webp": {
            job.source.name: [str(one.path) for _, files in done.alternatives for one in files]
            for job, done in answers.items()
        },
        "fallback": [str(one.path) for done in answers.values() for one in done.fallbacks],
    }
    sys.stdout.write(json.dumps(result))


def book(folder: Path, pictures: Sequence[Path]) -> None:
    """Write a book of ten pictures to a page."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pictures").mkdir(parents=True)
    for picture in pictures:
        shutil.copy2(picture, folder / "pictures" / picture.name)
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "furo"\n'
    )
    names = [picture.name for picture in pictures]
    pages = {f"page-{at // 10}": names[at : at + 10] for at in range(0, len(names), 10)}
    for page, shown in pages.items():
        figures = [f"```{{blog-image}} pictures/{name}\n:alt: It\n```\n" for name in shown]
        (folder / f"{page}.md").write_text(f"# {page}\n\n" + "\n".join(figures))
    toctree = "```{toctree}\n" + "\n".join(pages) + "\n```\n"
    (folder / "index.md").write_text(f"# Pictures\n\n{toctree}")


def sphinx(folder: Path, name: str, *options: str) -> Run:
    """Build the book into a folder of that name."""
    command = [sys.executable, "-m", "sphinx", "-q", "-j", str(WORKERS), *options, "."]
    return measured([*command, str(folder.parent / name)], folder)


def builds(work: Path, pictures: Sequence[Path], repetitions: int) -> None:
    """Measure whole builds: the first, one with nothing changed, one with one picture changed."""
    source = work / "book"
    book(source, pictures)
    off = ("-D", "journey_images.enabled=0")
    for name in ("on", "off"):
        shutil.rmtree(work / name, ignore_errors=True)
    first = sphinx(source, "on")
    without = sphinx(source, "off", *off)
    memory = f"{first.memory / 1e6:.0f} MB"
    say(f"sphinx   {first.seconds:6.2f} s wall, {first.cpu:6.2f} s CPU, {memory}")
    say(f"         without pictures {without.seconds:.2f} s wall, {without.cpu:.2f} s CPU")
    time.sleep(2)
    sphinx(source, "on")
    again: dict[str, list[Run]] = {"on": [], "off": []}
    for _ in range(3 * repetitions):
        again["on"].append(sphinx(source, "on"))
        again["off"].append(sphinx(source, "off", *off))
    cpu = {name: min(run.cpu for run in runs) for name, runs in again.items()}
    seconds = {name: min(run.seconds for run in runs) for name, runs in again.items()}
    say(
        f"again    {seconds['on']:.2f} s, {cpu['on']:.2f} s CPU; without pictures "
        f"{seconds['off']:.2f} s, {cpu['off']:.2f} s CPU; "
        f"{100 * (cpu['on'] / cpu['off'] - 1):+.1f} % CPU"
    )
    changed = source / "pictures" / pictures[0].name
    with Image.open(changed) as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(changed, quality=92)
    before = set((work / "on" / "_images").glob("*.webp"))
    one = sphinx(source, "on")
    after = set((work / "on" / "_images").glob("*.webp"))
    say(f"changed  {one.seconds:.2f} s, {one.cpu:.2f} s CPU, {len(after - before)} new WebP")


def likeness(source: Path, derivative: Path) -> float:
    """Return the peak signal-to-noise ratio in decibels of a derivative's luma.

    It is compared with the source scaled by a box and by a Lanczos filter, and the better counts:
    what is measured is the encoder, not which filter scaled.
    """
    with Image.open(derivative) as image, Image.open(source) as original:
        luma, whole = image.convert("L"), original.convert("L")
        filters = (Image.Resampling.BOX, Image.Resampling.LANCZOS)
        scaled = [whole.resize(luma.size, one) for one in filters]
        errors = [ImageStat.Stat(ImageChops.difference(luma, one)).rms[0] for one in scaled]
    return 20 * math.log10(255 / max(min(errors), 1e-3))


def total(paths: Sequence[Path | str]) -> int:
    """Return the bytes of files."""
    return sum(Path(path).stat().st_size for path in paths)


def say(*parts: object) -> None:
    """Print a line at once."""
    sys.stdout.write(" ".join(str(part) for part in parts) + "\n")
    sys.stdout.flush()


def compare(work: Path, pictures: Sequence[Path], repetitions: int) -> None:
    """Measure by turns, and print the least of each."""
    runs: list[Run] = []
    others: list[Run] = []
    theirs: list[Path] = []
    for _ in range(repetitions):
        shutil.rmtree(work / "cache", ignore_errors=True)
        runs.append(ours(work / "cache", pictures[0].parent))
        other, theirs = hugo(work, pictures)
        others.append(other)
    mine, other = min(runs, key=lambda run: run.seconds), min(others, key=lambda run: run.seconds)
    result = json.loads(mine.output)
    made = [path for paths in result["webp"].values() for path in paths]
    say(f"engine   {mine.seconds:6.2f} s wall, {mine.cpu:6.2f} s CPU, {mine.memory / 1e6:.0f} MB;")
    say(
        f"         {len(made)} WebP of {total(made):,} B; fallbacks {total(result['fallback']):,} B"
    )
    say(
        f"Hugo     {other.seconds:6.2f} s wall, {other.cpu:6.2f} s CPU, {other.memory / 1e6:.0f} MB"
    )
    say(f"         {len(theirs)} WebP of {total(theirs):,} B")
    say(f"engine / Hugo: {mine.seconds / other.seconds:.2f} wall, {mine.cpu / other.cpu:.2f} CPU")
    again = json.loads(ours(work / "cache", pictures[0].parent).output)
    cost = f"{again['seconds'] * 1000:.0f} ms, {again['cpu'] * 1000:.0f} ms of CPU"
    say(f"second   {cost}, {again['encoded']} encoded")
    for name in (
        "photograph-00.jpg",
        "photograph-01.jpg",
        "screenshot-00.png",
        "screenshot-01.png",
    ):
        source = pictures[0].parent / name
        if not source.exists():
            continue
        for path in result["webp"][name]:
            width = Image.open(path).width
            same = [p for p in theirs if p.name.startswith(source.stem) and f"_{width}x" in p.name]
            figures = [
                f"{likeness(source, p):.1f} dB {total([p]):,} B" for p in (Path(path), *same)
            ]
            say(f"  {name} {width}w: engine {figures[0]}; Hugo {' '.join(figures[1:])}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=60, help="of photographs, and of screenshots")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="kept, with the pictures, for the next time")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.prepare is not None:
        prepare(options.prepare, options.folder)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        work = options.folder or Path(temporary)
        pictures = make_pictures(work / f"pictures-{options.number}", options.number)
        say(f"{len(pictures)} pictures, {total(pictures):,} B")
        compare(work, pictures, options.repetitions)
        builds(work, pictures, options.repetitions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
