"""What says of a document, besides its own text, that it isn't published.

Its place: a folder for drafts, a day in the file's name. And other files: one of the same name, one
that it begins by including, one with the front matter of a whole folder.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..core.document import Doubt
from ..core.doubts import doubts_of_keys
from ..core.files import path_of
from ..core.model import Status
from ..core.problems import Location, Problem, Subtype, short_repr
from .markup import markup_of, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..core.fields import FrontMatter
    from ..core.frontmatter import Parsed
    from ..core.located import KeyPath

_DRAFTS: Final = frozenset({"_draft", "_drafts", "_unpublished", "draft", "drafts", "unpublished"})
_BLOGS: Final = frozenset({"_posts", "articles", "blog", "post", "posts"})
_DAY: Final = re.compile(r"([12]\d{3})[-/](\d{2})[-/](\d{2})(?=[-_./ ])")
_PAIRED: Final = (".md", ".markdown", ".myst", ".qmd", ".Rmd")
"""What Jupytext pairs a notebook with, and Sphinx may not know."""
_INCLUDE: Final = re.compile(r"\s*\.\.\s++include::[ \t]++([^\n]+)")
_LIKE_A_DRAFT: Final = "held back like a draft"


class Text(NamedTuple):
    """A file that speaks for a document, as it was parsed."""

    path: Path
    place: str
    """Its path relative to the source directory."""
    parsed: Parsed


class Folders:
    """The names of the files in the source's folders, each folder listed once."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._names: dict[str, frozenset[str]] = {}
        self._defaults: dict[str, tuple[Path, ...]] = {}

    @cached_property
    def _suffixes(self) -> list[str]:
        return sorted(self._env.config.source_suffix, key=len, reverse=True)

    def files_beside(self, docname: str) -> list[Path]:
        """Return the files that may speak for a document, besides its own."""
        path = Path(self._env.doc2path(docname))
        return [*self.twins(path), *self.defaults(path.parent)]

    def twins(self, path: Path) -> list[Path]:
        """Return the files of the same name with other suffixes, such as a notebook's text.

        Sphinx takes one of them for the document, and Jupytext keeps them the same.
        """
        name = path.name
        suffix = next((one for one in self._suffixes if name.endswith(one)), "")
        if not suffix:
            return []
        stem, names = name.removesuffix(suffix), self._in(path.parent)
        known = self._env.config.source_suffix
        others = dict.fromkeys((*known, *(_PAIRED if suffix == ".ipynb" else ())))
        found = [stem + other for other in others if other != suffix]
        return [path.with_name(other) for other in found if other in names]

    def defaults(self, folder: Path) -> tuple[Path, ...]:
        """Return the files with the front matter of all documents in a folder or below it.

        They are Quarto's (https://quarto.org/docs/projects/quarto-projects.html#directory-metadata),
        Eleventy's (https://www.11ty.dev/docs/data-template-dir/) and Hugo's
        (https://gohugo.io/content-management/front-matter/#cascade).
        """
        known = self._defaults.get(str(folder))
        if known is None:
            own = ("_metadata.yml", "_metadata.yaml", "_index.md")
            data = (f"{folder.name}.json", f"{folder.name}.11tydata.json")
            names = self._in(folder)
            found = tuple(folder / name for name in (*own, *data) if name in names)
            is_root = folder == Path(self._env.srcdir) or folder == folder.parent
            known = found if is_root else (*self.defaults(folder.parent), *found)
            self._defaults[str(folder)] = known
        return known

    def _in(self, folder: Path) -> frozenset[str]:
        names = self._names.get(str(folder))
        if names is None:
            names = frozenset()
            with suppress(OSError):
                names = frozenset(os.listdir(folder))  # noqa: PTH208 - faster
            self._names[str(folder)] = names
        return names


def doubts_beside(
    path: Path, text: str, front: FrontMatter, env: BuildEnvironment, folders: Folders
) -> Iterator[Doubt]:
    """Yield what speaks of a document's publication besides its own text.

    Args:
        path: its file.
        text: the file's text.
        front: its front matter.
        env: Sphinx's environment.
        folders: the names of files.
    """
    srcdir = Path(env.srcdir)
    relative = path.relative_to(srcdir).as_posix()
    yield from _of_place(relative, front)
    for file in folders.twins(path):
        if found := _read(file, srcdir):
            yield from _of_text(
                Text(*found[:2], parsed(found[2], found[1], markup_of(file, env.config))),
                Location(relative, 1),
                f"This document isn't published by {file.name!r}, a file of the same name. It is "
                f"held back, though {path.name!r} is the one that is read. Make the two say the "
                "same.",
            )
    if markup_of(path, env.config) == "rst" and (include := _INCLUDE.match(text)):
        docname = env.path2doc(path)
        file = Path(path_of(env, include[1].strip(), docname)[1])
        if found := _read(file, srcdir):
            yield from _of_text(
                Text(*found[:2], parsed(found[2], found[1], "rst")),
                Location(found[1], 1),
                f"The document that includes this file, {short_repr(relative)}, isn't published by "
                f"its fields. It is {_LIKE_A_DRAFT}. Write them into the document itself.",
            )
    for file in folders.defaults(path.parent):
        if file != path and (found := _read(file, srcdir)):
            yield from _of_defaults(found[1], found[2])


def _read(file: Path, srcdir: Path) -> tuple[Path, str, str] | None:
    """Return a file, its path relative to the source directory, and its text."""
    try:
        text = file.read_text("utf-8-sig")
        return file, os.path.relpath(file, srcdir).replace(os.sep, "/"), text
    except (OSError, ValueError):  # not there, not text, on another drive
        return None


def _of_place(relative: str, front: FrontMatter) -> Iterator[Doubt]:
    *folders, name = relative.split("/")
    number = next((n for n, folder in enumerate(folders) if folder.lower() in _DRAFTS), None)
    if number is not None:
        message = (
            f"The documents in this folder, {short_repr(folders[number])}, are held back like "
            "drafts. Move those that are ready, or say 'draft: false' in their front matter."
        )
        yield _weak(Status.DRAFT, None, "/".join(folders[: number + 1]), message)
    if ".draft." in name.lower():
        message = (
            f"A document with this name is {_LIKE_A_DRAFT}. Rename it when it is ready, or say "
            "'draft: false' in its front matter."
        )
        yield _weak(Status.DRAFT, None, relative, message)
    if front.date or front.publish_date or not _BLOGS.intersection(map(str.lower, folders)):
        return
    day = _DAY.search(relative)
    with suppress(ValueError):
        moment = dt.date(*map(int, day.groups())) if day else None
        if moment is not None:
            message = (
                f"By its name, this document comes out on {moment}. It is held back until then. "
                f"Write 'date: {moment}' in its front matter, or 'draft: false'."
            )
            yield _weak(Status.SCHEDULED, moment, relative, message)


def _of_text(text: Text, location: Location, message: str) -> Iterator[Doubt]:
    """Yield what another text says of a document's publication."""
    front, doubts = text.parsed.meta, text.parsed.doubts
    said = {
        Status.DRAFT: None,
        Status.SCHEDULED: front.publish_date or front.date,
        Status.EXPIRED: front.expiry_date,
    }
    for status, moment in said.items():
        if moment or (status is Status.DRAFT and front.draft):
            yield Doubt(status, moment, Problem(location, Subtype.PUBLICATION, message))
    for doubt in doubts:
        yield doubt._replace(problem=Problem(location, Subtype.PUBLICATION, message))


def _of_defaults(place: str, text: str) -> Iterator[Doubt]:
    """Yield what the front matter of a whole folder says of its documents' publication."""
    is_yaml = place.endswith((".yml", ".yaml"))
    found = parsed(f"---\n{text}\n---\n" if is_yaml else text, place, "markdown")
    data = found.data
    if place.endswith(".md"):
        data = {key: value for key, value in data.items() if key.lower() == "cascade"}
    message = (
        "This file says that the documents in its folder aren't published. They are held back "
        "like drafts. Say it in each document's own front matter; one with 'draft: false' is "
        "published."
    )
    lines: dict[KeyPath, int] = {(key,): found.lines.get(key.lower(), 1) for key in data}
    said = list(doubts_of_keys(data, lines, path=place, read=()))
    if found.broken and found.meta.draft:
        said.append(_weak(Status.DRAFT, None, place, ""))
    for doubt in said:
        line = max((doubt.problem.location.line or 1) - is_yaml, 1)
        yield _weak(doubt.status, doubt.moment, place, message, line)


def _weak(
    status: Status, moment: dt.date | None, path: str, message: str, line: int | None = 1
) -> Doubt:
    """Return a doubt that a document's own words can remove."""
    problem = Problem(Location(path, line), Subtype.PUBLICATION, message)
    return Doubt(status, moment, problem, is_weak=True)
