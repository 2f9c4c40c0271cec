"""Directives that show a file, which pass over the files of withheld documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable

from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain
from .files import is_of_withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment


def _is_refused(
    env: BuildEnvironment, name: str | None, does: str, place: tuple[str | None, int | None]
) -> bool:
    """Return whether a directive names a withheld document's file, and warn of it."""
    if not name or name.startswith("<") or journey_domain(env).config is None:
        return False
    relative, filename = env.relfn2path(name)
    if not is_of_withheld(env, env.current_document.docname, filename):
        return False
    env.note_dependency(relative)
    source, line = place
    warn(
        Subtype.WITHHELD_FILE,
        f"This page {does} {short_repr(name)}, the file of a document that isn't published. "
        "It is left out.",
        location=f"{source}:{line}",
    )
    return True


class GatedInclude(Include):
    """Sphinx's ``include`` behind the gate. MyST has its own, which asks by an event."""

    def run(self) -> Sequence[Node]:
        """Include a file that isn't a withheld document's."""
        place = self.get_source_info()
        if _is_refused(self.env, self.arguments[0], "includes", place):
            return []
        return super().run()


class GatedLiteralInclude(LiteralInclude):
    """Sphinx's ``literalinclude`` behind the gate, the file it is compared with too."""

    def run(self) -> list[Node]:
        """Show a file that isn't a withheld document's."""
        for name in (self.arguments[0], self.options.get("diff")):
            if _is_refused(self.env, name, "shows", self.get_source_info()):
                return []
        return super().run()


class GatedTable(CSVTable):
    """Sphinx's ``csv-table`` behind the gate."""

    def run(self) -> list[Any]:  # what the stubs of two parents agree on
        """Make a table of a file that isn't a withheld document's."""
        env = self.state.document.settings.env
        place = self.state_machine.get_source_and_line(self.lineno)
        if _is_refused(env, self.options.get("file"), "shows", place):
            return []
        return super().run()
