"""The section on Hugo sites: what it costs to read Hugo's posts, beside reading them at all."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

from .bench import say
from .prose import Author, Length
from .report import Claim, Findings, Table

if TYPE_CHECKING:
    from pathlib import Path

    from .bench import Bench

HEADINGS = ("posts", "conversion, CPU s", "rest of reading, CPU s", "%", "runs")
POSTS = 200
_CALLS = (
    '{{< figure src="/images/loaf.png" alt="A loaf" caption="Done." >}}',
    "{{< notice tip >}}\nMind *the door*.\n{{< /notice >}}",
    '{{< details "More" >}}\nIt rests.\n{{< /details >}}',
    "![loaf](/images/loaf.png#center)",
)


def hugo(bench: Bench) -> Findings:
    """Time the conversion while a site's posts are read."""
    count = 10 if bench.quick else POSTS
    folder = bench.folder / "hugo"
    write_site(folder, count)
    runs = [_run(folder) for _ in range(bench.rounds(5))]
    percents = [100 * one["conversion"] / one["reading"] for one in runs]
    middle = statistics.median(percents)
    say(f"{count} posts: {middle:.2f} %")
    spent = (statistics.median(one[part] for one in runs) for part in ("conversion", "reading"))
    table = Table(
        "What it costs to read Hugo's posts", HEADINGS, [(count, *spent, middle, len(runs))]
    )
    claim = Claim(f"{count} Hugo posts: conversion, of the rest of reading", middle, 5, unit="%")
    return Findings([table], [claim])


def write_site(folder: Path, count: int) -> None:
    """Write a site of Hugo's with links, shortcodes and pictures in each post."""
    from PIL import Image

    posts = folder / "content/posts"
    posts.mkdir(parents=True)
    (folder / "static/images").mkdir(parents=True)
    Image.new("RGB", (64, 48), "peru").save(folder / "static/images/loaf.png")
    rule = '[permalinks.page]\nposts = "/:year/:slug/"\n'
    (folder / "hugo.toml").write_text(f'title = "Bread"\n{rule}', encoding="utf-8")
    values = 'extensions = ["myst_parser", "sphinx_journey"]\njourney_hugo = True\n'
    (folder / "content/conf.py").write_text(values, encoding="utf-8")
    for number in range(count):
        author = Author(number)
        head = f"---\ntitle: Post {number}\ndate: 2026-01-01\nslug: post-{number}\n---\n"
        links = [(f"post {to}", f"/2026/post-{to}/") for to in range(number, number + 3)]
        kept = [(text, link) for text, link in links if int(text.split()[1]) < count]
        text = "\n\n".join(f"See [{text}]({link})." for text, link in kept)
        body = author.post(f"Post {number}", [], Length.LONG).partition("\n")[2]
        calls = "\n\n".join(_CALLS)
        (posts / f"p{number}.md").write_text(f"{head}{body}\n\n{calls}\n\n{text}\n", "utf-8")


def _run(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.hugo_reading", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(said.stdout)
    return found
