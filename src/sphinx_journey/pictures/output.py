"""What the steps that put pictures on pages share: files for the output, and warnings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..core.problems import Subtype, short_repr
from ..diagnostics import warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.builders import Builder

    from ..builds.build import Build
    from .engine.model import Derivative, Prepared

_FAULTS = {
    "missing": Subtype.IMAGE_MISSING,
    "broken": Subtype.IMAGE_BROKEN,
    "mislabelled": Subtype.IMAGE_MISLABELLED,
    "too_large": Subtype.IMAGE_TOO_LARGE,
    "unsafe": Subtype.IMAGE_UNSAFE,
    "unprintable": Subtype.IMAGE_UNPRINTABLE,
}
_ONE_FOR_ALL = ("", "mislabelled")


def register(builder: Builder, files: Sequence[Derivative]) -> None:
    """Have files copied into the output.

    Sphinx keeps one name for each path. Pictures of equal bytes are one file in the cache, and have
    a name each: the second gets another spelling of the path.
    """
    for file in files:
        path = file.path
        while builder.images.get(path, file.name) != file.name:
            folder, _separator, name = path.rpartition(os.sep)
            path = f"{folder}{os.sep}{os.curdir}{os.sep}{name}"
        builder.images[path] = file.name


def warn_once(build: Build, subtype: Subtype, message: str, where: nodes.image | str) -> None:
    """Warn, but once, however often a builder resolves a page.

    Args:
        build: the build, which keeps what it has warned of.
        subtype: what kind it is.
        message: what is wrong and what to do.
        where: an image, or ``path:line``.
    """
    place = where if isinstance(where, str) else f"{where.source}:{where.line}"
    if (place, message) not in build.warned:
        build.warned.add((place, message))
        warn(subtype, message, location=where)


def warn_of_faults(build: Build, prepared: Prepared, name: str, where: nodes.image | str) -> None:
    """Warn of what is wrong with a picture's file."""
    for fault in prepared.faults:
        message = f"{short_repr(name)}: {fault.message}"
        if fault.kind == "mislabelled" and build.inputs.hugo is not None:
            if _ONE_FOR_ALL in build.warned:
                continue
            build.warned.add(_ONE_FOR_ALL)
            message += _others(build)
        warn_once(build, _FAULTS[fault.kind], message, where)


def _others(build: Build) -> str:
    """Return how many more pictures of a Hugo site are named wrongly: often whole folders."""
    found = {
        job.source
        for job, one in build.pictures.prepared.items()
        if any(fault.kind == "mislabelled" for fault in one.faults)
    }
    more = len(found) - 1
    return f" So are {more} other pictures of the site." if more > 0 else ""
