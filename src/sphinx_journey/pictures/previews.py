"""The picture that other sites show of a post where it is linked to: Open Graph's ``og:image``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.addresses import is_address
from ..core.files import path_of
from ..core.problems import Subtype, short_repr
from ..domain.journey import journey_domain
from ..nodes import PREVIEW
from .engine.model import Job
from .output import register, warn_of_faults, warn_once
from .wanted import Wanted, is_remote_picture

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

INCHES = 4.0
"""At 300 dots an inch the 1200 pixels that sites ask for (https://ogp.me)."""


class Preview(NamedTuple):
    """What stands for a page on other sites."""

    address: str
    """On another site; empty for a file."""
    job: Job | None
    alt: str
    name: str = ""
    """As the front matter names it; empty for a picture of the page."""


def preview_of(env: BuildEnvironment, docname: str, wanted: Wanted) -> Preview | None:
    """Return the picture of a page: its front matter's first, or the first one of a post."""
    domain = journey_domain(env)
    if not (
        wanted.settings.enabled
        and wanted.builder.name in {"html", "dirhtml"}
        and is_address(str(env.config.html_baseurl))
        and "sphinxext.opengraph" not in env.config.extensions
    ):
        return None
    record = domain.records.get(docname)
    for name in record.front.images if record is not None else ():
        return _of_front_matter(env, docname, name, wanted)
    if docname not in domain.build.edition.journeys.places:
        return None
    for picture in domain.pictures.get(docname, ()):
        job = wanted.job(picture)
        if wanted.treats(picture) and job is not None and picture.alt:
            return Preview("", _job(job.source, wanted), picture.alt)
    return None


def _of_front_matter(
    env: BuildEnvironment, docname: str, name: str, wanted: Wanted
) -> Preview | None:
    if is_remote_picture(name):
        return Preview(name, None, "", name)
    relative = "" if "\0" in name else path_of(env, name, docname)[0]
    if not relative or wanted.leaves(relative) or not (wanted.srcdir / relative).is_file():
        return Preview("", None, "", name=name)
    pictures = journey_domain(env).pictures.get(docname, ())
    alt = next((one.alt for one in pictures if wanted.chosen(one) == relative), "")
    return Preview("", _job(wanted.srcdir / relative, wanted), alt, name)


def _job(source: Path, wanted: Wanted) -> Job:
    return Job(source, wanted.settings.paper(INCHES, "png"))


class NotePreviews(SphinxPostTransform):
    """Keep with a document what other sites may show of it."""

    default_priority = 91

    def run(self, **_kwargs: object) -> None:
        """Note the preview of one document, and have its file copied."""
        domain = journey_domain(self.env)
        build, docname = domain.build, self.env.current_document.docname
        preview = preview_of(self.env, docname, Wanted.of(build, self.env))
        if preview is None:
            return
        if preview.address:
            self.document[PREVIEW] = {"image": preview.address}
            return
        prepared = build.pictures.prepared.get(preview.job) if preview.job is not None else None
        if preview.name:
            location = domain.records[docname].location("images")
            where = f"{Path(self.env.srcdir, location.path)}:{location.line or 1}"
            if prepared is not None:
                warn_of_faults(build, prepared, preview.name, where)
            elif preview.job is None:
                message = (
                    f"'images' names {short_repr(preview.name)}, which isn't a file in the source "
                    "directory: it is relative to the document, or begins with '/'. Other sites "
                    "show no picture of this page."
                )
                warn_once(build, Subtype.IMAGE_MISSING, message, where)
        if prepared is not None and prepared.fallback is not None:
            file = prepared.fallback
            register(build.builder, [file])
            size = {"image:width": file.width, "image:height": file.height}
            alt = {"image:alt": preview.alt} if preview.alt else {}
            self.document[PREVIEW] = {"image": file.name, **size, **alt}
