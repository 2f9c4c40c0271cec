"""After reading and before writing: what is made of every picture, once, in the main process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..builds.build import Pictures
from ..domain.journey import journey_domain
from .previews import preview_of
from .remote import fetch_all
from .wanted import Wanted, shows_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .engine.model import Job

logger = logging.getLogger(__name__)


def prepare_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Prepare the pictures of all documents for the builder at work.

    It is done for all of them and not for those that will be written alone, because which ones
    these are depends on what came of their pictures. What the cache has costs a look.
    """
    domain = journey_domain(env)
    build = domain.build
    if not build.inputs.images.enabled or not shows_pictures(app.builder):
        return
    folder = cache_folder(app)
    wanted = Wanted.of(build, env)
    if build.inputs.images.fetch_remote:
        addresses = {
            wanted.chosen(picture)
            for pictures in domain.pictures.values()
            for picture in pictures
            if wanted.treats(picture) and wanted.is_remote(picture)
        }
        build.pictures = Pictures(fetched=fetch_all(addresses, folder / "fetched"))
        wanted = Wanted.of(build, env)
    jobs = list(dict.fromkeys(_jobs(env, wanted)))
    if jobs:
        from .engine.store import Store  # a project without pictures needs no Pillow

        store = Store(folder / "made", app.parallel)
        prepared = store.prepare(jobs, _say)
        build.pictures = replace(build.pictures, prepared=prepared, store=store)


def prune_cache(app: Sphinx, exception: Exception | None) -> None:
    """Delete derivatives that no builder uses any more, after a build that has ended well."""
    env = getattr(app, "env", None)
    if env is None or exception is not None or not shows_pictures(app.builder):
        return
    folder = cache_folder(app) / "made"
    if folder.is_dir():
        from .engine.store import Store

        build = journey_domain(env).build
        (build.pictures.store or Store(folder)).prune(build.key, build.pictures.prepared)


def cache_folder(app: Sphinx) -> Path:
    """Return where pictures are kept: beside the doctrees, which ``sphinx-build -E`` leaves."""
    return Path(app.doctreedir, "journey-images")


def _jobs(env: BuildEnvironment, wanted: Wanted) -> Iterator[Job]:
    pictures = journey_domain(env).pictures
    for docname in sorted(env.found_docs):
        for picture in pictures.get(docname, ()):
            if wanted.treats(picture):
                yield from wanted.jobs(picture)
        preview = preview_of(env, docname, wanted)
        if preview is not None and preview.job is not None:
            yield preview.job


def _say(done: int, total: int, path: Path) -> None:
    """Log which picture has been prepared; where nothing is encoded, nothing is said."""
    logger.info("preparing pictures... [%3d%%] %s", 100 * done // total, path.name)
