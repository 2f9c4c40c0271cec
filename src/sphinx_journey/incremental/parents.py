"""Toctree parents of pages that are written again because of what they show.

Together with each page, Sphinx writes the pages whose toctrees name it. For a page that was read
again we leave that to Sphinx. For a page that merely shows something new of others it is wasted
work: parents that change are found by their own fingerprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from ..sphinx_internals import forget_parents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def skip_parents(app: Sphinx, _builder: Builder) -> None:
    """Make Sphinx forget, while it writes, the parents of pages that were not read again."""
    build = journey_domain(app.env).build
    if build.writing is not None and not build.lost:
        build.undo.append(forget_parents(app.env, build.writing.changed - build.read))
