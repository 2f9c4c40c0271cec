"""The search index of an incremental build, made equal to a clean build's.

Sphinx keeps words that no page has any more, each with an empty list, and forgets the index entries
of the pages it does not write.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from .record import Rebuild


def remember_stems(app: Sphinx, _doctree: object, _docname: str) -> None:
    """Let a builder stem each word once.

    Sphinx remembers stems for the length of a page. The pages of a series share most of their
    words, and stemming is a quarter of the time that a long text costs.
    """
    builder = app.builder
    if journey_domain(app.env).config is None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.indexer is not None and "stem" not in vars(builder.indexer.lang):
        language = builder.indexer.lang
        vars(language)["stem"] = cache(language.stem)


def clean_search_index(rebuild: Rebuild, builder: Builder) -> None:
    """Mend the index of a builder, after the last page has been taken into it."""
    indexer = builder.indexer if isinstance(builder, StandaloneHTMLBuilder) else None
    if indexer is None:
        return
    for mapping in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001
        kept = {word: docnames for word, docnames in sorted(mapping.items()) if docnames}
        mapping.clear()
        mapping.update(kept)  # JSON keeps the order, which is else that of reading
    entries = indexer._index_entries  # noqa: SLF001
    merged: dict[str, list[tuple[str, str, str]]] = {
        name: [(entry, target, main) for entry, target, main in made]
        for name, made in rebuild.old.index_entries.items()
        if name not in rebuild.written
    }
    merged |= {name: made for name, made in entries.items() if made}
    entries.clear()
    for name in sorted(merged):
        if name in indexer._titles:  # noqa: SLF001
            entries[name] = merged[name]
            rebuild.new.index_entries[name] = [list(entry) for entry in merged[name]]
