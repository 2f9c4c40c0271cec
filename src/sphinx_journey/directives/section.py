"""The list of what is in a section of a Hugo site."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.directives.other import TocTree

from ..domain.journey import journey_domain
from ..messages import _
from ..pages.views.context import paragraph
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class JourneySection(TocTree, JourneyDirective):
    """The pages and sections of a section, in Hugo's order; put at the end of its page."""

    has_content = False
    option_spec: ClassVar[OptionSpec] = {"hidden": directives.flag}

    def run(self) -> list[Node]:
        """Fill the toctree's content with what the section lists."""
        docname = self.env.current_document.docname
        domain = journey_domain(self.env)
        branch = domain.build.branches.get(docname)
        hidden, shown = lists = branch.lists if branch is not None else ((), ())
        domain.branches[docname] = lists
        if not shown and not hidden:
            if "hidden" in self.options:
                return []
            text = self.say("Nothing is out yet.", _("Nothing is out yet."))
            return [paragraph(text, classes="journey-empty")]
        if hidden and "hidden" not in self.options:
            found = self._list(shown) if shown else []
            self.options["hidden"] = None
            return [*found, *self._list(hidden)]
        return self._list((*hidden, *shown))

    def _list(self, names: tuple[str, ...]) -> list[Node]:
        self.options |= {"maxdepth": 1, "titlesonly": True}
        source = self.get_source_info()[0]
        self.content = StringList([f"/{name}" for name in names], source=source)
        return super().run()
