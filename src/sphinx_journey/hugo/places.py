"""What the path of a file in a content folder says: its language, its kind, its logical path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Site

SUFFIXES: Final = (
    *("md", "mdown", "markdown", "html", "htm", "org"),
    *("ad", "adoc", "asciidoc", "pandoc", "pdc", "rst"),
)
"""Of the files that Hugo 0.168 makes pages of; it calls other programs for all from ``ad`` on."""


@dataclass(frozen=True)
class Place:
    """Where a file is in its content folder."""

    path: str
    """Relative to the content folder, with ``/`` and in its own case."""
    folder: str
    """Its folder there; empty for the content folder itself."""
    stem: str
    """The file's name without suffix and language."""
    suffix: str
    """In lower case and without the dot; empty for a file that isn't content."""
    language: str
    is_disabled: bool = False
    """Whether its language is switched off."""
    rank: int = 0
    """Of its content folder, among those of its language: of two files at one path, the one in
    the first folder counts."""

    @property
    def is_leaf(self) -> bool:
        """Whether it is the page of a leaf bundle.

        Hugo takes an ``index.md`` in the content folder itself for the bundle of the whole site,
        which has no other page then. To Sphinx it is the root document.
        """
        return self.stem.lower() == "index" and bool(self.suffix and self.folder)

    @property
    def is_branch(self) -> bool:
        """Whether it is the page of a section or of the whole site."""
        return self.stem.lower() == "_index" and bool(self.suffix)

    @property
    def is_home(self) -> bool:
        """Whether it is the page of the whole site."""
        return not self.folder and self.stem.lower() in {"index", "_index"} and bool(self.suffix)

    @property
    def logical(self) -> str:
        """Its path as Hugo matches it: ``/my-posts/one`` of ``My Posts/One.pt.md``."""
        is_bundle = self.is_home or self.is_leaf or self.is_branch
        path = self.folder if is_bundle else f"{self.folder}/{self.stem}".lstrip("/")
        return logical(path)


def logical(path: str) -> str:
    """Return a path below the content folder as Hugo matches it."""
    return "/" + re.sub(r"\s", "-", path.lower())


def place_of(path: str, site: Site) -> Place:
    """Return where a file is.

    Args:
        path: relative to the site, with ``/``.
        site: the site; it says which content folders there are, and of which language.
    """
    every = {folder for one in site.languages for folder in one.content_dirs}
    folders = sorted(every, key=len, reverse=True)
    content = next((one for one in folders if path.startswith(f"{one.rstrip('/')}/")), "")
    inner = path[len(content.rstrip("/")) + 1 :] if content else path
    owners = [one.code for one in site.languages if content in one.content_dirs]
    rank = max(
        (one.content_dirs.index(content) for one in site.languages if one.code in owners), default=0
    )
    language = site.default_language
    if owners and language not in owners:
        language = owners[0]
    folder, _, name = inner.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    suffix = suffix.lower() if dot and suffix.lower() in SUFFIXES else ""
    if not suffix:
        return Place(inner, folder, name, "", language, rank=rank)
    before, dot, code = stem.rpartition(".")
    code = code.lower() if dot else ""
    is_disabled = code in site.disabled_languages
    if is_disabled or any(code == one.code for one in site.languages):
        return Place(inner, folder, before, suffix, code, is_disabled, rank)
    return Place(inner, folder, stem, suffix, language, rank=rank)


def kind_of(place: Place, site: Site) -> Kind:
    """Return the kind of the page that a content file is."""
    if place.is_home:
        return Kind.HOME
    if not place.is_branch:
        return Kind.PAGE
    first, _, rest = place.logical[1:].partition("/")
    if first in site.taxonomies:
        return Kind.TERM if rest else Kind.TAXONOMY
    return Kind.SECTION


def winners(places: Iterable[tuple[str, Place]]) -> dict[str, str]:
    """Return for each file the one that is the page of its logical path and language.

    Of a folder's ``index.md`` and ``_index.md``, and of a bundle and a file beside it, it is the
    former; of names that differ in case or blanks the first; of one name with several suffixes
    the last. So Hugo 0.168 does.
    """
    rivals: dict[tuple[str, str], list[tuple[str, Place]]] = {}
    for path, place in places:
        rivals.setdefault((place.language, place.logical), []).append((path, place))
    found: dict[str, str] = {}
    for several in rivals.values():
        ordered = sorted(
            several,
            key=lambda one: (not one[1].is_leaf, not one[1].is_branch, one[1].path, -one[1].rank),
        )
        first = ordered[0][1]
        same = [one for one in ordered if _name(one[1]) == _name(first)]
        found |= {path: same[-1][0] for path, _ in several}
    return found


def _name(place: Place) -> str:
    return place.path.removesuffix(place.path.rpartition(".")[2])
