"""Redirect pages: at each alias of a document, a small page that leads to it.

Only HTML that is served as a tree of pages has addresses that a reader may have kept, so other
builders make none.
"""

from __future__ import annotations

import os
import posixpath
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util.osutil import relative_uri

from ..core.aliases import redirects
from ..core.problems import Subtype
from ..diagnostics import report, warn
from ..domain.journey import journey_domain
from ..pages.contexts import progress_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.problems import Problem

_FILES = ("objects.inv", "searchindex.js")
_PAGES = ("genindex", "genindex-all", "search")
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={uri}">
</head>
<body>
<p><a href="{uri}">{title}</a></p>
</body>
</html>
"""


def redirect_files(env: BuildEnvironment, builder: Builder) -> set[str]:
    """Return the redirect pages of this build, relative to the output, with ``/``."""
    return set(_redirects(env, builder)[0])


def redirect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Note which redirect pages there are, and write them when Sphinx comes to it.

    They are noted at once, before files that earlier builds left are deleted, and written after
    that: one of those may be in their way.
    """
    domain = journey_domain(app.env)
    made, problems = _redirects(app.env, app.builder)
    if domain.rebuild is not None:
        domain.rebuild.new.others += sorted(made)
    report(problems, Path(app.srcdir))
    return _written(made, app.env, app.builder)


def _written(
    made: dict[str, str], env: BuildEnvironment, builder: Builder
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the pages whose bytes have changed; Sphinx gets none, for they are not the theme's."""
    if isinstance(builder, StandaloneHTMLBuilder):
        for file, docname in made.items():
            try:
                _write(Path(builder.outdir, file), _page(env, builder, file, docname).encode())
            except (OSError, ValueError) as error:
                warn(
                    Subtype.ALIAS,
                    f"The redirect page {file!r} can't be written: {error}. Write another path.",
                    location=_place(env, docname),
                )
    yield from ()


def _redirects(
    env: BuildEnvironment, builder: Builder
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    domain = journey_domain(env)
    if (
        domain.config is None
        or builder.name not in {"html", "dirhtml"}
        or not isinstance(builder, StandaloneHTMLBuilder)
    ):
        return {}, ()
    documents = [d for name, d in domain.records.items() if name in env.found_docs]
    if not any(document.front.aliases for document in documents):
        return {}, ()
    return redirects(
        documents,
        page_file=lambda name: _file(builder, name),
        pages={_file(builder, name): name for name in sorted(env.found_docs)},
        generated=_generated(env, builder),
    )


def _file(builder: StandaloneHTMLBuilder, name: str) -> str:
    path = os.fspath(builder.get_outfilename(name))
    return path[len(os.fspath(builder.outdir)) + 1 :].replace(os.sep, "/")


def _generated(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the files beside the documents' own: the builder's, the project's and ours."""
    yield from _FILES
    names = [*_PAGES, *builder.config.html_additional_pages]
    names += [f"{d.name}-{index.name}" for d in env.domains.sorted() for index in d.indices]
    for journey_id in journey_domain(env).journeys.by_id:
        if page := progress_page(env, journey_id):
            names.append(page)
    if builder.config.html_use_index and builder.config.html_split_index:
        entries = IndexEntries(env).create_index(builder)
        names += [f"genindex-{letter}" for letter, _ in entries]
    for name in names:
        yield _file(builder, name)
    for extra in builder.config.html_extra_path:
        path = Path(env.srcdir, extra)
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                yield file.relative_to(path if path.is_dir() else path.parent).as_posix()


def _page(env: BuildEnvironment, builder: StandaloneHTMLBuilder, file: str, docname: str) -> str:
    target = builder.get_target_uri(docname)
    uri = relative_uri(file, target)
    base = builder.config.html_baseurl
    return _PAGE.format(
        language=escape(builder.config.language.replace("_", "-")),
        title=escape(" ".join(env.titles[docname].astext().split())),
        canonical=escape(posixpath.join(base, target) if base else uri),
        uri=escape(uri),
    )


def _place(env: BuildEnvironment, docname: str) -> str:
    place = journey_domain(env).records[docname].location("aliases")
    return f"{Path(env.srcdir, place.path)}:{place.line}"


def _write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, if it isn't there with the same bytes."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / f".journey-{os.getpid()}.part"
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
