"""The table of contents beside every page, with the branch of the page open and no other.

Sphinx resolves the whole tree for each page, though only a branch of it is shown, so that the cost
of a build grows with the square of its pages. Here the tree is resolved once, each of its links is
written to HTML once, and a page gets its part put together from strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
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

_TOKEN = re.compile(r'href="~([0-9]+)~"')
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
    """One entry of the tree."""

    before: str
    """Its link up to the address."""
    after: str
    docname: str | None
    """The page it leads to; ``None`` for another site."""
    uri: str
    """The anchor on the page, or the whole address."""
    level: int
    items: list[_Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """The entries of one toctree of the root document."""

    items: list[_Item]
    depth: int
    """Down to which level it is shown; ``0`` or less for all."""


class _Tokens:
    """Stands in for the builder, so that each link says to which page it leads."""

    def __init__(self, builder: Builder) -> None:
        self.tags = builder.tags
        self.docnames: list[str] = []

    def get_relative_uri(self, _from: str, to: str, _type: str | None = None) -> str:
        self.docnames.append(to)
        return f"~{len(self.docnames) - 1}~"


class Tree:
    """The whole table of contents of a build, as strings."""

    def __init__(
        self, env: BuildEnvironment, builder: StandaloneHTMLBuilder, options: Mapping[str, object]
    ) -> None:
        """Resolve it and write its links, once."""
        self._builder = builder
        self._tokens = _Tokens(builder)
        self._parts: list[str | _Part] = []
        self._paths: dict[str, list[tuple[_Item, ...]]] = {}
        asked: dict[str, Any] = {**options, "maxdepth": -1, "collapse": False}
        for toctree in env.master_doctree.findall(addnodes.toctree):
            resolved = env.resolve_toctree(
                env.config.root_doc,
                cast("Builder", self._tokens),  # all it is asked for is an address
                toctree,
                **asked,
            )
            if isinstance(resolved, nodes.Element):
                # All of it is resolved: what is too deep to be shown still opens what is above.
                depth = int(cast("int", options.get("maxdepth", 0))) or toctree.get("maxdepth", -1)
                self._take(resolved, depth)
        self._beside = cache(self._address)

    def _take(self, resolved: Element, depth: int) -> None:
        links = self._written(resolved)
        for child in resolved.children:
            if isinstance(child, nodes.title):
                self._parts.append(self._caption(child))
            elif isinstance(child, nodes.bullet_list):
                self._parts.append(_Part(list(self._items(child, links, ())), depth))

    def on(self, pagename: str) -> str:
        """Return the table as it stands beside a page."""
        opened: set[int] = set()
        current: set[int] = set()
        for path in self._paths.get(pagename, ()):
            opened.update(map(id, path))
            if not path[-1].uri:
                current.update(map(id, path))
        made: list[str] = []
        for part in self._parts:
            if isinstance(part, str):
                made.append(part)
            else:
                self._list(part.items, part.depth, pagename, (opened, current), made)
        return "".join(made)

    def _list(
        self,
        items: list[_Item],
        depth: int,
        pagename: str,
        state: tuple[set[int], set[int]],
        made: list[str],
    ) -> None:
        opened, current = state
        is_current = any(id(item) in current for item in items)
        made.append('<ul class="current">\n' if is_current else "<ul>\n")
        for item in items:
            classes = f"toctree-l{item.level}" + (" current" if id(item) in current else "")
            made.append(f'<li class="{classes}">{self._link(item, pagename)}')
            if item.items and id(item) in opened and (depth <= 0 or item.level < depth):
                self._list(item.items, depth, pagename, state, made)
            made.append("</li>\n")
        made.append("</ul>\n")

    def _link(self, item: _Item, pagename: str) -> str:
        if item.docname is None:
            return f"{item.before}{escape(item.uri)}{item.after}"
        if item.docname == pagename:
            before = item.before
            if not item.uri:
                before = before.replace('class="', 'class="current ', 1)
            return f"{before}{escape(item.uri) or '#'}{item.after}"
        if self._builder.name == "html":  # seen alike from all pages of a folder
            folder = pagename.rpartition("/")[0]
            address = self._beside(f"{folder}/" if folder else "", item.docname)
        else:
            address = self._address(pagename, item.docname)
        return f"{item.before}{address}{escape(item.uri)}{item.after}"

    def _address(self, from_page: str, docname: str) -> str:
        return escape(self._builder.get_relative_uri(from_page, docname)) or "#"

    def _items(
        self, bullets: Element, links: Iterator[str], above: tuple[_Item, ...]
    ) -> Iterator[_Item]:
        for entry in bullets.children:
            reference = next(iter(entry.findall(nodes.reference)))
            written = next(links)
            match = _TOKEN.search(written)
            item = _Item(written, "", None, "", len(above) + 1)
            if match is not None:
                docname = self._tokens.docnames[int(match[1])]
                start = match.start() + len('href="')
                item.before, item.after = written[:start], written[match.end() - 1 :]
                item.docname, item.uri = docname, str(reference.get("anchorname", ""))
                self._paths.setdefault(docname, []).append((*above, item))
            for child in entry.children:
                if isinstance(child, nodes.bullet_list):
                    item.items = list(self._items(child, links, (*above, item)))
            yield item

    def _written(self, resolved: Element) -> Iterator[str]:
        """Return each link as Sphinx writes it, in the order of the tree."""
        paragraph = nodes.paragraph()
        for reference in resolved.findall(nodes.reference):
            copy = reference.deepcopy()
            copy["classes"] = [name for name in copy["classes"] if name != "current"]
            if copy["refuri"].startswith("~"):
                copy["refuri"] = copy["refuri"].removesuffix(copy.get("anchorname", ""))
            wrapper = addnodes.compact_paragraph("", "", copy)
            paragraph += [wrapper, nodes.raw("", _BREAK, format="html")]
        written = self._builder.render_partial(paragraph)["fragment"]
        pieces = written.removeprefix("<p>").split(_BREAK)
        return iter(pieces[:-1])

    def _caption(self, title: Element) -> str:
        wrapper = addnodes.compact_paragraph("", "", title.deepcopy(), toctree=True)
        return str(self._builder.render_partial(wrapper)["fragment"])
