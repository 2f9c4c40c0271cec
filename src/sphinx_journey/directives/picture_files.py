"""Which files the directive of a picture or video may name."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..builds.source_folders import is_own
from ..core.files import path_of
from ..core.problems import Subtype, did_you_mean, short_repr
from ..core.urls import is_remote, scheme_of
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .base import JourneyDirective


class Kind(NamedTuple):
    """What a directive shows, and how it warns of what it can't."""

    word: str
    misplaced: Subtype
    missing: Subtype
    has_formats: bool = False
    """Whether an ending ``.*`` lets the builder choose among formats."""


PICTURE = Kind("picture", Subtype.IMAGE_PATH, Subtype.IMAGE_MISSING, has_formats=True)
VIDEO = Kind("video", Subtype.VIDEO, Subtype.VIDEO)
POSTER = Kind("poster", Subtype.VIDEO, Subtype.VIDEO)


def can_be_shown(
    directive: JourneyDirective, source: str, instead: str, kind: Kind = PICTURE
) -> bool:
    """Return whether a source names a file of the source directory or an address on another site.

    Args:
        directive: what names it, and warns if it can't be shown.
        source: a path, relative to the document or with a leading ``/``, or an address.
        instead: a sentence that says what the page shows in its place.
        kind: what it is to be.
    """
    if scheme_of(source) in {"http", "https"} and not any(char <= " " for char in source):
        return True
    if is_remote(source):
        directive.warn(
            kind.misplaced,
            f"{short_repr(source)} is neither a file nor an address that begins with "
            f"'https://'. Save the {kind.word} beside the document and name that file. {instead}",
        )
        return False
    env: BuildEnvironment = directive.env
    relative, absolute = path_of(env, source)
    build = journey_domain(env).build
    files = _files(Path(absolute), has_formats=kind.has_formats)
    if not all(is_own(build, env, place) for place in (Path(absolute).parent, *files)):
        directive.warn(
            kind.misplaced,
            f"{short_repr(source)} leaves the source directory. Copy the {kind.word} into it. "
            f"{instead}",
        )
        return False
    if files and all(os.access(file, os.R_OK) and file.stat().st_size for file in files):
        return True
    env.note_dependency(relative)
    directive.warn(
        kind.missing,
        f"the {kind.word} {short_repr(source)} isn't there, is empty or can't be read (looked for "
        f"{short_repr(relative)}).{_near(Path(absolute))} {instead}",
    )
    return False


def _near(path: Path) -> str:
    """Return the file that was probably meant: one beside it with nearly the same name."""
    try:
        names = {entry.name for entry in path.parent.iterdir() if entry.is_file()}
    except (OSError, ValueError):
        return ""
    same = sorted(name for name in names if name != path.name and name.lower() == path.name.lower())
    return f" Did you mean {same[0]!r}?" if same else did_you_mean(path.name, names - {path.name})


def _files(path: Path, *, has_formats: bool) -> list[Path]:
    """Return the file of a path, or all files of a path that ends in ``.*``."""
    try:
        if has_formats and path.name.endswith(".*"):
            found = path.parent.glob(f"{glob.escape(path.name[:-2])}.*")
            return sorted(file for file in found if file.is_file())
        return [path] if path.is_file() else []
    except (OSError, ValueError):  # a name that no file can have
        return []
