"""Pages of a Hugo site that no toctree need list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_UNLISTED = "nothing need list it"
"""What ``orphan`` says of pages that aren't marked by their authors."""


def mark_unlisted(_app: Sphinx, env: BuildEnvironment) -> None:
    """Let Sphinx not warn of generated pages and other languages' homes that nothing lists.

    In a plain project, the author's toctree may list the posts themselves; of a language beside the
    default one, no page is above the home.
    """
    build = journey_domain(env).build
    if build.inputs.hugo is None:
        return
    language = build.inputs.hugo.site.default_language
    for name, branch in build.branches.items():
        is_apart = branch.is_generated or (branch.language != language and not branch.folder)
        if is_apart and name in env.found_docs and name not in env.files_to_rebuild:
            env.metadata[name].setdefault("orphan", _UNLISTED)


def forget_unlisted(env: BuildEnvironment) -> None:
    """Take back the marks of the build before: by now, something may list the page."""
    for meta in env.metadata.values():
        if meta.get("orphan") == _UNLISTED:
            del meta["orphan"]
