"""``include`` of reStructuredText, which passes over the files of withheld documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.directives.other import Include

from ..core.problems import Subtype, shown
from ..diagnostics import warn
from ..domain import journey_domain
from ..links import is_of_withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node


class GatedInclude(Include):
    """Sphinx's ``include`` behind the gate. MyST has its own, which asks by an event."""

    def run(self) -> Sequence[Node]:
        """Include a file that isn't a withheld document's."""
        name = self.arguments[0]
        if journey_domain(self.env).config is None or name.startswith("<"):
            return super().run()
        relative, filename = self.env.relfn2path(name)
        if not is_of_withheld(self.env, self.env.current_document.docname, filename):
            return super().run()
        self.env.note_dependency(relative)
        source, line = self.get_source_info()
        warn(
            Subtype.WITHHELD_FILE,
            f"This page includes {shown(name)}, the file of a document that isn't published. "
            "It is left out.",
            location=f"{source}:{line}",
        )
        return []
