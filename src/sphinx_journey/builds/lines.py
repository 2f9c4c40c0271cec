"""Lines of the source, for a document whose parser gets a text with other lines."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import get_node_location

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPHINX = "sphinx"
"""The logger under which all of Sphinx's are."""
_CORRECTED = "journey_has_true_line"
"""What a record has that one of Sphinx's handlers has seen; each gets the same record."""


class TrueLines(logging.Filter):
    """Says the source's lines in what is logged while a document is read."""

    def __init__(self, docname: str, path: str, lines: Sequence[int]) -> None:
        """Take the document, the end of its file's path, and the source's line of each line."""
        super().__init__()
        self._docname, self._path, self._lines = docname, path, lines

    def line(self, line: int) -> int:
        """Return the source's line of a line that the parser saw, both from 1."""
        return self._lines[min(line, len(self._lines)) - 1] if line > 0 else line

    def filter(self, record: logging.LogRecord) -> bool:
        """Correct a record's place, once for all handlers; it is always let through."""
        if record.__dict__.get(_CORRECTED):
            return True
        record.__dict__[_CORRECTED] = True
        place = getattr(record, "location", None)
        if isinstance(place, nodes.Node):
            place = get_node_location(place)
        if isinstance(place, tuple) and place[0] == self._docname and place[1]:
            record.location = (place[0], self.line(int(place[1])))
        elif isinstance(place, str):
            path, _, number = place.rpartition(":")
            if path.endswith(self._path) and number.isdigit():
                record.location = f"{path}:{self.line(int(number))}"
        return True

    def begin(self) -> None:
        """Correct from now on what is logged in this process."""
        for handler in logging.getLogger(_SPHINX).handlers:
            handler.filters.insert(0, self)

    def end(self, found: Sequence[nodes.Element] = ()) -> None:
        """Stop, and give the document's elements their lines."""
        for handler in logging.getLogger(_SPHINX).handlers:
            if self in handler.filters:
                handler.filters.remove(self)
        lines, last = self._lines, len(self._lines)
        for node in found:
            if line := node.line:
                node.line = lines[min(line, last) - 1]
