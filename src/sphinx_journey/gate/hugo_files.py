"""What is in the content folders of a Hugo site besides documents, or isn't followed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.frontmatter import parse
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..hugo.casting import HUGO
from ..hugo.passed_over import walk
from ..hugo.places import place_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from ..core.frontmatter import Parsed
    from ..hugo.sources import Sources


def pages_beside(sources: Sources, documents: Container[str]) -> dict[str, Parsed]:
    """Return the pages of bundles and sections that are in a format that isn't read, as in HTML.

    To Hugo, what is beside an ``index.html`` is a part of that page, and an ``_index.org`` says
    what the pages below inherit.

    Args:
        sources: the site.
        documents: the paths of all documents, relative to the site. Where one is the page of a
            folder, there is no other.

    Returns:
        Their front matter by path, relative to the site.
    """
    found: dict[str, Parsed] = {}
    of_documents: set[tuple[str, str]] = set()
    paths = []
    for path in _files(sources):
        place = place_of(path, sources.site)
        if place.is_leaf or place.is_branch:
            if path in documents:
                of_documents.add((place.logical, place.language))
            else:
                paths.append((path, place))
    for path, place in paths:
        if (place.logical, place.language) not in of_documents:
            found[path] = parse(
                _text(sources.site.root / path), markup="markdown", path=path, casting=HUGO
            )
    return found


def _files(sources: Sources) -> Iterator[str]:
    """Yield the paths of files in content folders whose names are those of a folder's page."""
    root = sources.site.root
    tops = {folder for one in sources.site.languages for folder in one.content_dirs if folder}
    for top in sorted(tops):
        for path in walk(root / top):
            if path.name.lower().startswith(("index.", "_index.")):
                yield path.relative_to(root).as_posix()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


def linked(paths: Iterable[tuple[str, str]], sources: Sources, srcdir: Path) -> set[str]:
    """Return the documents that are reached by a symbolic link, which Hugo doesn't follow.

    Args:
        paths: the documents with their paths relative to the source directory.
        sources: the site.
        srcdir: the source directory.
    """
    tops = [folder for one in sources.site.languages for folder in one.content_dirs if folder]
    known: dict[Path, bool] = {}

    def is_linked(path: Path, top: Path) -> bool:
        if path == top or not path.is_relative_to(top):
            return False
        if path not in known:
            known[path] = path.is_symlink() or is_linked(path.parent, top)
        return known[path]

    found = {
        name: path
        for name, path in paths
        if any(is_linked(srcdir / path, sources.site.root / top) for top in tops)
    }
    if found:
        first = min(found.values())
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        warn(
            Subtype.UNREADABLE,
            f"{short_repr(first)}{more} can only be reached by a symbolic link. Hugo follows none "
            "in its content, so no page is made of it. Copy the file, or mount its folder.",
            once=True,
        )
    return set(found)
