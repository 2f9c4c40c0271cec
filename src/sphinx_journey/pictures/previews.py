"""The picture that other sites show of a post where it is linked to: Open Graph's ``og:image``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..domain import journey_domain
from ..images.model import Job
from .wanted import is_remote_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from .wanted import Wanted

INCHES = 4.0
"""At 300 dots an inch the 1200 pixels that sites ask for (https://ogp.me)."""


class Preview(NamedTuple):
    """What stands for a page on other sites."""

    address: str
    """On another site; empty for a file."""
    job: Job | None
    alt: str
    missing: str = ""
    """The name of a file in the front matter that isn't there."""


def preview_of(env: BuildEnvironment, docname: str, wanted: Wanted) -> Preview | None:
    """Return the picture of a page: its front matter's first, or the first one of a post."""
    domain = journey_domain(env)
    if not (
        wanted.settings.enabled
        and wanted.builder.name in {"html", "dirhtml"}
        and env.config.html_baseurl
        and "sphinxext.opengraph" not in env.config.extensions
    ):
        return None
    record = domain.records.get(docname)
    for name in record.front.images if record is not None else ():
        return _of_front_matter(env, docname, name, wanted)
    if docname not in domain.journeys.places:
        return None
    for picture in domain.pictures.get(docname, ()):
        job = wanted.job(picture)
        if wanted.treats(picture) and job is not None and picture.alt:
            return Preview("", _job(job, wanted), picture.alt)
    return None


def _of_front_matter(
    env: BuildEnvironment, docname: str, name: str, wanted: Wanted
) -> Preview | None:
    if is_remote_picture(name):
        return Preview(name, None, "")
    relative = "" if "\0" in name else env.relfn2path(name, docname)[0]
    if not relative or wanted.leaves(relative) or not (wanted.srcdir / relative).is_file():
        return Preview("", None, "", missing=name)
    pictures = journey_domain(env).pictures.get(docname, ())
    alt = next((one.alt for one in pictures if wanted.chosen(one) == relative), "")
    return Preview("", _job(Job(wanted.srcdir / relative, wanted.settings.web), wanted), alt)


def _job(job: Job, wanted: Wanted) -> Job:
    return Job(job.source, wanted.settings.paper(INCHES, "png"))


def preview_jobs(env: BuildEnvironment, docname: str, wanted: Wanted) -> Iterator[Job]:
    """Yield what is made for a page's preview."""
    preview = preview_of(env, docname, wanted)
    if preview is not None and preview.job is not None:
        yield preview.job
