"""Where the texts of posts are kept for feeds, by builder and document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .build import Build


def bodies_folder(build: Build) -> Path:
    """Return the folder of the builder at work."""
    return Path(build.doctreedir, "journey-bodies", build.key)


def body_path(build: Build, docname: str) -> Path:
    """Return where the text of a post is kept."""
    return bodies_folder(build) / f"{docname}.html"


def has_body(build: Build, docname: str) -> bool:
    """Return whether a document's text is in feeds."""
    config = build.config
    return config is not None and config.feeds.needs_content and docname in build.edition.in_feeds


def missing_bodies(build: Build) -> Iterator[str]:
    """Yield the documents whose texts should be there and aren't."""
    for docname in sorted(build.edition.in_feeds):
        if has_body(build, docname) and not body_path(build, docname).is_file():
            yield docname
