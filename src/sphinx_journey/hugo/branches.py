"""The sections of a site with what each lists: pages and sections below it, in Hugo's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .content_model import Content
    from .model import Section

_BRANCHES = frozenset({Kind.HOME, Kind.SECTION, Kind.TAXONOMY, Kind.TERM})


_Key = tuple[int, bool, tuple[object, ...], str, str]


class Branch(NamedTuple):
    """The page of a section, or of the whole site."""

    docname: str
    language: str
    folder: str
    """Relative to the content folder; empty for the whole site."""
    title: str
    """Of a section that has no file."""
    is_generated: bool
    docnames: tuple[str, ...]
    """The documents of its pages and of its sections, in the order in which it lists them."""


def branches_of(
    contents: Mapping[str, Content],
    sections: tuple[Section, ...],
    docname_of: Callable[[Section], str | None],
) -> dict[str, Branch]:
    """Return each home page and each section by its document.

    Args:
        contents: what Hugo makes of each document.
        sections: those that have no file.
        docname_of: the document that stands for one of these, if there can be one.
    """
    owners: dict[tuple[str, str], str] = {}
    titles: dict[str, str] = {}
    for name, one in contents.items():
        if one.page.kind in _BRANCHES and _is_shown(one):
            owners.setdefault((one.page.language, _folder(one)), name)
    for section in sections:
        docname, folder = docname_of(section), section.folder.strip("/")
        if docname is not None and (section.language, folder) not in owners:
            owners[section.language, folder] = docname
            titles[docname] = section.title
    below: dict[str, list[_Key]] = {name: [] for name in owners.values()}
    for (language, folder), name in owners.items():
        parent = _owner(owners, language, folder, itself=False)
        content = contents.get(name)
        if parent is not None and (content is None or content.listed != "never"):
            order = content.order if content is not None else None
            below[parent].append((1, order is None, order or (), folder, name))
    for name, one in contents.items():
        if one.page.kind is Kind.PAGE and _is_shown(one):
            parent = _owner(owners, one.page.language, _folder(one), itself=True)
            if parent is not None and parent != name:
                below[parent].append((0, one.order is None, one.order or (), one.page.path, name))
    return {
        name: Branch(
            name,
            language,
            folder,
            titles.get(name, ""),
            name in titles,
            tuple(key[-1] for key in sorted(below[name])),
        )
        for (language, folder), name in owners.items()
    }


def _is_shown(one: Content) -> bool:
    return not one.reasons


def _folder(one: Content) -> str:
    """Return the folder that a branch is the page of, or that a page lies in."""
    folder = one.page.path.rpartition("/")[0]
    is_leaf = one.page.kind is Kind.PAGE and one.page.path.rpartition("/")[2].startswith("index.")
    return folder.rpartition("/")[0] if is_leaf else folder


def _owner(
    owners: Mapping[tuple[str, str], str], language: str, folder: str, *, itself: bool
) -> str | None:
    """Return the nearest branch of a folder, or above it."""
    if not itself:
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
    while True:
        if (language, folder) in owners:
            return owners[language, folder]
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
