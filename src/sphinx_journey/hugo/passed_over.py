"""Which files of a content folder Hugo passes over: by their names, ``ignoreFiles`` and mounts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .expressions import compiled
from .globs import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from .model import Mount, Site


def is_hidden(path: str) -> bool:
    """Return whether Hugo passes over a file for its name, or a dot in front of a folder's."""
    *folders, name = path.split("/")
    is_folder_hidden = any(one.startswith(".") for one in folders)
    return is_folder_hidden or name.startswith((".", "#")) or name.endswith("~")


def walk(folder: Path, without: Container[Path] = ()) -> Iterator[Path]:
    """Yield the files in and below a folder, sorted; none with a dot, and no symbolic links.

    Args:
        folder: where to begin.
        without: folders to pass over.
    """
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(
            one for one in folders if not one.startswith(".") and Path(above, one) not in without
        )
        paths = (Path(above, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if not path.is_symlink())


def ignoring(site: Site) -> Callable[[str], bool]:
    """Return whether ``ignoreFiles`` or a mount leaves out a path relative to the site.

    A pattern that can't be read leaves out nothing: `read_site` has the whole site held back then.
    """
    patterns = [one for text in site.ignore_files if (one := compiled(text)) is not None]
    filters = [one for one in site.mounts if one.files and one.target == "content"]
    root = site.root.as_posix().rstrip("/")

    def is_ignored(path: str) -> bool:
        return any(one.search(f"{root}/{path}") for one in patterns) or any(
            not _lets_through(mount, path) for mount in filters
        )

    return is_ignored


def _lets_through(mount: Mount, path: str) -> bool:
    """Return whether a mount's ``files`` take a path in; one with ``!`` before it takes out."""
    above = f"{mount.source.rstrip('/')}/"
    if not path.startswith(above):
        return True
    return _is_taken(mount.files, path.removeprefix(above))


def _is_taken(patterns: Sequence[str], path: str) -> bool:
    wanted = [one for one in patterns if not one.startswith("! ")]
    unwanted = [one.removeprefix("! ").lstrip() for one in patterns if one.startswith("! ")]
    if any(fits(one, path) for one in unwanted):
        return False
    return not wanted or any(fits(one, path) for one in wanted)
