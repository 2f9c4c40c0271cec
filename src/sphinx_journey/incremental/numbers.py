"""Section numbers that no table of contents assigns any more.

Sphinx puts them on each document's stored table of contents and titles, and leaves them there when
a toctree is no longer numbered, or no longer names the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def forget_numbers(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove the last build's section numbers, before Sphinx assigns this build's.

    Returns:
        No pages to write again; those with new numbers are found by their fingerprints.
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
