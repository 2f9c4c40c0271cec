"""The files of a Hugo site that pages link to, at their addresses there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Output
from ..builds.source_folders import is_own
from ..builds.sphinx_files import is_web, output_file
from ..domain.journey import journey_domain
from ..gate.hugo import leads
from ..gate.links import OF_HUGO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build


def linked_files(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield each file; where a document's page has its address, that stays."""
    builder = build.builder
    if build.inputs.hugo is None or not is_web(builder):
        return
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    taken = {output_file(builder, name) for name in env.found_docs}
    for docname, links in sorted(journey_domain(env).links.items()):
        for link in sorted(links) if docname in env.found_docs else ():
            lead = leads(env, link.target, docname) if link.type == OF_HUGO else None
            if lead is None or lead.file is None or lead.address in taken:
                continue
            if is_own(build, env, lead.file):
                yield Output(lead.address, lead.file.read_bytes)
