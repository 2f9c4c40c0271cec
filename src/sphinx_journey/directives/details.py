"""``journey-details``: a summary, and what a click unfolds below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives

from ..core.problems import Subtype
from ..messages import _
from ..nodes import DETAILS, OPEN
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class JourneyDetails(JourneyDirective):
    """Content that is folded at first; on paper, the summary in bold type and the content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "open": directives.unchanged,
        "class": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """Return a container with the summary and the content."""
        self.check_content(takes_text=True, holds_blocks=True)
        if not self.content:
            self.warn(Subtype.STRUCTURE, "there is nothing to unfold. Write it below the summary.")
        summary = self.arguments[0] if self.arguments else self.say("Details", _("Details"))
        # The word is ours, and translated already.
        node = self.titled(DETAILS, summary, translatable=bool(self.arguments))
        node[OPEN] = self.is_set("open")
        return [node]
