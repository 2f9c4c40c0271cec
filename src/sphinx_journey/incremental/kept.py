"""What Sphinx keeps in its environment from build to build, made the same as in a clean build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def name_pictures(_app: Sphinx, env: BuildEnvironment) -> None:
    """Name the pictures in the order of the documents that show them, then of their paths.

    Two pictures of one name in different folders get different names in the output, in the order
    in which Sphinx met them, which after an edit, or with parallel readers, is not that of a clean
    build.
    """
    if journey_domain(env).build.config is None:
        return
    shown = {path: sorted(docnames) for path, (docnames, _) in env.images.items()}
    env.images = type(env.images)()
    for path in sorted(shown, key=lambda path: (shown[path][0], path)):
        for docname in shown[path]:
            env.images.add_file(docname, path)


def forget_numbers(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take off the section numbers of the last build, before Sphinx gives those of this one.

    Sphinx puts them on the contents and titles of each document, and leaves them there when a
    toctree is numbered no more, or names a document no longer.

    Returns:
        Nothing to write again; what has changed is found by what pages show.
    """
    build = journey_domain(env).build
    if build.config is None or build.lost:
        return []
    for docname in env.toc_secnumbers:
        for reference in env.tocs[docname].findall(nodes.reference) if docname in env.tocs else ():
            reference.attributes.pop("secnumber", None)
        for titles in (env.titles, env.longtitles):
            if docname in titles:
                titles[docname].attributes.pop("secnumber", None)
    return []
