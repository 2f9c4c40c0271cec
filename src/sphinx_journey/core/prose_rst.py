"""What is read in a reStructuredText source.

No docutils: its blocks are found by the line and by indentation, which is all that counting
needs. Lists and block quotes need no tree, tables and transitions are lines whose rules hold no
word. The rules are those of
https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .prose_inline import plain_rst
from .prose_tally import DEEPEST, Directive, count_directive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .prose_tally import Tally

_BULLET = r"[-+*\u2022\u2023\u2043]"
_ENUMERATOR = r"\(?(?:[0-9]{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}|#)[.)]"
_BULLETS = re.compile(rf"(?:{_BULLET}(?:\s++|\Z))++")
_MARKERS = re.compile(rf"(?:(?:{_BULLET}|{_ENUMERATOR})(?:\s++|\Z))++")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*+\Z")
_NOT_A_TITLE = re.compile(rf"(?:{_BULLET}|\.\.|__|\||>>>)(?:\s|\Z)|:[^:]++:\s")
_DIRECTIVE = re.compile(r"([^\W_]++(?:[-._+:][^\W_]++)*+) ?::(?:\s++(.*+))?+\Z")
_FOOTNOTE = re.compile(r"\[[^\[\]]++\](?:\s++|\Z)")
_FIELD = re.compile(r":([^:\s][^:]*+):(?:\s++(.*+))?+\Z")


def scan_rst(text: str, tally: Tally, depth: int = 0) -> None:
    """Add to the tally what is read in the text that `rst_lines` make; a title only at depth 0."""
    if depth > DEEPEST:
        tally.prose(plain_rst(text))
    else:
        _Scanner(text.split("\n"), tally, depth).run()


def rst_lines(text: str) -> list[str]:
    """Return the lines of a source as docutils takes them: no tabs, no blanks at their ends."""
    text = text.replace("\f", " ").replace("\v", " ")
    return [line.expandtabs(8).rstrip() for line in text.splitlines()]


class _Scanner:
    """Goes through the lines once. Each method consumes the block that begins at a line."""

    def __init__(self, lines: list[str], tally: Tally, depth: int) -> None:
        self._lines = lines
        self._tally = tally
        self._depth = depth

    def run(self) -> None:
        at = 0
        while at < len(self._lines):
            at = self._block(at) if self._lines[at] else at + 1

    def _block(self, at: int) -> int:
        """Count the block that begins at this line, and return the line after it."""
        if self._depth == 0 and (length := _title_lines(self._lines[at : at + 3])):
            self._tally.has_title = True
            self._tally.prose(plain_rst(" ".join(self._lines[at : at + length])))
            return at + length
        line = self._without_markers(at)
        text = line.lstrip()
        column = len(line) - len(text)
        if text == ".." or text.startswith(".. "):
            return self._explicit(at, column, text[3:].lstrip())
        if text.startswith("__ "):
            return self._end_of_indented(at + 1, column)  # the target of an anonymous link
        if text == ">>>" or text.startswith(">>> "):
            return self._doctest(at)
        return self._paragraph(at, column, text)

    def _without_markers(self, at: int) -> str:
        """Return a line with blanks in place of the list markers that it begins with."""
        line = self._lines[at]
        column = _indent(line)
        markers = _MARKERS.match(line, column)
        if markers is None:
            return line
        if not _BULLETS.match(line, column) and not self._goes_on(at, column):
            return line
        return " " * markers.end() + line[markers.end() :]

    def _goes_on(self, at: int, column: int) -> bool:
        """Whether what follows an enumerator's line fits a list.

        A line of text that begins with ``1986.`` or ``A.`` is no item if the next goes on below it.
        """
        following = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        indent = _indent(following)
        return not following or indent > column or bool(_MARKERS.match(following, indent))

    def _paragraph(self, at: int, column: int, first: str) -> int:
        """Count text to the next blank line, or to where the indentation changes."""
        texts, end = [first], at + 1
        while end < len(self._lines) and self._lines[end]:
            indent = _indent(self._lines[end])
            if indent > column and len(texts) == 1 and _FIELD.match(first):
                column = indent
            if indent != column:
                break
            texts.append(self._lines[end])
            end += 1
        self._tally.prose(plain_rst("\n".join(texts)))
        at_blank = end == len(self._lines) or not self._lines[end]
        if at_blank and texts[-1].endswith("::"):
            return self._literal(end, column)
        return end

    def _literal(self, at: int, column: int) -> int:
        """Count a literal block: indented, or each line quoted with the same character."""
        while at < len(self._lines) and not self._lines[at]:
            at += 1
        if at == len(self._lines):
            return at
        if _indent(self._lines[at]) > column:
            end = self._end_of_indented(at, column)
        else:
            end, quote = at, self._lines[at][: column + 1]
            if _ADORNMENT.match(quote[column:]):
                while end < len(self._lines) and self._lines[end].startswith(quote):
                    end += 1
        self._tally.code("\n".join(self._lines[at:end]))
        return end

    def _doctest(self, at: int) -> int:
        end = at
        while end < len(self._lines) and self._lines[end]:
            end += 1
        self._tally.code("\n".join(self._lines[at:end]))
        return end

    def _explicit(self, at: int, column: int, text: str) -> int:
        """Count what begins with two dots: a directive or a footnote, or nothing that is read."""
        if not text and (at + 1 == len(self._lines) or not self._lines[at + 1]):
            return at + 1  # an empty comment takes nothing with it
        end = self._end_of_indented(at + 1, column)
        body = self._lines[at + 1 : end]
        if footnote := _FOOTNOTE.match(text):
            self._nested("\n".join([text[footnote.end() :], *_dedented(body)]))
        elif directive := _DIRECTIVE.match(text):
            count_directive(
                _directive(directive[1], directive[2] or "", _dedented(body)),
                self._tally,
                plain=plain_rst,
                nested=self._nested,
            )
        return end

    def _end_of_indented(self, at: int, column: int) -> int:
        while at < len(self._lines) and (not self._lines[at] or _indent(self._lines[at]) > column):
            at += 1
        return at

    def _nested(self, text: str) -> None:
        scan_rst(text, self._tally, self._depth + 1)


def _title_lines(lines: Sequence[str]) -> int:
    """Return how many of these lines (at most three) are a section title: 3, 2 or 0."""
    first, second, third = [*lines, "", ""][:3]
    if _ADORNMENT.match(first):
        return 3 if second and first == third and _is_long_enough(first, second) else 0
    if first.startswith(" ") or _NOT_A_TITLE.match(first) or not _ADORNMENT.match(second):
        return 0
    return 2 if _is_long_enough(second, first) else 0


def _is_long_enough(adornment: str, title: str) -> bool:
    """Whether docutils takes the line for an adornment: from four characters on, it warns only."""
    return len(adornment) >= 4 or len(adornment) >= sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in title
    )


def _directive(name: str, argument: str, body: Sequence[str]) -> Directive:
    """Part the lines below a directive's name: argument and options, a blank line, the content."""
    head = next((n for n, line in enumerate(body) if not line), len(body))
    arguments = [argument]
    options: dict[str, list[str]] = {}
    value: list[str] | None = None
    for line in body[:head]:
        if option := _FIELD.match(line):
            value = options[option[1]] = [option[2] or ""]
        elif value is not None:
            value.append(line.strip())
        else:
            arguments.append(line)
    return Directive(
        name,
        "\n".join(arguments),
        "\n".join(body[head:]),
        {key: " ".join(texts).strip() for key, texts in options.items()},
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dedented(lines: Sequence[str]) -> list[str]:
    margin = min((_indent(line) for line in lines if line), default=0)
    return [line[margin:] for line in lines]
