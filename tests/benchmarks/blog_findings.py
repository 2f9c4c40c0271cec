"""The section on blogs: what archives, feeds, a calendar and data cost beside the posts alone."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .bench import say
from .builds import ENVIRONMENT
from .measure import Cost, in_turns, measure, median_cost
from .prose import Author, Length
from .report import Claim, Findings, Table

if TYPE_CHECKING:
    from pathlib import Path

    from .bench import Bench
    from .report import Row

HEADINGS = ("posts", "files", "build", "switched on", "CPU s", "wall s", "%", "runs")
NOTE = "%: of CPU time, above the same build with nothing switched on; a median of each turn's."
POSTS = 2000
_TAGS, _CATEGORIES, _AUTHORS = 60, 8, 5
_FIRST = dt.date(2012, 1, 2)
_CONF = """\
import os

extensions = ["myst_parser", "sphinx_journey"]
project = "Bread"
html_theme = "alabaster"
html_baseurl = "https://example.org/"
journey_posts = "blog/*"
if os.environ["SWITCHED"] == "on":
    journey_archives = True
    journey_feeds = {"of": ["site", "tag", "category", "author"]}
    journey_calendar = journey_json = journey_sitemap = True
"""
_INDEX = "# Bread\n\n```{post-list}\n:fields: date, minutes, excerpt\n```\n"


class Run(NamedTuple):
    """One clean build and, after it, one with nothing edited."""

    clean: Cost
    again: Cost
    files: int


def blog(bench: Bench) -> Findings:
    """Build a blog with everything that lists its posts, and without."""
    count = 40 if bench.quick else POSTS
    source = bench.folder / "blog-source"
    _write(source, count)
    subjects = {name: partial(_run, source, bench.folder / name, name) for name in ("off", "on")}
    runs = in_turns(subjects, bench.rounds(3))
    table, claims = Table("What a blog costs beside its posts", HEADINGS, note=NOTE), []
    for kind in ("clean", "again"):
        costs = {name: [getattr(run, kind) for run in found] for name, found in runs.items()}
        turns = zip(costs["off"], costs["on"], strict=True)
        more = statistics.median(100 * (on.cpu / off.cpu - 1) for off, on in turns)
        for name, found in runs.items():
            cost = median_cost(costs[name])
            row: Row = (count, found[-1].files, kind, name, cost.cpu, cost.wall)
            table.rows.append((*row, more if name == "on" else None, len(found)))
        if kind == "clean":
            claims.append(Claim(f"{count} posts, all on: above all off", more, 10, unit="%"))
    return Findings([table], claims)


def _write(folder: Path, count: int) -> None:
    (folder / "blog").mkdir(parents=True)
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    (folder / "index.md").write_text(_INDEX, encoding="utf-8")
    chance = random.Random(1)
    tags = [f"tag {number}" for number in range(_TAGS)]
    weights = [1 / number for number in range(1, _TAGS + 1)]  # few tags are on many posts
    for number in range(count):
        day = _FIRST + dt.timedelta(days=number * 3)
        own = sorted(set(chance.choices(tags, weights, k=3)))
        head = (
            f"---\ndate: {day}\ntags: [{', '.join(own)}]\n"
            f"categories: [category {chance.randrange(_CATEGORIES)}]\n"
            f"author: Author {chance.randrange(_AUTHORS)}\n---\n"
        )
        body = Author(number).post(f"Post {number}", [], Length.MIDDLE)
        (folder / f"blog/p{number:04}.md").write_text(head + body, encoding="utf-8")


def _run(source: Path, target: Path, name: str, _number: int) -> Run:
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html"]
    command += ["-d", str(target / "doctrees"), str(source), str(target / "html")]
    environment = {**ENVIRONMENT, "SWITCHED": name}
    clean, again = (measure(command, environment) for _ in range(2))
    files = sum(path.is_file() for path in (target / "html").rglob("*"))
    shutil.rmtree(target)
    say(f"{name}: {clean.cpu:.2f} s CPU, and {again.cpu:.2f} s with nothing edited")
    return Run(clean, again, files)
