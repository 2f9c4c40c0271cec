"""Section numbers that a table of contents no longer gives.

Sphinx puts them on the kept contents and titles of each document, and leaves them there when a
toctree is numbered no more, or names a document no longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def forget_numbers(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take off the numbers of the last build, before Sphinx gives those of this one.

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
