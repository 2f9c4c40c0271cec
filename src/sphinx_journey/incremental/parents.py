"""Toctree parents of pages that are written again for what they show.

Sphinx writes with each page the pages whose toctrees name it. For a page that was read again that
is Sphinx's own way. For a page that only shows something new of others it would be in vain: its
parents are found by what they show themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain
from ..sphinx_internals import forget_parents, restore_parents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def skip_parents(app: Sphinx, _builder: Builder) -> None:
    """Let Sphinx forget, while it writes, the parents of pages that were not read again."""
    build = journey_domain(app.env).build
    if build.writing is not None and not build.lost:
        build.writing.parents = forget_parents(app.env, build.writing.changed - build.read)


def give_parents_back(app: Sphinx, _exception: Exception | None) -> None:
    """Give the parents back, for a further build by the same environment."""
    env = getattr(app, "env", None)
    writing = journey_domain(env).build.writing if env is not None else None
    if writing is not None and writing.parents is not None:
        restore_parents(app.env, writing.parents)
        writing.parents = None
