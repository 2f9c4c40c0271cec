"""The file that tells other programs of a project's journeys and posts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..builds.addresses import is_address, page_address
from ..builds.outputs import Output
from ..builds.sphinx_files import output_file, possible_files
from ..core.export import Website, as_json, exported
from ..core.feeds import authorities_of, ids_of
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..reading.published import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build

FILE: Final = "journey.json"


def journey_json(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield the file, if the project asks for it; only websites have it."""
    config, builder = build.config, build.builder
    if config is None or not config.json or builder.name not in {"html", "dirhtml"}:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - both of these are
    fault = _fault(env, builder)
    if fault:
        warn(Subtype.FEED, fault, once=True)
        return
    yield Output(FILE, partial(_content, build, env))


def _fault(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> str:
    """Return why the file can't be written, and what to do; empty if it can."""
    base = str(env.config.html_baseurl)
    if not base:
        return (
            f"{FILE} holds absolute addresses, so it isn't written: set 'html_baseurl' in conf.py "
            "to the address of your website, as in 'https://example.org/'."
        )
    if not is_address(base):
        return (
            f"html_baseurl is {short_repr(base)}, which isn't an address like "
            f"'https://example.org/', so {FILE} isn't written."
        )
    taken = {*possible_files(env, builder), *(output_file(builder, one) for one in env.found_docs)}
    if any(file == FILE or file.startswith(f"{FILE}/") for file in taken):
        return (
            f"There is a file {FILE!r} already, so that of journey_json isn't written. Give the "
            "other one another name."
        )
    return ""


def _content(build: Build, env: BuildEnvironment) -> bytes:
    journeys, blog, progress = published(env)
    project = str(env.config.project)
    ids = ids_of(blog.posts, journeys, project, authorities_of(build.inputs.plan))
    page = partial(page_address, build.builder)
    website = Website(
        project=project,
        language=str(env.config.language).replace("_", "-"),
        generator=f"sphinx-journey {__version__}",
        home=page(env.config.root_doc),
        progress={journey_id: page(name) for journey_id, name in progress.items()},
        page=page,
    )
    alone = [post for post in blog.posts if post.docname in blog.alone]
    return as_json(exported(journeys, alone, ids, website))
