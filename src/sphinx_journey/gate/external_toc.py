"""sphinx-external-toc, which lists a project's documents in a file of its own.

It looks for each document while it reads the page that lists it, and warns of those that aren't
there. While reading, withheld documents are therefore not in its lists.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from ..domain.journey import journey_domain
from ..sphinx_internals import matching

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    class _Tree(Protocol):
        items: list[object]


_MAP = "external_site_map"


def hide_withheld(_app: Sphinx, env: BuildEnvironment, _docnames: Sequence[str]) -> None:
    """Take withheld documents off the lists, until every document has been read."""
    build = journey_domain(env).build
    for _parent, tree in _lists(env) if build.withheld else ():
        items = tree.items
        kept = [item for item in items if not _names(env, item, build.withheld)]
        if len(kept) < len(items):
            # Its class refuses an empty list.
            object.__setattr__(tree, "items", kept)
            build.after_reading.append(partial(object.__setattr__, tree, "items", items))


def give_back(_app: Sphinx, env: BuildEnvironment) -> None:
    """Put the lists back, and note which pages depend on which documents being there."""
    domain = journey_domain(env)
    for undo in domain.build.after_reading:
        undo()
    domain.build.after_reading.clear()
    if domain.build.config is None:
        return
    for parent, tree in _lists(env):
        if parent in domain.build.read:
            named = {_docname(env, str(item)) for item in tree.items}
            domain.note_named(parent, named)


def _lists(env: BuildEnvironment) -> Iterator[tuple[str, _Tree]]:
    """Yield each list with the page that it belongs to."""
    site_map = getattr(env, _MAP, None) or {}
    for name in site_map:
        for tree in getattr(site_map[name], "subtrees", ()):
            if hasattr(tree, "items"):
                yield _docname(env, str(name)), tree


def _names(env: BuildEnvironment, item: object, withheld: Collection[str]) -> bool:
    """Return whether an item of a list is a withheld document, or a pattern for such alone."""
    name = str(item)
    if set(name) & set("*?["):
        return bool(matching(withheld, name)) and not matching(env.found_docs, name)
    return _docname(env, name) in withheld


def _docname(env: BuildEnvironment, name: str) -> str:
    suffixes = (one for one in env.config.source_suffix if name.endswith(one))
    return name.removesuffix(next(suffixes, ""))
