"""The sections of a site with what each lists: pages and sections below it, in Hugo's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import Kind
from .titles import order_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from .content_model import Content
    from .model import Section
    from .titles import Order

_BRANCHES = frozenset({Kind.HOME, Kind.SECTION, Kind.TAXONOMY, Kind.TERM})


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
    shown_above: frozenset[str] = frozenset()
    """Those that something else on the page shows already."""

    @property
    def lists(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The documents that it lists without showing them, and those that it shows."""
        hidden = tuple(one for one in self.docnames if one in self.shown_above)
        return hidden, tuple(one for one in self.docnames if one not in self.shown_above)


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
    above = {
        name: parent
        for (language, folder), name in owners.items()
        if (parent := _owner(owners, language, folder, itself=False)) is not None
    }
    pages = {
        name: parent
        for name, one in contents.items()
        if one.page.kind is Kind.PAGE
        and _is_shown(one)
        and one.listed != "never"
        and (parent := _owner(owners, one.page.language, _folder(one), itself=True))
    }
    dates = _latest({name: contents[name].page.date for name in pages}, {**pages, **above})
    below: dict[str, list[tuple[Order, str]]] = {name: [] for name in owners.values()}
    for name, parent in pages.items():
        order = contents[name].order
        if order is not None:
            below[parent].append((order, name))
    for (_language, folder), name in owners.items():
        content = contents.get(name)
        if name in above and (content is None or content.listed != "never"):
            order = order_key(
                weight=content.front.weight if content is not None else None,
                date=(content.page.date if content is not None else None) or dates.get(name),
                link_title=content.link_title if content is not None else titles[name],
                path=folder,
            )
            below[above[name]].append((order, name))
    return {
        name: Branch(
            name,
            language,
            folder,
            titles.get(name, ""),
            name in titles,
            tuple(listed for _order, listed in sorted(below[name])),
        )
        for (language, folder), name in owners.items()
    }


def _latest(
    dates: Mapping[str, dt.datetime | None], above: Mapping[str, str]
) -> dict[str, dt.datetime]:
    """Return the latest date of what is in each branch, at any depth."""
    found: dict[str, dt.datetime] = {}
    for name, date in dates.items():
        parent = above.get(name)
        while date is not None and parent is not None:
            if parent in found and found[parent] >= date:
                break
            found[parent] = date
            parent = above.get(parent)
    return found


def _is_shown(one: Content) -> bool:
    return not one.reasons


def _folder(one: Content) -> str:
    """Return the folder that a branch is the page of, or that a page lies in."""
    folder = one.page.path.rpartition("/")[0]
    is_leaf = one.page.kind is Kind.PAGE and one.page.path.rpartition("/")[2].lower().startswith(
        "index."
    )
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
