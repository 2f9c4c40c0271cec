"""Toctree parents of pages that are written again for what they show.

Sphinx writes with each page the pages whose toctrees name it. For a page that was read again that
is Sphinx's own way. For a page that only shows something new of others it would be in vain: its
parents are found by what they show themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def note_read(_app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Note which documents are read in this build."""
    journey_domain(env).read_now = frozenset(docnames)


def skip_parents(app: Sphinx, _builder: Builder) -> None:
    """Let Sphinx forget, while it writes, the parents of pages that were not read again."""
    env = app.env
    domain = journey_domain(env)
    if domain.rebuild is None:
        return
    spared = set(domain.rebuild.changed) - domain.read_now
    domain.rebuild.parents = env.files_to_rebuild
    env.files_to_rebuild = {
        docname: parents
        for docname, parents in env.files_to_rebuild.items()
        if docname not in spared
    }


def restore(app: Sphinx, _exception: Exception | None) -> None:
    """Give the parents back, for a further build by the same environment."""
    env = getattr(app, "env", None)
    rebuild = journey_domain(env).rebuild if env is not None else None
    if rebuild is not None and rebuild.parents is not None:
        app.env.files_to_rebuild = rebuild.parents
        rebuild.parents = None
