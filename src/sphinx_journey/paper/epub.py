"""What an EPUB says of itself, where the project's configuration doesn't.

Sphinx asks for everything that EPUB 3 can hold: without a version or a copyright it warns, and for
most of the rest it writes "unknown", so that all such books have the same identifier. A project
with a journey says enough elsewhere.
"""

from __future__ import annotations

import html
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.epub3 import Epub3Builder

from ..config.values import SWITCHES, opts_in
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from ..core.plan import Plan

_UNSAID: Final = {"", "unknown", "Author name not set"}
"""Sphinx's defaults."""
_ELEMENT_ID: Final = "identifier"
_NAMESPACE: Final = uuid.UUID("c5b0a6f1-0b0e-4d6e-8a39-0f5d7d3c1a52")
_STAND_IN: Final = "said when it is written"
_CHECKED: Final = ("version", "epub_copyright")


class JourneyEpubBuilder(Epub3Builder):
    """Sphinx's builder; in a project with a journey, the book's metadata is complete."""

    def content_metadata(self) -> dict[str, Any]:
        """Return the metadata for ``content.opf``, escaped."""
        metadata: dict[str, Any] = super().content_metadata()
        build = journey_domain(self.env).build
        if build.config is not None:
            today = build.config.clock.now.date()
            for name, value in self._derived(build.inputs.plan, today).items():
                if metadata.get(name) in _UNSAID:
                    metadata[name] = html.escape(value)
        return metadata

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return the metadata for ``toc.ncx``, escaped.

        Its identifier has to be that of the book (EPUBCheck's NCX-001). Sphinx takes ``epub_uid``,
        which is the name of the element that holds it.
        """
        metadata: dict[str, Any] = super().toc_metadata(level, navpoints)
        if journey_domain(self.env).build.config is not None:
            metadata["uid"] = self.content_metadata()["id"]
        return metadata

    def build_content(self) -> None:
        """Write ``content.opf`` and the cover's page.

        The page of an earlier build would be listed twice, as a cover and as a page to which
        nothing leads (EPUBCheck's RSC-005 and OPF-096).
        """
        if journey_domain(self.env).build.config is not None:
            Path(self.outdir, self.coverpage_name).unlink(missing_ok=True)
        super().build_content()

    def _derived(self, plan: Plan, today: dt.date) -> dict[str, str]:
        """Return what the plan, the clock and the rest of the configuration give."""
        config, journeys = self.config, plan.journeys
        named = dict.fromkeys(
            author.name for journey in journeys for author in journey.authors.values()
        )
        author = _said(config.epub_author, config.author, ", ".join(named), config.epub_title)
        return {
            "id": _identifier(
                config.html_baseurl, [config.project, *(journey.id for journey in journeys)]
            ),
            "uid": _ELEMENT_ID,
            "author": author,
            "publisher": author,
            "contributor": ", ".join(named) or author,
            "description": _said(*(j.description or j.title for j in journeys), config.epub_title),
            "copyright": f"{today.year}, {author}",
            "version": f"{today.year}.{today.month}.{today.day}",
        }


def _said(*values: str) -> str:
    return next((value for value in values if value not in _UNSAID), "")


def _identifier(address: str, names: Iterable[str]) -> str:
    """Return an identifier that stays the same from build to build (RFC 9562, version 5)."""
    if address:
        return uuid.uuid5(uuid.NAMESPACE_URL, address).urn
    return uuid.uuid5(_NAMESPACE, "\n".join(names)).urn


def stand_in(app: Sphinx) -> None:
    """Keep Sphinx from asking for what is derived when the book is written.

    It asks once, when the builder is ready. What it sees is taken back right after: a version
    belongs to what is kept of the configuration from build to build.
    """
    config = app.config
    plan = os.path.join(app.srcdir, str(config.journey_manifest))  # noqa: PTH118 - as below
    has_plan = os.path.isfile(plan)  # noqa: PTH113 - false for what can be no file's name
    values = {name: config[name] for name in SWITCHES}
    if app.builder.name == "epub" and (has_plan or opts_in(values)):
        for name in _CHECKED:
            if not app.config[name]:
                app.config[name] = _STAND_IN


def take_back(app: Sphinx) -> None:
    """Leave the configuration as it was."""
    for name in _CHECKED:
        if app.builder.name == "epub" and app.config[name] is _STAND_IN:
            app.config[name] = ""
