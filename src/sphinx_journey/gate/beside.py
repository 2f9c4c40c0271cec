"""What says of a document, besides its own text, that it isn't published.

Its place: a folder for drafts, a day in the file's name. And other files: one of the same name, one
that it begins by including, one with the front matter of a whole folder.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..core.document import Doubt
from ..core.doubts import doubts_of_keys, folded
from ..core.files import path_of
from ..core.frontmatter import mentions_publication
from ..core.located import LocatedError, load_yaml
from ..core.model import Status
from ..core.problems import Location, Problem, Subtype, short_repr
from .markup import markup_of, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from ..core.fields import FrontMatter
    from ..core.frontmatter import Parsed
    from ..core.located import KeyPath

_DRAFTS: Final = frozenset({"_draft", "_drafts", "_unpublished", "draft", "drafts", "unpublished"})
_BLOGS: Final = frozenset({"_posts", "articles", "blog", "post", "posts"})
_DAY: Final = re.compile(r"([12]\d{3})[-/](\d{1,2})[-/](\d{1,2})(?=[-_./ ])")
_PAIRED: Final = (".md", ".markdown", ".myst", ".qmd", ".Rmd")
"""What Jupytext pairs a notebook with, and Sphinx may not know."""
_INCLUDE: Final = re.compile(r"\.\.[ \t]++include::(?=\s|\Z)([^\n]*+)", re.IGNORECASE)
_OTHERWISE: Final = re.compile(r"\s*+:(?:code|end|literal|number|parser|start)[\w-]*+:")
"""Options by which a file isn't included as the text it is, or not all of it."""
_DEEPEST: Final = 3
_LARGEST: Final = 1_000_000
"""Bytes of a file that may be front matter."""
_OF_ELEVENTY: Final = frozenset(
    {
        "draft",
        "drafts",
        "published",
        "publishdate",
        "pubdate",
        "expirydate",
        "unpublishdate",
        "permalink",
    }
)
"""The keys of JSON that count: a file of that name may as well be data of the text."""


class Folders:
    """The names of the files in the source's folders, each folder listed once."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._names: dict[str, frozenset[str]] = {}
        self._defaults: dict[str, tuple[Path, ...]] = {}
        self._said: dict[Path, tuple[Doubt, ...]] = {}

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

    def said_of_all(self, file: Path) -> tuple[Doubt, ...]:
        """Return what a file with front matter of a folder says of its documents' publication."""
        known = self._said.get(file)
        if known is None:
            found = _read(file, Path(self._env.srcdir))
            self._said[file] = known = tuple(_of_defaults(*found)) if found else ()
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
                parsed(found[1], found[0], markup_of(file, env.config)),
                Location(relative, 1),
                f"This document isn't published by {file.name!r}, a file of the same name. It is "
                f"held back, though {path.name!r} is the one that is read. Make the two say the "
                "same.",
            )
    for file in included_first(path, text, env):
        if found := _read(file, srcdir):
            yield from _of_text(
                parsed(found[1], found[0], "rst"),
                Location(found[0], 1),
                f"The document that includes this file, {short_repr(relative)}, isn't published by "
                "its fields. It is held back like a draft. Write them into the document itself.",
            )
    for file in folders.defaults(path.parent):
        yield from folders.said_of_all(file)


def included_first(path: Path, text: str, env: BuildEnvironment) -> list[Path]:
    """Return the files that a reStructuredText file begins by including, there or not.

    Their fields are the document's own (docutils' transform ``DocInfo``).
    """
    if markup_of(path, env.config) != "rst":
        return []
    found: list[Path] = []
    name = _first_include(text)
    file = Path(path_of(env, name, env.path2doc(path))[1]) if name else None
    while file is not None and len(found) < _DEEPEST:
        found.append(file)
        read = _read(file, Path(env.srcdir))
        name = _first_include(read[1]) if read else None
        file = file.parent / name if name else None
    return found


def _first_include(text: str) -> str | None:
    """Return what a text includes before it shows anything, all of it and as text."""
    lines = text.split("\n", 60)[:60]
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        while end < len(lines) and (lines[end][:1] in {" ", "\t"}):
            end += 1
        if include := _INCLUDE.match(line):
            rest = [include[1].strip(), *map(str.strip, lines[at + 1 : end])]
            is_whole = not any(_OTHERWISE.match(one) for one in rest)
            return next((one for one in rest if one), None) if is_whole else None
        if line.strip() and not line.startswith(("..", ":")):
            return None
        at = end
    return None


def _read(file: Path, srcdir: Path) -> tuple[str, str] | None:
    """Return a file's path relative to the source directory, and its text."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        text = file.read_text("utf-8-sig")
        return os.path.relpath(file, srcdir).replace(os.sep, "/"), text
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
            "A document with this name is held back like a draft. Rename it when it is ready, or "
            "say 'draft: false' in its front matter."
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


def _of_text(text: Parsed, location: Location, message: str) -> Iterator[Doubt]:
    """Yield what another text says of a document's publication."""
    front = text.meta
    said = {
        Status.DRAFT: None,
        Status.SCHEDULED: front.publish_date or front.date,
        Status.EXPIRED: front.expiry_date,
    }
    for status, moment in said.items():
        if moment or (status is Status.DRAFT and front.draft):
            yield Doubt(status, moment, Problem(location, Subtype.PUBLICATION, message))
    for doubt in text.doubts:
        yield doubt._replace(problem=Problem(location, Subtype.PUBLICATION, message))


def _of_defaults(place: str, text: str) -> Iterator[Doubt]:
    """Yield what the front matter of a whole folder says of its documents' publication."""
    data, lines, is_broken = _data_of(place, text)
    message = (
        "This file says that the documents in its folder aren't published. They are held back "
        "like drafts. Say it in each document's own front matter; one with 'draft: false' is "
        "published."
    )
    for doubt in doubts_of_keys(data, lines, path=_ANY, read=()):
        yield _weak(doubt.status, doubt.moment, place, message, doubt.problem.location.line)
    if is_broken:
        yield _weak(Status.DRAFT, None, place, message)


_ANY: Final = ""


def _data_of(place: str, text: str) -> tuple[Mapping[str, object], dict[KeyPath, int], bool]:
    """Return the data of such a file, their lines, and whether it is broken and names a draft."""
    if place.endswith((".yml", ".yaml")):
        try:
            located = load_yaml(_END_OF_DOCUMENT.sub("\n", text))
        except LocatedError:
            return {}, {}, mentions_publication(text)
        return located.data if isinstance(located.data, dict) else {}, dict(located.lines), False
    found = parsed(text, place, "markdown")
    data = found.data
    if place.endswith(".md"):
        data = {key: value for key, value in data.items() if key.lower() == "cascade"}
    elif not place.endswith(".11tydata.json"):
        data = {key: value for key, value in data.items() if folded(key) in _OF_ELEVENTY}
    lines: dict[KeyPath, int] = {(key,): found.lines.get(key.lower(), 1) for key in data}
    is_broken = found.broken and found.meta.draft and not place.endswith(".json")
    return data, lines, is_broken


_END_OF_DOCUMENT: Final = re.compile(r"\n(?:---|\.\.\.)\s*+\Z")


def _weak(
    status: Status, moment: dt.date | None, path: str, message: str, line: int | None = 1
) -> Doubt:
    """Return a doubt that a document's own words can remove."""
    problem = Problem(Location(path, line), Subtype.PUBLICATION, message)
    return Doubt(status, moment, problem, is_weak=True)
