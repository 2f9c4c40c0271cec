"""What a page shows of pictures, for the digests that tell whether it must be written again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from .previews import preview_of
from .wanted import Wanted

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .engine.model import Job


class PictureFacts:
    """What the pages of one builder show of pictures, in one build."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._domain = journey_domain(env)
        self._pictures = self._domain.build.pictures
        self._wanted = Wanted.of(self._domain.build, env)

    def on(self, docname: str) -> tuple[object, ...]:
        """Return what a page shows of pictures beside what its source says."""
        treated = [p for p in self._domain.pictures.get(docname, ()) if self._wanted.treats(p)]
        facts: list[object] = [
            (
                self._wanted.chosen(picture),
                self._failed(self._wanted.chosen(picture)),
                self._made(self._wanted.job(picture)),
                self._made(self._wanted.dark_job(picture)),
            )
            for picture in treated
        ]
        if treated or docname in self._domain.diagrams:
            facts.append(self._settings)
        preview = preview_of(self._env, docname, self._wanted)
        if preview is not None:
            base = self._env.config.html_baseurl
            facts.append((base, preview._replace(job=None), self._made(preview.job)))
        return tuple(facts)

    def hides(self, docname: str, path: str) -> bool:
        """Return whether a page shows a file only by what has been made of it."""
        shown = [
            picture
            for picture in self._domain.pictures.get(docname, ())
            if any(path == name for _, name in picture.candidates)
        ]
        return bool(shown) and all(
            self._wanted.treats(picture) and self._wanted.job(picture) is not None
            for picture in shown
        )

    @property
    def state(self) -> list[object]:
        """All that :meth:`on` depends on, beside the documents."""
        made = [self._made(job) for job in self._pictures.prepared]
        fetched = [(name, self._failed(name)) for name in sorted(self._pictures.fetched)]
        return [self._settings, self._env.config.html_baseurl, made, fetched]

    @cached_property
    def _settings(self) -> tuple[object, ...]:
        settings = self._wanted.settings
        return (settings.enabled, settings.all, settings.sizes, settings.enlarge)

    def _failed(self, name: str) -> bool:
        """Return whether a picture of another site couldn't be fetched."""
        return isinstance(self._pictures.fetched.get(name), str)

    def _made(self, job: Job | None) -> object:
        """Return names and sizes of what came of a job; the names tell the bytes."""
        prepared = self._pictures.prepared.get(job) if job is not None else None
        if prepared is None:
            return None
        files = [
            prepared.fallbacks,
            *(files for _, files in prepared.alternatives),
            prepared.stills,
        ]
        return (
            [[(file.name, file.width, file.height) for file in made] for made in files],
            prepared.fallback and prepared.fallback.name,
            (prepared.width, prepared.height),
            prepared.faults,
        )
