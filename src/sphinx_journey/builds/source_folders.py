"""The folders that a project's own files are in: the source directory, and those it links to."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..core.files import real

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .build import Build


def is_own(build: Build, env: BuildEnvironment, path: Path) -> bool:
    """Return whether a file or folder is in the source directory, or in a folder of its documents.

    The static folders of a Hugo site are the project's own, too.

    Sphinx reads the documents of a folder that is a symbolic link, so what lies beside them is the
    project's own. Without a document in it, a link that leads out of the source directory doesn't
    make what it leads to the project's.

    Args:
        build: the build, which keeps the folders.
        env: Sphinx's environment, once it knows the documents.
        path: absolute, with links or without.
    """
    place = real(path)
    if place.is_relative_to(real(env.srcdir)):
        return True
    if build.linked_folders is None:
        # Whether a document is published makes no difference to whose a picture is.
        build.linked_folders = _linked(env, {*env.found_docs, *build.withheld})
    statics = build.inputs.hugo.statics if build.inputs.hugo is not None else ()
    folders = (*build.linked_folders, *map(real, statics))
    return any(place.is_relative_to(folder) for folder in folders)


def _linked(env: BuildEnvironment, docnames: set[str]) -> tuple[Path, ...]:
    folders = {folder for docname in docnames for folder in PurePosixPath(docname).parents}
    places = (Path(env.srcdir, folder) for folder in folders if folder.name)
    return tuple(sorted(real(place) for place in places if place.is_symlink()))
