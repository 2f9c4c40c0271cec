"""Puts the directives that show files or list documents behind the gate, whoever registers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from docutils.languages import get_language
from docutils.parsers.rst import Directive, directives
from docutils.statemachine import StringList
from docutils.utils import new_document

from ..core.document import joined
from ..core.files import path_of
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..sphinx_internals import matching
from .files import belongs_to_withheld

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Gated(Directive):
    """Marks a directive that is behind the gate."""


class GatedFile(Gated):
    """A directive that shows a file, unless the file belongs to a withheld document.

    MyST has an ``include`` of its own, which is gated by an event (see :mod:`.files`).
    """

    takes_argument: ClassVar[bool] = True
    """Whether the argument names a file."""
    file_options: ClassVar[tuple[str, ...]] = ()
    """The options that name a file."""
    does: ClassVar[str] = "shows"

    def run(self) -> Sequence[Node]:
        """Show the file, unless it belongs to a withheld document."""
        names = list(map(str, self.arguments[:1])) if self.takes_argument else []
        names += [str(self.options[one]) for one in self.file_options if self.options.get(one)]
        return [] if any(map(self._is_refused, names)) else super().run()

    def _is_refused(self, name: str) -> bool:
        """Return whether a file belongs to a withheld document, and warn if it does."""
        env: BuildEnvironment = self.state.document.settings.env
        address = urlsplit(name)
        if name.startswith("<") or (address.scheme and address.scheme != "file"):
            return False
        if address.scheme:  # an address that names a file
            relative = filename = url2pathname(address.path)
        else:
            relative, filename = path_of(env, name)
        if not belongs_to_withheld(env, env.current_document.docname, filename):
            return False
        env.note_dependency(relative)
        source, line = self.state_machine.get_source_and_line(self.lineno)
        warn(
            Subtype.WITHHELD_FILE,
            f"This page {self.does} {short_repr(name)}, the file of a document that isn't "
            "published. It is left out.",
            location=f"{source}:{line}",
        )
        return True


class _GatedInclude(GatedFile):
    does = "includes"


class _GatedListing(GatedFile):
    file_options = ("diff",)


class _GatedText(GatedFile):
    takes_argument = False
    file_options = ("file", "url")


class _GatedDrawing(GatedFile):
    does = "draws"


class GatedToctree(Gated):
    """A ``toctree`` that skips withheld documents without a warning."""

    def run(self) -> Sequence[Node]:
        """List the documents that aren't withheld."""
        env: BuildEnvironment = self.state.document.settings.env
        here = env.current_document.docname
        suffixes = tuple(env.config.source_suffix)
        named = {joined(here, _docname(entry, suffixes)) for entry in self.content if entry}
        journey_domain(env).note_named(here, named)
        is_glob = "glob" in self.options
        kept = [
            number
            for number, entry in enumerate(self.content)
            if not entry or not _is_withheld(env, entry, here, is_glob=is_glob)
        ]
        self.content = StringList(
            [self.content[number] for number in kept],
            items=[self.content.items[number] for number in kept],
        )
        return super().run()


_WITH_TITLE = re.compile(r"(?:[^<]++|<(?=[^<]*+<))+<([^<>]*+)>\Z")


def _docname(entry: str, suffixes: Collection[str]) -> str:
    explicit = _WITH_TITLE.match(entry)
    name = explicit[1] if explicit else entry
    return next((name.removesuffix(s) for s in suffixes if name.endswith(s)), name)


def _is_withheld(env: BuildEnvironment, entry: str, here: str, *, is_glob: bool) -> bool:
    withheld = journey_domain(env).build.withheld
    if joined(here, _docname(entry, tuple(env.config.source_suffix))) in withheld:
        return True
    if not is_glob or not set(entry) & set("*?["):
        return False
    # Sphinx warns about a pattern that matches nothing, but this one would match if all were out.
    pattern = joined(here, entry)
    return bool(matching(withheld, pattern)) and not matching(env.found_docs - {here}, pattern)


_GATES: dict[str, type[Gated]] = {
    "csv-table": _GatedText,
    "raw": _GatedText,
    **dict.fromkeys(("graphviz", "mermaid", "uml", "plantuml"), _GatedDrawing),
    "include": _GatedInclude,
    "literalinclude": _GatedListing,
    "toctree": GatedToctree,
}


def put_behind_gate(_app: Sphinx, env: BuildEnvironment, _docnames: Sequence[str]) -> None:
    """Make each of these directives, whoever registered it, ask the gate; before reading begins."""
    if journey_domain(env).build.config is None:
        return
    document = new_document("")
    for name, gate in _GATES.items():
        found, _messages = directives.directive(name, get_language("en"), document)
        if isinstance(found, type) and not issubclass(found, Gated):
            gated = type(f"Gated{found.__name__}", (gate, found), {"__doc__": found.__doc__})
            directives.register_directive(name, gated)
