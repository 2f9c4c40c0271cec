"""Names of pictures in the output, the same whatever has been built before.

Two pictures of one name in different folders get different names in the output, in the order in
which Sphinx met them: after an edit, or with parallel readers, another than in a clean build.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def name_pictures(_app: Sphinx, env: BuildEnvironment) -> None:
    """Name the pictures in the order of the documents that show them, then of their paths."""
    if journey_domain(env).config is None:
        return
    taken: set[str] = set()
    for path, (docnames, _) in sorted(env.images.items(), key=lambda i: (min(i[1][0]), i[0])):
        file = PurePosixPath(path)
        name, number = file.name, 0
        while name in taken:
            number += 1
            name = f"{file.stem}{number}{file.suffix}"
        taken.add(name)
        env.images[path] = (docnames, name)
    env.images._existing = taken  # noqa: SLF001 - what it keeps of the names given out
