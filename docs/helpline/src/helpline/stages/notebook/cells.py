"""Run the cells of a notebook in any order, as a kernel does: all share one namespace."""

from __future__ import annotations

import contextlib
import io
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

# region notebook
NOTEBOOK = files("helpline") / "stages" / "notebook" / "notebook.py"
# endregion notebook
CELL = re.compile(r"^# %% (\w+)$", re.MULTILINE)


def read_cells(file: Traversable = NOTEBOOK) -> dict[str, str]:
    """Return the cells by name, in the order of the page.

    Empty lines stand before each, so that errors and coverage name the lines of the file.
    """
    text = file.read_text(encoding="utf-8")
    marks = list(CELL.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        mark[1]: "\n" * text[: mark.start()].count("\n")
        + text[mark.start() : end]
        for mark, end in zip(marks, ends, strict=True)
    }


# region run
class Kernel:
    """A namespace that lives on from cell to cell."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        """Start with no variables."""
        self.cells = cells
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""

    def run(self, names: Sequence[str]) -> dict[str, Any]:
        """Run cells in this order, and return all variables."""
        for name in names:
            code = compile(self.cells[name], str(NOTEBOOK), "exec")
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(code, self.names)
            self.printed += out.getvalue()
        return self.names


# endregion run
