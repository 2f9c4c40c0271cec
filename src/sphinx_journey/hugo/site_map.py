"""Where the links of a Hugo site lead: to documents, to files, or nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .content_model import Reason
from .model import Page, SiteFile
from .shortcodes.late import read_late
from .urls import UrlMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .content_model import Content
    from .sources import Sources
    from .urls import Target

_NO_PAGES = frozenset({Reason.NOT_CONTENT, Reason.HIDDEN, Reason.IGNORED, Reason.RESOURCE})


class Lead(NamedTuple):
    """Where a link leads."""

    docname: str = ""
    """A document, published or not; empty for a file."""
    fragment: str = ""
    file: Path | None = None
    """A file that is no document."""
    address: str = ""
    """Where Hugo has that file, below the base URL."""


class SiteMap:
    """The URL map of a build's Hugo site, over documents and files."""

    def __init__(self, sources: Sources, contents: Mapping[str, Content]) -> None:
        """Take the site and what Hugo makes of its documents."""
        self._pages = {name: one.page for name, one in contents.items()}
        self._docnames = {(one.path, one.language): name for name, one in self._pages.items()}
        self._files = dict(_files_of(sources, contents))
        self._addressed = {name for name, one in contents.items() if not one.reasons}
        built = [one.page for one in contents.values() if not one.reasons]
        others = [
            one.page for one in contents.values() if one.reasons and not one.reasons & _NO_PAGES
        ]
        self._built = UrlMap(sources.site, built, self._files)
        self._all = UrlMap(sources.site, [*built, *others]) if others else self._built

    @property
    def files(self) -> list[str]:
        """The addresses of all files that links may lead to."""
        return sorted(f"{one.path}" for one in self._files)

    def lead(self, address: str, docname: str) -> Lead | None:
        """Return where a link of a document leads; ``None`` if not to anything of the site.

        Args:
            address: as the document has it, or a late link of a shortcode.
            docname: the document.
        """
        here = self._pages.get(docname)
        if here is None:
            return None
        late = read_late(address)
        for one in dict.fromkeys((self._built, self._all)):
            if late is None or late.kind == "url":
                found = one.find(late.target if late else address, here)
            else:
                found = one.ref(late.target, here, late.language)
            if found is not None and (lead := self._lead(found, late.fragment if late else "")):
                return lead
        return None

    def addresses(self) -> dict[str, str]:
        """Return by docname the file of each page in Hugo, relative to the output."""
        return {
            name: self._built.address(page).file
            for name, page in self._pages.items()
            if name in self._addressed
        }

    def picture(self, address: str, docname: str) -> Path | None:
        """Return the file that a document shows: of a static folder, or beside the page.

        Args:
            address: as the document has it, with or without a fragment and a query.
            docname: the document.
        """
        here = self._pages.get(docname)
        found = self._built.find(address, here) if here is not None else None
        return self._files.get(found.to) if found and isinstance(found.to, SiteFile) else None

    def _lead(self, target: Target, fragment: str) -> Lead | None:
        if isinstance(target.to, Page):
            name = self._docnames.get((target.to.path, target.to.language), "")
            return Lead(name, fragment or target.fragment) if name else None
        if isinstance(target.to, SiteFile):
            path = self._files.get(target.to)
            return Lead(file=path, address=target.to.path) if path else None
        return None


def _files_of(sources: Sources, contents: Mapping[str, Content]) -> Iterator[tuple[SiteFile, Path]]:
    """Yield what is in the static folders, and what stands beside pages."""
    for folder in sources.statics:
        for path in _walk(folder):
            yield SiteFile(path.relative_to(folder).as_posix()), path
    pages = {one.page.path for one in contents.values()}
    for language in sources.site.languages:
        folder = sources.site.root / language.content_dir
        for path in _walk(folder):
            name = path.relative_to(folder).as_posix()
            if name not in pages:
                yield SiteFile(name, is_static=False), path


def _walk(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_build")))
        yield from (Path(above, name) for name in sorted(names) if not name.startswith("."))
