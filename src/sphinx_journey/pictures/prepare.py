"""After reading and before writing: what is made of every picture, once, in the main process."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import status_iterator

from ..config.images import settle_images
from ..domain.journey import journey_domain
from ..incremental.record import record_path
from .engine.store import Store
from .previews import preview_jobs
from .remote import fetch_all
from .wanted import Wanted, shows_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .engine.model import Job


def settle_settings(app: Sphinx) -> None:
    """Check ``journey_images``; pictures need no journey."""
    journey_domain(app.env).images = settle_images(app.config.journey_images)


def prepare_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Prepare the pictures of all documents for the builder at work.

    It is done for all of them and not for those that will be written alone, because which ones
    these are depends on what came of their pictures. What the cache has costs a look.
    """
    domain = journey_domain(env)
    domain.store, domain.prepared, domain.fetched, domain.warned = None, {}, {}, set()
    if not domain.images.enabled or not shows_pictures(app.builder):
        return
    folder = cache_folder(app)
    wanted = Wanted.of(domain, app.builder)
    if domain.images.fetch_remote:
        addresses = {
            wanted.chosen(picture)
            for pictures in domain.pictures.values()
            for picture in pictures
            if wanted.treats(picture) and wanted.is_remote(picture)
        }
        domain.fetched = fetch_all(addresses, folder / "fetched")
        wanted = Wanted.of(domain, app.builder)
    jobs = list(dict.fromkeys(_jobs(env, wanted)))
    if jobs:
        domain.store = Store(folder / "made", app.parallel)
        domain.prepared = domain.store.prepare(jobs, _progress(app.verbosity))


def prune_cache(app: Sphinx, exception: Exception | None) -> None:
    """Delete derivatives that no builder uses any more, after a build that has ended well."""
    env = getattr(app, "env", None)
    if env is None or exception is not None or not shows_pictures(app.builder):
        return
    folder = cache_folder(app) / "made"
    if folder.is_dir():
        user = record_path(app.builder, Path(app.doctreedir)).stem
        domain = journey_domain(env)
        (domain.store or Store(folder)).prune(user, domain.prepared)


def cache_folder(app: Sphinx) -> Path:
    """Return where pictures are kept: beside the doctrees, which ``sphinx-build -E`` leaves."""
    return Path(app.doctreedir, "journey-images")


def _jobs(env: BuildEnvironment, wanted: Wanted) -> Iterator[Job]:
    pictures = journey_domain(env).pictures
    for docname in sorted(env.found_docs):
        for picture in pictures.get(docname, ()):
            if wanted.treats(picture):
                yield from wanted.jobs(picture)
        yield from preview_jobs(env, docname, wanted)


def _progress(verbosity: int) -> Callable[[int, int, Path], None]:
    """Return what shows progress as Sphinx does; it shows nothing where nothing is encoded."""
    queue: deque[Path] = deque()
    shown: list[Iterator[Path]] = []

    def arriving() -> Iterator[Path]:
        while queue:
            yield queue.popleft()

    def show(done: int, total: int, path: Path) -> None:
        queue.append(path)
        if not shown:
            shown.append(
                status_iterator(
                    arriving(),
                    "preparing pictures... ",
                    "brown",
                    total,
                    verbosity,
                    stringify_func=lambda one: one.name,
                )
            )
        next(shown[0])
        if done == total:
            next(shown[0], None)  # ends the line

    return show
