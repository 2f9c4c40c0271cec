"""Files of a build beside the pages of documents, as far as a project's values name them.

Sphinx deletes none of them when the value is gone: an index that is switched off, a file that is
no longer among the static ones, a book under its old name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.indexentries import IndexEntries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def generated_files(env: BuildEnvironment, builder: Builder) -> list[str]:
    """Return these files of a build, relative to the output, with ``/``.

    What other extensions write by themselves is not among them, and is never deleted.
    """
    if builder.format == "latex":
        return sorted(str(entry[1]) for entry in builder.config.latex_documents)
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    found = {*_pages(env, builder), *_static(builder), *_extra(builder)}
    if builder.name == "epub":
        found.add(f"{builder.config.epub_basename}.epub")
    return sorted(found)


def _pages(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the files of indices, of the search and of the pages that the project adds."""
    config = builder.config
    names = [*config.html_additional_pages, *(entry[0] for entry in builder.domain_indices)]
    if builder.use_index:
        names.append("genindex")
        if config.html_split_index:
            entries = IndexEntries(env).create_index(builder)
            names += ["genindex-all", *(f"genindex-{letter}" for letter, _ in entries)]
    if builder.search:
        names.append("search")
        if config.html_use_opensearch:
            yield "_static/opensearch.xml"
    outdir = os.fspath(builder.outdir)
    for name in names:
        path = os.fspath(builder.get_outfilename(name))
        yield path[len(outdir) + 1 :].replace(os.sep, "/")


def _static(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield what is copied from the theme and the project's static folders."""
    config = builder.config
    folders = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    folders += [Path(builder.srcdir, entry) for entry in config.html_static_path]
    for logo in (config.html_logo, config.html_favicon):
        if logo and "://" not in logo:
            folders.append(Path(builder.srcdir, logo))
    for file in _files_in(folders):
        yield f"_static/{file.removesuffix('.jinja').removesuffix('_t')}"
    if builder.indexer is not None:
        stemmer = builder.indexer.get_js_stemmer_rawcode()
        if stemmer:
            yield f"_static/{Path(stemmer).name}"


def _extra(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    yield from _files_in(Path(builder.srcdir, entry) for entry in builder.config.html_extra_path)


def _files_in(entries: Iterable[Path]) -> Iterator[str]:
    for entry in entries:
        if entry.is_file():
            yield entry.name
        for folder, _, names in os.walk(entry):
            below = Path(folder).relative_to(entry).as_posix()
            yield from (name if below == "." else f"{below}/{name}" for name in names)
