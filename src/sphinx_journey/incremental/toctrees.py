"""What tables of contents show: in the text of a page, and in a theme's sidebar."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from ..builds.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

Entries = tuple[object, ...]
_OPTIONS = ("caption", "hidden", "numbered", "titlesonly", "includehidden", "maxdepth")


class Sidebar(NamedTuple):
    """Which table of contents a theme shows beside every page."""

    collapse: bool
    titles_only: bool


# What the themes ask Sphinx's ``toctree()`` for. "basic" and themes based on it show nothing.
SIDEBARS: dict[str, Sidebar | None] = {
    "furo": Sidebar(collapse=False, titles_only=True),
    "alabaster": Sidebar(collapse=True, titles_only=False),
    "sphinx_rtd_theme": Sidebar(collapse=True, titles_only=False),
    **dict.fromkeys(("basic", "bizstyle", "classic", "haiku", "nature", "sphinxdoc", "epub")),
}
_UNKNOWN = Sidebar(collapse=False, titles_only=False)


def sidebar_of(env: BuildEnvironment, *, pillar_only: bool) -> Sidebar | None:
    """Return what the project's theme shows; the most there can be where that isn't known."""
    config = env.config
    sidebar: Sidebar | None = _UNKNOWN
    if not config.templates_path and not config.html_sidebars:
        sidebar = SIDEBARS.get(config.html_theme, _UNKNOWN)
        options = config.html_theme_options
        known = {"alabaster": "sidebar_collapse", "sphinx_rtd_theme": "collapse_navigation"}
        option = options.get(known.get(config.html_theme, ""), True)
        if str(option).lower() in {"false", "0", "no"}:
            sidebar = _UNKNOWN
    # A theme that isn't known may ask Sphinx itself, which opens more.
    if sidebar is not None and pillar_only and config.html_theme in SIDEBARS:
        return sidebar._replace(collapse=True)
    return sidebar


class Tables:
    """The tables of contents of one build, each looked at once."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._levels: dict[str, str] = {}
        self._whole: Entries | None = None
        self._parents: dict[str, set[str]] = defaultdict(set)
        for parent, children in env.toctree_includes.items():
            for child in children:
                self._parents[child].add(parent)
        self._above: dict[str, set[str]] = {}

    def in_text(self, docname: str) -> Entries:
        """Return what the toctrees in a page's text show."""
        toc = self._env.tocs.get(docname)
        if toc is None:
            return ()
        return tuple(
            self._resolved(toctree, int(toctree.get("maxdepth", -1)), (docname,))
            for toctree in toc.findall(addnodes.toctree)
            if not toctree.get("hidden")
        )

    def beside(self, docname: str, sidebar: Sidebar) -> Entries:
        """Return digests of what a theme's sidebar, the same for all pages, shows beside a page."""
        env, titles_only = self._env, sidebar.titles_only
        if sidebar.collapse:
            shown = {env.config.root_doc, docname, *self._ancestors(docname)}
            return tuple(self._level(name, titles_only) for name in sorted(shown))
        if self._whole is None:
            shown = {*env.toctree_includes, *(() if titles_only else env.all_docs)}
            self._whole = (digest([self._level(name, titles_only) for name in sorted(shown)]),)
        return self._whole

    def _ancestors(self, docname: str) -> set[str]:
        if docname not in self._above:
            found: set[str] = set()
            todo = [docname]
            while todo:
                new = self._parents.get(todo.pop(), set()) - found
                found |= new
                todo += new
            self._above[docname] = found
        return self._above[docname]

    def _level(self, docname: str, titles_only: bool) -> str:
        """Return a digest of one page's part of a sidebar: its toctrees and its own headings."""
        if docname not in self._levels:
            made: list[object] = [docname]
            toc = self._env.tocs.get(docname)
            if toc is not None:
                top = docname == self._env.config.root_doc
                for toctree in toc.findall(addnodes.toctree):
                    made.append(_options(toctree, top=top))
                    made.extend(self._entry(title, ref) for title, ref in toctree["entries"])
                if not titles_only:
                    made.extend(self._headings(docname))
            self._levels[docname] = digest(made)
        return self._levels[docname]

    def _entry(self, title: str | None, ref: str) -> Entries:
        env, toc = self._env, self._env.tocs.get(ref)
        shown = title if title is not None or ref not in env.titles else str(env.titles[ref])
        # A page with several headings of the first level has an entry for each.
        several = toc is not None and len(toc.children) > 1
        return ref, shown, self._number(ref, ""), *(self._headings(ref, 1) if several else ())

    def _number(self, docname: str, anchor: str) -> object:
        return self._env.toc_secnumbers.get(docname, {}).get(anchor)

    def _resolved(self, toctree: Element, depth: int, path: tuple[str, ...]) -> Entries:
        """Return what a toctree shows down to a depth; ``-1`` for all of it."""
        made: list[object] = [_options(toctree, top=len(path) == 1)]
        for title, ref in toctree["entries"]:
            made.append(self._entry(title, ref))
            if ref in path or depth == 1 or ref not in self._env.tocs:
                continue
            below = self._env.tocs[ref].findall(addnodes.toctree)
            made.extend(self._resolved(node, depth - 1, (*path, ref)) for node in below)
            if not toctree.get("titlesonly"):
                renamed = title is not None and len(self._env.tocs[ref].children) == 1
                made.extend(self._headings(ref, depth, renamed=renamed))
        return tuple(made)

    def _headings(
        self, docname: str, depth: int = -1, *, renamed: bool = False
    ) -> Iterator[Entries]:
        """Return a page's headings down to a depth; its title only where no other is given."""
        toc = self._env.tocs[docname]
        for reference in toc.findall(nodes.reference):
            if depth < 0 or _depth(reference, toc) <= depth:
                anchor = str(reference.get("anchorname", ""))
                children = "" if renamed and not anchor else "".join(map(str, reference.children))
                yield anchor, children, self._number(docname, anchor)


def _depth(reference: Element, toc: Element) -> int:
    """Return how deep a heading stands in the contents of its page; its title's depth is 1."""
    depth, above = 1, reference.parent
    while above is not None and above is not toc:
        depth += isinstance(above, nodes.bullet_list)
        above = above.parent
    return depth


def _options(toctree: Element, *, top: bool) -> Entries:
    """Return the options that change what is shown; inner toctrees show no caption."""
    return tuple(str(toctree.get(name)) for name in _OPTIONS if top or name != "caption")
