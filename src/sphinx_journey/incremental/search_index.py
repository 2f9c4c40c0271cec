"""The search index of an incremental build, made equal to a clean build's.

Sphinx keeps words that are no longer on any page, each with an empty list, and forgets the index
entries of the pages it doesn't write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import sphinx_internals
from ..domain.journey import journey_domain
from ..sphinx_internals import drop_words_without_pages, index_entries, indexed_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..builds.build import Build


def remember_stems(app: Sphinx, _doctree: object, _docname: str) -> None:
    """Stem each word only once per build, in a project with a journey."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and journey_domain(app.env).build.config is not None:
        sphinx_internals.remember_stems(indexer)


def clean_search_index(build: Build) -> None:
    """Clean a builder's search index, after the last page has been added to it."""
    indexer, writing = getattr(build.builder, "indexer", None), build.writing
    if indexer is None or writing is None or build.lost:
        return
    drop_words_without_pages(indexer)
    entries, known = index_entries(indexer), indexed_documents(indexer)
    merged = {
        name: [(entry, target, main) for entry, target, main in old]
        for name, old in writing.old.index_entries.items()
        if name not in writing.written
    }
    merged |= {name: new for name, new in entries.items() if new}
    entries.clear()
    for name in sorted(merged):
        if name in known:
            entries[name] = merged[name]
            writing.new.index_entries[name] = [list(entry) for entry in merged[name]]
