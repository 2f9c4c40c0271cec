"""Runs of the engine, of Hugo and of whole builds over the same pictures, each measured."""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageStat

from sphinx_journey.pictures.engine.model import Job, Web
from sphinx_journey.pictures.engine.sizes import chosen_widths
from sphinx_journey.pictures.engine.store import Store

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
    before, begun = children_cpu(), time.perf_counter()
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
    seconds = time.perf_counter() - begun
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Run(seconds, children_cpu() - before, most, output)


def children_cpu() -> float:
    """Return the seconds of all processors that ended processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
            job.source.name: [one.path for _, files in done.alternatives for one in files]
            for job, done in answers.items()
        },
        "fallback": [one.path for done in answers.values() for one in done.fallbacks],
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare the pictures of a folder: what :func:`ours` runs in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepare", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args(arguments)
    prepare(options.prepare, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
