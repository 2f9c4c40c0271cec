"""Synthetic projects: one series of posts in pillars, with the extension, without, with ABlog."""

from __future__ import annotations

import datetime as dt
import enum
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .prose import Author, Link, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EPOCH = 1_893_456_000
"""The clock of every build: the beginning of 2030, when all posts are published."""

FIRST_DAY = dt.date(2020, 1, 6)
CHECKED = "This part was last checked in week {week}.\n"
"""A sentence of every post, which an edit can change without changing the number of words."""


class Variant(enum.Enum):
    """What a project is built with; pages and theme are the same for all."""

    PLAIN = "without"
    JOURNEY = "sphinx-journey"
    ABLOG = "ABlog"


@dataclass(frozen=True)
class Size:
    """How many pillars there are, and how many posts in each."""

    pillars: int
    posts_each: int

    @property
    def posts(self) -> int:
        """Return the number of posts."""
        return self.pillars * self.posts_each

    @property
    def pages(self) -> int:
        """Return the number of documents: posts, chapters and the front page."""
        return self.posts + self.pillars + 1


@dataclass(frozen=True)
class Post:
    """One post: its place in the series and what it is called."""

    number: int
    pillar: int
    title: str

    @property
    def docname(self) -> str:
        """Return the document's name."""
        return f"{chapter_folder(self.pillar)}/{self.name}"

    @property
    def name(self) -> str:
        """Return the name of the file, which no other post has."""
        return f"post-{self.number + 1:04}"

    @property
    def date(self) -> dt.date:
        """Return the day on which the post came out."""
        return FIRST_DAY + dt.timedelta(days=self.number)


@dataclass(frozen=True)
class Project:
    """A project on disk."""

    folder: Path
    size: Size
    variant: Variant
    text: Text
    posts: tuple[Post, ...]

    @property
    def docnames(self) -> list[str]:
        """Return the names of all documents."""
        chapters = (f"{chapter_folder(pillar)}/index" for pillar in range(self.size.pillars))
        return ["index", *chapters, *(post.docname for post in self.posts)]

    def author(self, seed: int) -> Author:
        """Return somebody who writes in the vocabulary of the series."""
        return Author(seed, self.text.vocabulary)

    def source(self, docname: str) -> Path:
        """Return a document's file."""
        return self.folder / f"{docname}.md"


def chapter_folder(pillar: int) -> str:
    """Return the folder of a pillar."""
    return f"pillars/pillar-{pillar:02}"


def write_project(folder: Path, size: Size, variant: Variant, text: Text) -> Project:
    """Write a project of a size into a folder; its text is the same for every variant."""
    project = Project(folder, size, variant, text, tuple(_posts(size, text)))
    _write(folder / "conf.py", _configuration(variant))
    _write(project.source("index"), _front_page(project))
    if variant is Variant.JOURNEY:
        _write(folder / "journey.yml", "".join(_plan(project)))
    for pillar in range(size.pillars):
        _write(project.source(f"{chapter_folder(pillar)}/index"), _chapter(project, pillar))
    for post in project.posts:
        _write(project.source(post.docname), _post_page(project, post))
    return project


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _posts(size: Size, text: Text) -> Iterator[Post]:
    author = Author(0, text.vocabulary)
    for number in range(size.posts):
        title = f"{author.heading()}, part {number + 1}"
        yield Post(number, number // size.posts_each, title)


def _configuration(variant: Variant) -> str:
    lines = ['project = "A Long Series"', 'author = "Its authors"', 'copyright = "2030"']
    match variant:
        case Variant.PLAIN:
            lines += ['extensions = ["myst_parser"]']
        case Variant.JOURNEY:
            lines += ['extensions = ["myst_parser", "sphinx_journey"]']
        case Variant.ABLOG:
            lines += [
                'extensions = ["myst_parser", "ablog"]',
                'blog_title = "A Long Series"',
                'post_date_format = "%Y-%m-%d"',
            ]
    return "\n".join(lines) + "\n"


def _toctree(variant: Variant, pillar: int | None, entries: list[str]) -> str:
    """Return the table of contents: named by the plan, or entry by entry."""
    if variant is not Variant.JOURNEY:
        listed = "".join(f"{entry}\n" for entry in entries)
        return f"```{{toctree}}\n:maxdepth: 1\n\n{listed}```\n"
    option = "" if pillar is None else f":pillar: pillar-{pillar:02}\n"
    return f"```{{journey-toctree}}\n{option}:maxdepth: 1\n```\n"


def _front_page(project: Project) -> str:
    entries = [f"{chapter_folder(pillar)}/index" for pillar in range(project.size.pillars)]
    toctree = _toctree(project.variant, None, entries)
    return f"# A long series\n\n{project.author(-1).paragraph()}\n{toctree}"


def _chapter(project: Project, pillar: int) -> str:
    author = project.author(-2 - pillar)
    entries = [post.name for post in project.posts if post.pillar == pillar]
    text = f"{author.paragraph()}\n{author.paragraph()}"
    toctree = _toctree(project.variant, pillar, entries)
    return f"# {_pillar_title(project, pillar)}\n\n{text}\n{toctree}"


def _pillar_title(project: Project, pillar: int) -> str:
    return f"{project.author(-2 - pillar).heading()}, chapter {pillar + 1}"


def _plan(project: Project) -> Iterator[str]:
    yield "id: series\ntitle: A Long Series\nstart: 2020-01-06\npillars:\n"
    for pillar in range(project.size.pillars):
        yield f"  - id: pillar-{pillar:02}\n    title: {_pillar_title(project, pillar)}\n"
        yield f"    doc: {chapter_folder(pillar)}/index\n    posts:\n"
        yield from (f"      - {post.docname}\n" for post in project.posts if post.pillar == pillar)


def _post_page(project: Project, post: Post) -> str:
    chooser = random.Random(post.number)
    posts = project.posts
    others = [posts[(post.number + 1) % len(posts)], *chooser.choices(posts, k=2)]
    links = [Link(other.title, f"../../{other.docname}.md") for other in others]
    front = "".join(f"{key}: {value}\n" for key, value in _front_matter(post, project.variant))
    body = project.author(post.number + 1).post(post.title, links, project.text.length)
    return f"---\n{front}---\n{body}\n{CHECKED.format(week=1)}"


def _front_matter(post: Post, variant: Variant) -> Iterator[tuple[str, str]]:
    tags = sorted({f"tag-{post.number % 7}", f"tag-{post.number % 11}"})
    yield "date", post.date.isoformat()
    yield "tags", f"[{', '.join(tags)}]"
    if variant is Variant.ABLOG:
        yield "blogpost", "true"
        yield "category", f"pillar-{post.pillar:02}"
    else:
        yield "categories", f"[pillar-{post.pillar:02}]"
