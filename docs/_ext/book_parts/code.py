"""``listing``, ``output`` and ``results``: code and what it printed, from tested files."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude

from .base import BookDirective
from .text import (
    CODE,
    LONGEST,
    WIDEST,
    find_regions,
    is_number,
    language_of,
    line_spec,
    needs_region,
    set_number,
)

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec


class Listing(BookDirective, LiteralInclude):
    """A named region of a tested file, by ``literalinclude``'s own means."""

    option_spec: ClassVar[OptionSpec] = {
        "region": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "wrong": directives.unchanged,
        "emphasize-lines": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the listing in a container of its own."""
        relative = self.arguments[0].strip().lstrip("/")
        wrong = self.options.pop("wrong", None)
        if not self._choose_lines(relative):
            return self.instead(f"The listing of {relative} is missing.")
        shown = relative.removeprefix(f"{CODE}/")
        caption = self.options.get("caption", "").strip()
        self.options["caption"] = f"{caption} ``{shown}``".strip()
        self.options["language"] = language_of(relative)
        self.options["dedent"] = None
        self.arguments[0] = f"/{relative}"
        made = LiteralInclude.run(self)
        box = nodes.container("", *made, classes=["book-listing"])
        if wrong is not None:
            box["classes"].append("book-wrong")
            box.insert(0, self._why(wrong.strip()))
        self.set_source_info(box)
        return [box]

    def _choose_lines(self, relative: str) -> bool:
        """Turn the region into line numbers; return whether there is something to show."""
        path = self.code_file(relative)
        if path is None:
            return False
        text = path.read_text(encoding="utf-8")
        found = find_regions(text)
        for problem in found.problems:
            self.warn(f"{relative}, {problem}.")
        name = self.options.pop("region", "").strip()
        numbers = found.lines.get(name, ())
        if not name and not needs_region(relative):
            numbers = tuple(range(1, len(text.splitlines()) + 1))
        elif not name:
            self.warn("it names no ':region:' of its file.")
        elif name not in found.lines:
            known = ", ".join(sorted(found.lines)) or "none"
            self.warn(f"{relative} has no region {name!r}. It has: {known}.")
        if len(numbers) > LONGEST:
            self.warn(f"{name or relative} has {len(numbers)} lines; {LONGEST} are the most.")
        lines = text.splitlines()
        for number in numbers:
            if len(lines[number - 1]) > WIDEST:
                width = len(lines[number - 1])
                self.warn(
                    f"{relative}, line {number} has {width} characters; {WIDEST} are the most."
                )
        self.options["lines"] = line_spec(numbers)
        return bool(numbers)

    def _why(self, why: str) -> nodes.container:
        if not why:
            self.warn("':wrong:' doesn't say why the code is wrong.")
        lead = nodes.strong("", "This code is wrong:")
        paragraph = nodes.paragraph("", "", lead, nodes.Text(" "), *self.inline(why))
        return nodes.container("", paragraph, classes=["book-why"])


LONG = WIDEST
"""Characters: longer lines of an output are broken by the browser, and not scrolled."""


class Output(BookDirective):
    """What a script printed: ``results/NAME.txt``."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"command": directives.unchanged_required}

    def run(self) -> list[Node]:
        """Return the command, where there is one, and the output below it."""
        name = self.arguments[0].strip()
        text = self.result(name, ".txt")
        if text is None:
            return self.instead(f"The output {name} is missing.")
        box = nodes.container(classes=["book-output"])
        command = self.options.get("command", "").strip()
        if any(len(line) > LONG for line in [command, *text.splitlines()]):
            box["classes"].append("book-long")
        if command:
            line = f"$ {command}"
            box += nodes.literal_block(line, line, language="console", classes=["book-command"])
        box += nodes.literal_block(text.rstrip("\n"), text.rstrip("\n"), language="text")
        for block in box.children:
            self.set_source_info(block)
        self.set_source_info(box)
        return [box]


class Results(BookDirective):
    """A table of results: ``results/NAME.csv`` with the content as its caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"key": directives.unchanged_required}

    def run(self) -> list[Node]:
        """Return the table; its first row is its head."""
        name = self.arguments[0].strip()
        text = self.result(name, ".csv")
        rows = [row for row in csv.reader((text or "").splitlines()) if row]
        if text is not None and len(rows) < 2:
            self.warn(f"'{name}.csv' has no rows below its head.")
        if len(rows) < 2:
            return self.instead(f"The results {name} are missing.")
        if len({len(row) for row in rows}) > 1:
            self.warn(f"the rows of '{name}.csv' differ in length.")
        rows = self._ordered(rows)
        table = nodes.table(classes=["book-results", "colwidths-auto"])
        table["ids"] += self.ident(f"results-{name}", table)
        numeric = _numeric(rows)
        table += [self._caption(), _group(rows, numeric)]
        self.set_source_info(table)
        columns = "".join("R" if is_figure else "L" for is_figure in numeric)
        return [addnodes.tabular_col_spec(spec=columns), table]

    def _ordered(self, rows: list[list[str]]) -> list[list[str]]:
        """Put the columns of ``:key:`` before other numbers: a phone shows the first few."""
        head, numeric = rows[0], _numeric(rows)
        wanted = next(csv.reader([self.options.get("key", "")], skipinitialspace=True), [])
        for name in wanted:
            if name not in head:
                self.warn(f"there is no column {name!r}. It has: {', '.join(head)}.")
        names = itertools.takewhile(lambda at: not numeric[at], range(len(numeric)))
        first = [0, *names, *(head.index(name) for name in wanted if name in head)]
        order = list(dict.fromkeys([*first, *range(len(numeric))]))
        return [[row[at] for at in order if at < len(row)] for row in rows]

    def _caption(self) -> nodes.title:
        parsed = self.parse_content_to_nodes()
        paragraphs = [node for node in parsed if isinstance(node, nodes.paragraph)]
        if len(paragraphs) != 1 or len(parsed) != 1:
            self.warn("its content is its caption: one paragraph.")
        title = nodes.title("", "", *(child for one in paragraphs for child in one.children))
        self.set_source_info(title)
        return title


def _numeric(rows: list[list[str]]) -> list[bool]:
    """Tell of each column whether it holds numbers, or none."""
    width = max(map(len, rows))
    columns = [
        [row[at] for row in rows[1:] if at < len(row) and row[at] not in {"", "none"}]
        for at in range(width)
    ]
    return [bool(cells) and all(map(is_number, cells)) for cells in columns]


def _group(rows: list[list[str]], numeric: list[bool]) -> nodes.tgroup:
    width = len(numeric)
    group = nodes.tgroup(cols=width)
    cells = [row + [""] * (width - len(row)) for row in rows]
    longest = [max(len(row[at]) for row in cells) for at in range(width)]
    group += [nodes.colspec(colwidth=min(length, 40) + 2) for length in longest]
    group += nodes.thead("", _row(cells[0], numeric))
    group += nodes.tbody("", *(_row(row, numeric) for row in cells[1:]))
    return group


def _row(cells: list[str], numeric: list[bool]) -> nodes.row:
    row = nodes.row()
    for cell, is_figure in zip(cells, numeric, strict=True):
        text = set_number(cell)
        entry = nodes.entry("", nodes.paragraph(text, text))
        if is_figure:
            entry["classes"].append("text-right")
        row += entry
    return row
