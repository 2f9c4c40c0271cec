"""Files that Sphinx itself writes besides the pages of documents.

Sphinx never deletes them when the configuration no longer asks for them: an index that is switched
off, a static file that is gone, a book under its old name. What other extensions write by
themselves is not among them, and is never deleted.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.i18n import docname_to_domain

from ..sphinx_internals import index_letters, static_dirs, stemmers, translations_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_NO_PAGES = ("objects.inv", "searchindex.js")


def page_suffix(builder: Builder) -> str:
    """Return the suffix of the files a builder writes, or an empty string if it writes no pages."""
    return str(getattr(builder, "out_suffix", ""))


def is_web(builder: Builder) -> bool:
    """Return whether its pages are shown by browsers, and not by readers of books."""
    return builder.format == "html" and builder.name != "epub"


def writes_each_page(builder: Builder) -> bool:
    """Return whether a builder writes a file for each document, and only those it has to."""
    return builder.name != "singlehtml" and bool(page_suffix(builder))


def output_file(builder: Builder, pagename: str) -> str:
    """Return the file of a page, relative to the output, with ``/``."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return f"{pagename}{page_suffix(builder)}"
    path = os.fspath(builder.get_outfilename(pagename))
    return path[len(os.fspath(builder.outdir)) + 1 :].replace(os.sep, "/")


def page_names(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> list[str]:
    """Return the names of all pages that Sphinx may write besides those of documents."""
    config = builder.config
    names = ["genindex", "genindex-all", "search", *config.html_additional_pages]
    names += [f"{d.name}-{index.name}" for d in env.domains.sorted() for index in d.indices]
    if config.html_use_index and config.html_split_index:
        names += [f"genindex-{letter}" for letter in index_letters(env, builder)]
    return names


def possible_files(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the files besides documents that Sphinx may write; nothing else may replace them."""
    yield from _NO_PAGES
    yield from (output_file(builder, name) for name in page_names(env, builder))
    yield from extra_files(builder)


def generated_files(env: BuildEnvironment, builder: Builder) -> list[str]:
    """Return the generated files of a build; call it once all documents are written."""
    if builder.format == "latex":
        return sorted(str(e[1]) for e in builder.config.latex_documents if e[0] in env.found_docs)
    if builder.name == "gettext":
        return _catalogs(env)
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    config = builder.config
    names = [*config.html_additional_pages, *(entry[0] for entry in builder.domain_indices)]
    files = []
    if builder.use_index:
        names.append("genindex")
        if config.html_split_index:
            names += [
                "genindex-all",
                *(f"genindex-{letter}" for letter in index_letters(env, builder)),
            ]
    if builder.search:
        names.append("search")
        if config.html_use_opensearch:
            files.append("_static/opensearch.xml")
    if builder.indexer is not None:
        files += (f"_static/{name}" for name in stemmers(builder.indexer))
    if translations_script(builder):
        files.append("_static/translations.js")
    if builder.name == "epub":
        files.append(f"{config.epub_basename}.epub")
    return sorted({*files, *(output_file(builder, name) for name in names)})


def _catalogs(env: BuildEnvironment) -> list[str]:
    """Return the catalogs of messages of all documents."""
    compaction = env.config.gettext_compact
    return sorted({f"{docname_to_domain(name, compaction)}.pot" for name in env.found_docs})


def files_of_withheld(
    builder: Builder, env: BuildEnvironment, withheld: Iterable[str], started: int
) -> set[str]:
    """Return what builders that write no page for each document keep of withheld ones.

    Args:
        builder: that of gettext, or the one that lists changes.
        env: its environment.
        withheld: the withheld documents.
        started: when the build began, in nanoseconds.
    """
    if builder.name == "gettext":
        compaction = env.config.gettext_compact
        own = {f"{docname_to_domain(name, compaction)}.pot" for name in withheld}
        return own.difference(_catalogs(env))
    if builder.name == "changes":
        found = {f"rst/{name}.html" for name in withheld}
        lists = Path(builder.outdir, "changes.html")
        # Where no change is left, Sphinx leaves the list of those before.
        if found and lists.is_file() and lists.stat().st_mtime_ns < started:
            found |= {"changes.html", "index.html"}
        return found
    return set()


_BY_TEX = (
    "aux", "fdb_latexmk", "fls", "idx", "ilg", "ind", "log", "out", "pdf", "synctex.gz", "toc",
    "xdv",
)  # fmt: skip
"""The suffixes of what TeX and its tools make of a book."""
BOOKS = ("latex_documents", "texinfo_documents", "man_pages")
"""The values that list books, each with the document that it begins with."""


def files_of_books(builder: Builder, books: Mapping[str, Iterable[Sequence[str]]]) -> set[str]:
    """Return the files of some books, and what TeX may have made of them.

    Args:
        builder: only its own books count.
        books: entries of the values in :data:`BOOKS`, by the name of the value.
    """
    if builder.name == "latex":
        stems = [str(book[1]).removesuffix(".tex") for book in books.get("latex_documents", ())]
        return {f"{stem}.{suffix}" for stem in stems for suffix in ("tex", *_BY_TEX)}
    if builder.name == "texinfo":
        return {f"{book[1]}.texi" for book in books.get("texinfo_documents", ())}
    if builder.name == "man":
        return {f"{book[1]}.{book[4]}" for book in books.get("man_pages", ())}
    return set()


def static_sources(builder: StandaloneHTMLBuilder) -> list[Path]:
    """Return the folders and files that Sphinx copies into ``_static``."""
    config = builder.config
    found = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    found += static_dirs(builder)
    found += [Path(builder.srcdir, entry) for entry in config.html_static_path]
    for logo in (config.html_logo, config.html_favicon):
        if logo and "://" not in logo:
            found.append(Path(builder.srcdir, logo))
    return found


def static_files(builder: Builder) -> list[str]:
    """Return what is copied from themes, the project's static folders and its extra ones."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    files = {
        f"_static/{file.removesuffix('.jinja').removesuffix('_t')}"
        for file in _files_in(static_sources(builder))
    }
    return sorted(files.union(extra_files(builder)))


def extra_files(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield what is copied into the output from the project's extra folders."""
    return _files_in(Path(builder.srcdir, entry) for entry in builder.config.html_extra_path)


def _files_in(entries: Iterable[Path]) -> Iterator[str]:
    for entry in entries:
        if entry.is_file():
            yield entry.name
        for folder, _, names in os.walk(entry):
            below = Path(folder).relative_to(entry).as_posix()
            yield from (name if below == "." else f"{below}/{name}" for name in names)
