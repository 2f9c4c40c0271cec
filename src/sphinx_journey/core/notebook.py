"""Jupyter notebooks: the front matter that Quarto and Jupytext write into them, and their text.

The front matter is a first raw cell between lines of ``---``, or keys of the notebook's metadata
(https://nbformat.readthedocs.io/en/latest/format_description.html). The cell comes before the
metadata.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .doubts import doubts_of_keys
from .fields import GATE_KEYS, FrontMatter, read_fields
from .frontmatter import Parsed, parse
from .head import doubts_of_head
from .problems import Location, Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .located import KeyPath

_FORMAT: Final = frozenset({"kernelspec", "language_info", "jupytext", "orig_nbformat"})
"""Keys of the metadata that say nothing of the document."""
_FENCE: Final = "~" * 12
_GATE: Final = re.compile(rf"\b(?:{'|'.join(sorted(GATE_KEYS))})\b", re.IGNORECASE)


class Cell(NamedTuple):
    """One cell of a notebook."""

    kind: str
    """``markdown``, ``code`` or ``raw``."""
    text: str


def cells_of(text: str) -> tuple[Cell, ...]:
    """Return the cells of a notebook that aren't empty; none if the text isn't one."""
    return _cells(_load(text) or {})


def as_markdown(text: str) -> str:
    """Return what there is to read in a notebook, as Markdown with its code in fences."""
    shown = {"markdown": "{}", "code": f"{_FENCE}\n{{}}\n{_FENCE}"}
    return "\n\n".join(
        shown[cell.kind].replace("{}", cell.text) for cell in cells_of(text) if cell.kind in shown
    )


def parse_notebook(text: str, *, path: str) -> Parsed:
    """Read the front matter of a notebook.

    Args:
        text: the file.
        path: its path, relative to the source directory, for the problems.

    Returns:
        What could be read, with lines of the file. Where the text isn't a notebook but names a
        draft or a date, its document is a draft.
    """
    data = _load(text)
    if data is None:
        return _not_a_notebook(text, path)
    metadata = data.get("metadata")
    values = {
        key: value
        for key, value in (metadata if isinstance(metadata, dict) else {}).items()
        if key not in _FORMAT
    }
    find = _finder(text)
    places: dict[KeyPath, int] = {(key,): find(f"{json.dumps(key)}:") for key in values}
    meta, problems = read_fields(values, places, path=path, syntax="json")
    doubts = doubts_of_keys(values, places, path=path)
    cells = _cells(data)
    first = next(iter(cells), Cell("code", ""))

    def line_of(cell: Cell, number: int | None) -> int:
        line = "".join(cell.text.split("\n")[(number or 1) - 1 :][:1])
        return find(json.dumps(line, ensure_ascii=False)[1:-1])

    def moved(problem: Problem, cell: Cell = first) -> Problem:
        return problem._replace(location=Location(path, line_of(cell, problem.location.line)))

    found = parse(first.text if first.kind == "raw" else "", markup="markdown", path=path)
    own = [one._replace(problem=moved(one.problem)) for one in found.doubts]
    first_text = next((cell for cell in cells if cell.kind == "markdown"), None)
    for cell in cells[first.kind == "raw" : _LOOKED_AT]:
        if cell.kind == "markdown" and cell is not first_text:
            continue
        own += [
            one._replace(problem=moved(one.problem, cell))
            for one in doubts_of_head(_head_of(cell), path=path)
        ]
    return Parsed(
        meta=FrontMatter._make(own or one for own, one in zip(found.meta, meta, strict=True)),
        syntax="json",
        lines={str(key[0]).lower(): line for key, line in places.items()}
        | {key: line_of(first, line) for key, line in found.lines.items()},
        length=0,
        data={**values, **found.data},
        broken=found.broken,
        problems=(*map(moved, found.problems), *problems),
        doubts=(*own, *doubts),
    )


_LOOKED_AT: Final = 6
"""How many cells may hold what looks like front matter."""


def _head_of(cell: Cell) -> str:
    """Return what may be front matter in a cell: of code, Quarto's options."""
    if cell.kind != "code":
        return cell.text
    lines = cell.text.split("\n")
    return "\n".join(line[2:].strip() if line.startswith("#|") else "" for line in lines)


def _load(text: str) -> dict[str, object] | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _cells(data: Mapping[str, object]) -> tuple[Cell, ...]:
    cells = data.get("cells")
    found = []
    for cell in cells if isinstance(cells, list) else ():
        source = cell.get("source") if isinstance(cell, dict) else None
        text = "".join(map(str, source)) if isinstance(source, list) else source
        if isinstance(text, str) and text.strip():
            found.append(Cell(str(cell.get("cell_type")), text))
    return tuple(found)


def _finder(text: str) -> Callable[[str], int]:
    """Return a function that finds the first line of a file with some words in it, from 1."""
    lines = text.split("\n")

    def find(words: str) -> int:
        return next((number for number, line in enumerate(lines, 1) if words in line), 1)

    return find


def _not_a_notebook(text: str, path: str) -> Parsed:
    problems: tuple[Problem, ...] = ()
    is_meant = _GATE.search(text) is not None
    if is_meant:
        message = (
            "This file isn't a Jupyter notebook, but mentions a draft or a date, so the document "
            "is held back like a draft."
        )
        problems = (Problem(Location(path, 1), Subtype.FRONT_MATTER_SYNTAX, message),)
    return Parsed(FrontMatter(draft=is_meant), "json", {}, 0, {}, broken=True, problems=problems)
