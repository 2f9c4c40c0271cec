"""Where the links of a Hugo site lead: to documents, to files, or nowhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from .content_model import Reason
from .model import Kind, Page, Section, SiteFile
from .passed_over import walk
from .shortcodes.late import read_late
from .urls import UrlMap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..core.problems import Problem
    from .branches import Branch
    from .content_model import Content
    from .sources import Sources
    from .urls import Target

_MADE = frozenset({"index.xml", "index.json", "sitemap.xml", "robots.txt", "404.html"})
_NO_PAGES = frozenset({Reason.NOT_CONTENT, Reason.HIDDEN, Reason.IGNORED, Reason.RESOURCE})


_PICTURES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")


class Lead(NamedTuple):
    """Where a link leads."""

    docname: str = ""
    """A document, published or not; empty for a file."""
    fragment: str = ""
    file: Path | None = None
    """A file that is no document."""
    address: str = ""
    """Where Hugo has that file, relative to the output."""


class SiteMap:
    """The URL map of a build's Hugo site, over documents and files."""

    def __init__(
        self,
        sources: Sources,
        contents: Mapping[str, Content],
        branches: Mapping[str, Branch],
        without: Collection[Path] = (),
    ) -> None:
        """Take the site, what Hugo makes of its documents, and the pages of sections.

        Args:
            sources: the site and its folders.
            contents: what Hugo makes of each document.
            branches: the pages of sections, by document.
            without: folders that hold nothing of the site, as that of the output.
        """
        self._site = sources.site
        self._root = sources.site.root
        self._contents = [folder for one in sources.site.languages for folder in one.content_dirs]
        # Of two files at one path, the one that is built comes last, and counts.
        ordered = sorted(contents.items(), key=lambda item: not item[1].reasons)
        self._pages = {name: one.page for name, one in ordered}
        self._docnames = {(one.path, one.language): name for name, one in self._pages.items()}
        self._generated = {
            (one.language, one.folder.casefold()): one.docname
            for one in branches.values()
            if one.is_generated
        }
        self._files = dict(_files_of(sources, contents, without))
        self._addressed = {name for name, one in contents.items() if not one.reasons}
        built = [one.page for one in contents.values() if not one.reasons]
        others = [
            one.page for one in contents.values() if one.reasons and not one.reasons & _NO_PAGES
        ]
        self._built = UrlMap(sources.site, built, self._files)
        self._all = UrlMap(sources.site, [*built, *others]) if others else self._built

    @property
    def problems(self) -> list[tuple[str, Problem]]:
        """What is wrong with the addresses of pages that are built, with the document of each."""
        names = {page.path: name for name, page in self._pages.items()}
        return [(names[one.location.path], one) for one in self._built.problems]

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
        if late is not None and late.kind == "doc":
            return Lead(late.target, late.fragment)
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
        pages: dict[str, Page | Section] = {
            name: page for name, page in self._pages.items() if name in self._addressed
        }
        for section in self._built.sections:
            if docname := self._docname(section):
                pages[docname] = section
        return {
            name: self._built.address(page).file
            for name, page in pages.items()
            if self._built.is_reached(page)
        }

    def aliases(self, docname: str) -> tuple[str, ...]:
        """Return the former addresses of a document that is built, from the root."""
        page = self._pages.get(docname)
        found = self._built.aliases(page) if page and docname in self._addressed else ()
        if (other := self._built.other_home) is not None and self._docname(other[0]) == docname:
            found = (*found, other[1])
        files = (".html", ".htm", "/")
        return tuple(one if one.lower().endswith(files) else f"{one}/" for one in found)

    def has_elsewhere(self, address: str, docname: str) -> bool:
        """Return whether a link leads to what Hugo makes and isn't made here.

        That is the pages of taxonomies, such as ``/tags/salt/``, feeds, and the map of the site.
        """
        here = self._pages.get(docname)
        path = self._built.path_of(address, here) if here is not None else None
        if path is None:
            return False
        parts = path.strip("/").split("/")
        codes = {one.code for one in self._site.languages}
        if parts[0] in codes:
            del parts[0]
        names = {*self._site.taxonomies}
        return bool(parts) and (parts[0] in names or parts[-1] in _MADE)

    def files(self) -> list[tuple[str, str]]:
        """Return the path and the address of all files that links and pictures may lead to."""
        found = ((one, self._built.file_address(one)) for one in self._files)
        return sorted((one.path, address) for one, address in found if address)

    def picture(self, address: str, docname: str) -> Path | None:
        """Return the file that a document shows: of a static folder, or beside the page.

        Args:
            address: as the document has it, with or without a fragment and a query.
            docname: the document.
        """
        here = self._pages.get(docname)
        found = self._built.find(address, here) if here is not None else None
        return self._files.get(found.to) if found and isinstance(found.to, SiteFile) else None

    def picture_by_part(self, part: str, docname: str) -> Path | None:
        """Return the first picture beside or below a document whose name has a part.

        It is what ``.Resources.GetMatch "**part*"`` finds, in any case.

        Args:
            part: of the name, which may begin in a folder.
            docname: the document.
        """
        page = self._pages.get(docname)
        part = part.lower()
        if page is None or not part:
            return None
        folder = f"{dirname(page.path)}/".removeprefix("/")
        found = sorted(
            one.path
            for one in self._files
            if not one.is_static
            and one.path.startswith(folder)
            and one.path.lower().endswith(_PICTURES)
            and _has_part(one.path[len(folder) :].lower(), part)
        )
        return self._files[SiteFile(found[0], is_static=False)] if found else None

    def text(self, name: str, docname: str) -> Path | None:
        """Return the text file that a shortcode of a document reads, in the site's own folder.

        Args:
            name: relative to the site, to its content, to a static folder or to the document's
                folder.
            docname: the document.
        """
        root = self._root.resolve()
        page = self._pages.get(docname)
        folders = [root, *(root / one for one in self._contents)]
        if page is not None and not name.startswith("/"):
            folders += [root / one / dirname(page.path) for one in self._contents]
        for folder in folders:
            with suppress(OSError, ValueError):
                path = Path(folder, name.lstrip("/")).resolve()
                if path.is_relative_to(root) and path.is_file():
                    return path
        return self.picture(name, docname)

    def address(self, name: str, docname: str) -> str | None:
        """Return the address of the page that ``ref`` of a document names, from the host's root."""
        here = self._pages.get(docname)
        found = self._built.ref(name, here) if here is not None else None
        if found is None or isinstance(found.to, SiteFile):
            return None
        link = self._built.address(found.to).url
        return f"{link}#{found.fragment}" if found.fragment else link

    def _lead(self, target: Target, fragment: str) -> Lead | None:
        if not isinstance(target.to, SiteFile):
            name = self._docname(target.to)
            return Lead(name, fragment or target.fragment) if name else None
        path, address = self._files.get(target.to), self._built.file_address(target.to)
        return Lead(file=path, address=address.lstrip("/")) if path and address else None

    def _docname(self, content: Page | Section) -> str:
        """Return the document of a page, or that stands for a section without a file."""
        if isinstance(content, Page):
            return self._docnames.get((content.path, content.language), "")
        section = content
        return self._generated.get((section.language, section.folder.strip("/").casefold()), "")


def _has_part(name: str, part: str) -> bool:
    _, is_there, rest = name.rpartition(part)
    return bool(is_there) and "/" not in rest


def _files_of(
    sources: Sources, contents: Mapping[str, Content], without: Collection[Path]
) -> Iterator[tuple[SiteFile, Path]]:
    """Yield what is in the static folders, and what stands beside pages that are built.

    What is beside a page that isn't built, Hugo doesn't publish either.
    """
    for folder in sources.statics:
        for path in walk(folder, without):
            prefix = sources.prefixes.get(folder, "")
            yield SiteFile(f"{prefix}{path.relative_to(folder).as_posix()}"), path
    pages: set[str] = set()
    bundles: dict[str, bool] = {}
    for one in contents.values():
        pages.add(one.page.path)
        name = one.page.path.rpartition("/")[2]
        if name.lower().startswith("index.") or one.page.kind is not Kind.PAGE:
            beside = dirname(one.page.path)
            bundles[beside] = bundles.get(beside, False) or not one.reasons
    tops = {folder for one in sources.site.languages for folder in one.content_dirs}
    for top in [sources.site.root / one for one in sorted(tops)]:
        for path in walk(top, {*without, *sources.statics}):
            name = path.relative_to(top).as_posix()
            if name not in pages and _is_out(dirname(name), bundles):
                yield SiteFile(name, is_static=False), path


def _is_out(folder: str, bundles: Mapping[str, bool]) -> bool:
    """Return whether the page is built that the files of a folder belong to."""
    while folder and folder not in bundles:
        folder = dirname(folder)
    return bundles.get(folder, True)
