"""What is written besides documents, and what is deleted because no build makes it any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sphinx.environment import BuildEnvironment

from ..builds.build import Build
from ..builds.outputs import Output, Page
from .archives import archive_pages
from .assets import assets
from .calendars import calendar_files
from .feeds import feed_files
from .journey_json import journey_json
from .linked_files import linked_files
from .progress import progress_pages
from .redirects import redirect_pages
from .sitemap import sitemap

Make = Callable[[Build, BuildEnvironment], Iterable[Output | Page]]

OUTPUTS: Final[list[Make]] = [
    assets,
    progress_pages,
    archive_pages,
    feed_files,
    journey_json,
    linked_files,
    calendar_files,
    redirect_pages,
    sitemap,
]
"""Every output. If two yield the same file, the first wins."""
