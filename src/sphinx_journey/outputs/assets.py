"""The stylesheet and the script, where a page of the build needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Output
from ..pictures.pages import enlarges, needs_style
from ..static import ENLARGE_SCRIPT, stylesheet_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build


def assets(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield the files that pages link to."""
    if not isinstance(build.builder, StandaloneHTMLBuilder):
        return
    if needs_style(build, env):
        stylesheet = stylesheet_for(build.builder.name)
        yield Output(f"_static/{stylesheet.name}", stylesheet.read_bytes)
    if enlarges(build, env):
        yield Output(f"_static/{ENLARGE_SCRIPT.name}", ENLARGE_SCRIPT.read_bytes)
