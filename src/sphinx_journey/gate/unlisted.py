"""Pages that no toctree need list: posts of no journey, and some of a Hugo site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build

_UNLISTED = "nothing need list it"
"""What ``orphan`` says of pages that aren't marked by their authors."""


def mark_unlisted(_app: Sphinx, env: BuildEnvironment) -> None:
    """Let Sphinx not warn of pages that nothing lists, and needn't.

    Posts of no journey are found by lists of posts. Of a Hugo site, these are generated pages and
    other languages' homes: in a plain project, the author's toctree may list the posts themselves;
    of a language beside the default one, no page is above the home.
    """
    build = journey_domain(env).build
    for name in (*build.edition.blog.alone, *_of_hugo(build)):
        if name in env.found_docs and name not in env.files_to_rebuild:
            env.metadata[name].setdefault("orphan", _UNLISTED)


def _of_hugo(build: Build) -> Iterator[str]:
    if build.inputs.hugo is None:
        return
    language = build.inputs.hugo.site.default_language
    for name, branch in build.branches.items():
        if branch.is_generated or (branch.language != language and not branch.folder):
            yield name


def is_unlisted(env: BuildEnvironment, docname: str) -> bool:
    """Return whether a page is in no toctree, and its author hasn't said so."""
    return env.metadata[docname].get("orphan") == _UNLISTED


def forget_unlisted(env: BuildEnvironment) -> None:
    """Take back the marks of the build before: by now, something may list the page."""
    for meta in env.metadata.values():
        if meta.get("orphan") == _UNLISTED:
            del meta["orphan"]
