"""The table of contents beside every page, with the branch of the page open and no other.

Sphinx resolves the whole tree for each page, though only a branch of it is shown, so that the cost
of a build grows with the square of its pages. Here the tree is resolved once, each of its links is
written to HTML once, and a page gets its part put together from strings.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build

_PAGE = "~"
"""Stands before the name of a page in the address of a link, and for it when that is written."""
_BREAK = "<!--~-->"

_trees: WeakKeyDictionary[Build, dict[tuple[object, ...], Tree]] = WeakKeyDictionary()
"""The trees of each build. Parallel writers inherit what the first page has made."""


def open_one_branch(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give a theme a ``toctree()`` that opens the branch of the page alone."""
    config, builder = journey_domain(app.env).build.config, app.builder
    if (
        config is not None
        and config.sidebar == "pillar"
        and builder.name in {"html", "dirhtml"}
        and isinstance(builder, StandaloneHTMLBuilder)
        and "toctree" in context
    ):
        context["toctree"] = partial(_toctree, app.env, builder, pagename)


def _toctree(
    env: BuildEnvironment, builder: StandaloneHTMLBuilder, pagename: str, **options: object
) -> str:
    """Return what Sphinx's own function returns with ``collapse=True``."""
    options.pop("collapse", None)
    options.setdefault("includehidden", False)
    if options.get("maxdepth") == "":
        del options["maxdepth"]
    key = tuple(sorted(options.items()))
    trees = _trees.setdefault(journey_domain(env).build, {})
    if key not in trees:
        trees[key] = Tree(env, builder, options)
    return trees[key].on(pagename)


@dataclass(slots=True)
class _Item:
    """One entry of the tree: its link, cut where the address of the page goes."""

    before: str
    after: str
    docname: str | None
    """The page it leads to; ``None`` for another site, whose address is in the link."""
    anchor: str
    items: list[_Item] = field(default_factory=list)


def _marked(_from: str, to: str, _type: str | None = None) -> str:
    return f"{_PAGE}{to}"


class Tree:
    """The whole table of contents of a build, as strings."""

    def __init__(
        self, env: BuildEnvironment, builder: StandaloneHTMLBuilder, options: Mapping[str, object]
    ) -> None:
        """Resolve it and write its links, once."""
        self._builder = builder
        self._parts: list[str | tuple[list[_Item], int]] = []
        """Captions, and lists with the level down to which each is shown; ``0`` or less for all."""
        self._paths: dict[str, list[tuple[_Item, ...]]] = defaultdict(list)
        self._beside = cache(self._address)
        asked: dict[str, Any] = {**options, "maxdepth": -1, "collapse": False}
        # All that Sphinx asks of it is an address, and from this one the page can be seen.
        stand_in = cast("Builder", SimpleNamespace(tags=builder.tags, get_relative_uri=_marked))
        for toctree in env.master_doctree.findall(addnodes.toctree):
            resolved = env.resolve_toctree(env.config.root_doc, stand_in, toctree, **asked)
            # All of it is resolved: what is too deep to be shown still opens what is above.
            depth = int(cast("int", options.get("maxdepth", 0))) or toctree.get("maxdepth", -1)
            for child in resolved.children if resolved is not None else ():
                if isinstance(child, nodes.title):
                    self._parts.append(self._caption(child))
                elif isinstance(child, nodes.bullet_list):
                    self._parts.append((list(self._items(child, self._links(child), ())), depth))

    def on(self, pagename: str) -> str:
        """Return the table as it stands beside a page."""
        paths = self._paths.get(pagename, ())
        opened = {id(item) for path in paths for item in path}
        current = {id(item) for path in paths if not path[-1].anchor for item in path}

        def listed(items: list[_Item], depth: int, level: int = 1) -> str:
            is_current = any(id(item) in current for item in items)
            made = ['<ul class="current">\n' if is_current else "<ul>\n"]
            for item in items:
                classes = f"toctree-l{level}" + (" current" if id(item) in current else "")
                made.append(f'<li class="{classes}">{self._link(item, pagename)}')
                if item.items and id(item) in opened and (depth <= 0 or level < depth):
                    made.append(listed(item.items, depth, level + 1))
                made.append("</li>\n")
            return "".join((*made, "</ul>\n"))

        return "".join(part if isinstance(part, str) else listed(*part) for part in self._parts)

    def _link(self, item: _Item, pagename: str) -> str:
        before, address = item.before, item.anchor
        if item.docname == pagename:
            if not address:
                before, address = before.replace('class="', 'class="current ', 1), "#"
        elif item.docname is not None and self._builder.name == "html":
            # From all pages of a folder it is the same.
            address = self._beside(pagename[: pagename.rfind("/") + 1], item.docname) + address
        elif item.docname is not None:
            address = self._address(pagename, item.docname) + address
        return f"{before}{address}{item.after}"

    def _address(self, from_page: str, docname: str) -> str:
        return escape(self._builder.get_relative_uri(from_page, docname)) or "#"

    def _items(
        self, bullets: Element, links: Iterator[str], above: tuple[_Item, ...]
    ) -> Iterator[_Item]:
        for entry in bullets.children:
            reference = next(iter(entry.findall(nodes.reference)))
            item = _Item(next(links), "", None, "")
            if reference["refuri"].startswith(_PAGE):
                item.before, _, item.after = item.before.partition(_PAGE)
                anchor = str(reference.get("anchorname", ""))
                item.docname = reference["refuri"].removeprefix(_PAGE).removesuffix(anchor)
                item.anchor = escape(anchor)
                self._paths[item.docname].append((*above, item))
            for child in entry.children:
                if isinstance(child, nodes.bullet_list):
                    item.items = list(self._items(child, links, (*above, item)))
            yield item

    def _links(self, bullets: Element) -> Iterator[str]:
        """Return each link as Sphinx writes it, in the order of the tree."""
        paragraph = nodes.paragraph()
        for reference in bullets.findall(nodes.reference):
            copy = reference.deepcopy()
            copy["classes"] = [name for name in copy["classes"] if name != "current"]
            if copy["refuri"].startswith(_PAGE):
                copy["refuri"] = _PAGE
            wrapper = addnodes.compact_paragraph("", "", copy)
            paragraph += [wrapper, nodes.raw("", _BREAK, format="html")]
        written = str(self._builder.render_partial(paragraph)["fragment"])
        return iter(written.removeprefix("<p>").split(_BREAK))

    def _caption(self, title: Element) -> str:
        wrapper = addnodes.compact_paragraph("", "", title.deepcopy(), toctree=True)
        return str(self._builder.render_partial(wrapper)["fragment"])
