"""Names of pictures in the output, the same whatever has been built before.

Two pictures of the same name in different folders get different names in the output, numbered in
the order in which Sphinx came across them. After an edit, or with parallel readers, that isn't the
order of a clean build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def name_pictures(_app: Sphinx, env: BuildEnvironment) -> None:
    """Name the pictures in the order of the documents that show them, then by path."""
    if journey_domain(env).build.config is None:
        return
    shown = {path: sorted(docnames) for path, (docnames, _) in env.images.items()}
    env.images = type(env.images)()
    for path in sorted(shown, key=lambda path: (shown[path][0], path)):
        for docname in shown[path]:
            env.images.add_file(docname, path)
