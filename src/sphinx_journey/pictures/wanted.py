"""Which pictures a document shows, and which the builder at work prepares, from which files."""

from __future__ import annotations

import mimetypes
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ..builds.source_folders import is_own
from ..builds.sphinx_files import is_web
from ..core.files import real
from ..core.urls import scheme_of
from ..domain.journey import journey_domain
from ..domain.records import Picture
from ..nodes import BLOG_IMAGE, is_inside
from . import lengths
from .engine.model import Job

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..config.images import ImageSettings
    from .engine.model import Prepared

_MORE_TYPES = ("image/webp", "image/avif")
"""What a picture of several formats may be chosen as where it has none that the builder names."""
_NO_PICTURES = ("application/", "video/", "audio/", "text/")


def shows_pictures(builder: Builder) -> bool:
    """Return whether a builder's output shows pictures that are prepared for it."""
    return builder.format in {"html", "latex"}


def is_remote_picture(address: str) -> bool:
    """Return whether an address names a picture that could be fetched."""
    return scheme_of(address) in {"http", "https"}


def picture_of(image: nodes.image) -> Picture:
    """Return what is to be known of an image, once Sphinx has found its files."""
    candidates: Mapping[str, str] = image.get("candidates", {})
    return Picture(
        candidates=tuple(sorted((str(kind), str(path)) for kind, path in candidates.items())),
        width=str(image.get("width", "")),
        dark=str(image.get("dark", "")),
        alt=str(image.get("alt", "")),
        own=BLOG_IMAGE in image,
        # Links can't be nested.
        enlarge="no" if _is_linked(image) else image.get("enlarge", ""),
    )


def _is_linked(image: nodes.image) -> bool:
    return is_inside(image, nodes.reference, addnodes.pending_xref)


def pictures_in(root: Element) -> Iterator[tuple[nodes.image, Picture]]:
    """Yield the images of a doctree that may be prepared: files, and addresses on other sites."""
    for image in root.findall(nodes.image):
        made = picture_of(image)
        if any(kind != "?" or is_remote_picture(path) for kind, path in made.candidates):
            yield image, made


def note_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the pictures of a document that has been read, once Sphinx has found their files."""
    found = tuple(picture for _, picture in pictures_in(doctree))
    if found:
        journey_domain(app.env).pictures[app.env.current_document.docname] = found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one builder wants of pictures."""

    builder: Builder
    settings: ImageSettings
    srcdir: Path
    fetched: Mapping[str, Path | str]
    _build: Build
    _env: BuildEnvironment
    _leaves: dict[Path, bool] = field(default_factory=dict, compare=False)
    """Whether folders are outside of the source directory."""

    @classmethod
    def of(cls, build: Build, env: BuildEnvironment) -> Wanted:
        """Return what the builder at work wants."""
        fetched = build.pictures.fetched
        return cls(build.builder, build.inputs.images, Path(env.srcdir), fetched, build, env)

    def treats(self, picture: Picture) -> bool:
        """Return whether a picture is prepared, and not left as it is."""
        if not self.settings.enabled or not shows_pictures(self.builder):
            return False
        return picture.own or self.settings.all

    def chosen(self, picture: Picture) -> str:
        """Return the path or address that the builder shows of a picture, or an empty text."""
        found = dict(picture.candidates)
        types = ("*", "?", *self.builder.supported_image_types, *_MORE_TYPES, *sorted(found))
        return next((found[kind] for kind in types if kind in found), "")

    def is_remote(self, picture: Picture) -> bool:
        """Return whether a picture is on another site."""
        return any(kind == "?" for kind, _ in picture.candidates)

    def job(self, picture: Picture) -> Job | None:
        """Return what is made of a picture; ``None`` where Sphinx shows it as it is."""
        name = self.chosen(picture)
        if self.is_remote(picture):
            file = self.fetched.get(name)
            return self._job(file, picture.width) if isinstance(file, Path) else None
        return self._job_of_file(name, picture)

    def dark_job(self, picture: Picture) -> Job | None:
        """Return what is made of a picture's variant for dark pages; paper is never dark."""
        if not picture.dark or not is_web(self.builder):
            return None
        return self._job_of_file(picture.dark, picture)

    def jobs(self, picture: Picture) -> Iterator[Job]:
        """Yield all that is made of a picture."""
        for job in (self.job(picture), self.dark_job(picture)):
            if job is not None:
                yield job

    def leaves(self, path: str) -> bool:
        """Return whether a file is outside of the source directory."""
        file = self.srcdir / path
        if file.name == os.pardir or file.is_symlink():
            return not is_own(self._build, self._env, file)
        # A folder is resolved once: with pictures by the hundred, this is what a look costs.
        folder = file.parent
        if folder not in self._leaves:
            self._leaves[folder] = not is_own(self._build, self._env, folder)
        return self._leaves[folder]

    def is_from_outside(self, path: str) -> bool:
        """Return whether a file is outside of the source directory, and not made by this build.

        What extensions draw lies beside the doctrees, or beside the output.
        """
        file = real(self.srcdir / path)
        made = (real(self.builder.outdir).parent, real(self.builder.doctreedir))
        return self.leaves(path) and not any(file.is_relative_to(folder) for folder in made)

    def _job_of_file(self, path: str, picture: Picture) -> Job | None:
        """Return the job of a file; a blog-image is looked into, whatever its name says."""
        if not path or self.leaves(path):
            return None
        file = self.srcdir / path
        if not picture.own:
            kind, compression = mimetypes.guess_type(path)
            if compression or (kind or "").startswith(_NO_PICTURES):
                return None
        if self.builder.format == "latex" and file.suffix.lower() == ".pdf" and _is_pdf(file):
            return None  # LaTeX shows it
        return self._job(file, picture.width)

    def _job(self, file: Path, width: str) -> Job:
        if is_web(self.builder):
            return Job(file, self.settings.web)
        inches = lengths.inches(width)
        vector: Literal["svg", "pdf", "png"] = "svg"
        if self.builder.format == "latex":
            from .engine.convert import converter  # Pillow comes with it

            is_drawing = file.suffix.lower() == ".svg"
            vector = "png" if is_drawing and converter("pdf") is None else "pdf"
        return Job(file, self.settings.paper(inches, vector))


def _is_pdf(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(5) == b"%PDF-"
    except OSError:
        return False


def is_enlargeable(picture: Picture, prepared: Prepared | None, settings: ImageSettings) -> bool:
    """Return whether a click shows a picture larger: it tells something, and has more to show."""
    if prepared is None or prepared.fallback is None or picture.enlarge == "no" or not picture.alt:
        return False
    if picture.enlarge == "yes":
        return True
    is_vector = prepared.fallback.format == "svg"
    return settings.enlarge and (is_vector or prepared.width > _WORTH_ENLARGING)


_WORTH_ENLARGING = 480
"""Pixels up to which a picture is shown in its own size wherever there is room."""
