"""What comes of a call: lines of MyST Markdown, each with the line of the source it comes from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Lines: TypeAlias = list[tuple[str, int]]
"""Lines without their ends, each with the line of the source that it comes from."""
_SAFE = re.compile(r"[A-Za-z0-9/.][\w /.%-]*+\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Inline:
    """Text that fits into a sentence or a table's cell."""

    text: str
    html: str = ""
    """The same in HTML, for where Markdown isn't read; empty if it is the same text."""
    bare: str = ""
    """What stands in a link's target or in code: an address, a value."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines."""

    lines: Lines
    inline: Inline
    """What stands for them where no block can."""


Output: TypeAlias = Inline | Block


@dataclass
class Writer:
    """Puts lines together, a piece at a time, in time linear in what is written."""

    first_line: int
    """The source's line that an empty text counts for."""
    lines: Lines = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    """Of the line at hand."""
    line: int = 0
    """The source's line of the line at hand; 0 before its first piece."""
    says: bool = False
    """Whether there is more than blanks in the line at hand."""

    def write(self, text: str, line: int) -> None:
        """Write text as it stands in the source from a line on."""
        first, *others = text.split("\n")
        self.piece(first, line)
        if others:
            self.end(line + 1)
            *whole, last = others
            self.lines += [(one, line + at) for at, one in enumerate(whole, 1)]
            self.line = line + len(others)
            self.piece(last, self.line)

    def piece(self, text: str, line: int) -> None:
        """Write a piece of a line."""
        self.parts.append(text)
        if not self.line or (text.strip() and not self.says):
            self.line = line
        self.says = self.says or bool(text.strip())

    def end(self, line: int) -> None:
        """End the line at hand."""
        self.lines.append(("".join(self.parts), self.line or line))
        self.parts, self.line, self.says = [], line, False

    def block(self, lines: Lines, prefix: str = "") -> None:
        """Write lines, all but the first with a prefix; the last isn't ended."""
        for number, (text, line) in enumerate(lines):
            if number:
                self.end(line)
                self.piece(prefix if text else prefix.rstrip(), line)
            self.piece(text, line)

    def indentation(self) -> str:
        """Return what is in the line at hand, if that is only blanks."""
        return "" if self.says else "".join(self.parts)

    def finish(self) -> Lines:
        """Return all lines."""
        self.end(self.first_line)
        return self.lines


def trimmed(lines: Lines) -> Lines:
    """Return lines without the blank ones at both ends."""
    first, last = 0, len(lines)
    while first < last and not lines[first][0].strip():
        first += 1
    while last > first and not lines[last - 1][0].strip():
        last -= 1
    return lines[first:last]


def one_line(lines: Lines | str) -> str:
    """Return text or lines as one line."""
    text = lines if isinstance(lines, str) else " ".join(text for text, _ in lines)
    return " ".join(text.split())


def directive(
    name: str,
    argument: str = "",
    *,
    options: Mapping[str, str | bool] | None = None,
    body: Lines | None = None,
    line: int,
) -> Lines:
    """Return a directive in a fence that is longer than any in its body.

    Args:
        name: of the directive, without braces.
        argument: on its first line.
        options: those with an empty text or False are left out; True is a flag.
        body: its content.
        line: the source's line of the call that it replaces.
    """
    argument = one_line(argument)
    info = f"{{{name}}} {argument}".rstrip()
    says = [(option, line) for option in options_of_directive(options or {})]
    return fenced(info, says, body or [], line)


def options_of_directive(options: Mapping[str, str | bool]) -> list[str]:
    """Return the lines of options; those with an empty text or False are left out."""
    return [_option(key, value) for key, value in options.items() if value]


def fenced(info: str, options: Lines, body: Lines, line: int) -> Lines:
    """Return a fence with a first line, options and a body."""
    mark = "~" if "`" in info else "`"
    run = max((len(one) for text, _ in body for one in _runs(text, mark)), default=0)
    fence = mark * max(3, run + 1)
    last = body[-1][1] if body else line
    # Without a blank line, a body could be taken for options.
    is_like_options = bool(body) and body[0][0].lstrip().startswith((":", "---"))
    gap = [("", line)] if body and (options or is_like_options) else []
    return [(fence + info, line), *options, *gap, *body, (fence, last)]


def _runs(text: str, mark: str) -> Iterable[str]:
    return re.findall(f"{mark}{{3,}}", text)


def _option(key: str, value: str | bool) -> str:
    if value is True:
        return f":{key}:"
    text = one_line(str(value))
    return f":{key}: {text if _SAFE.match(text) else json.dumps(text, ensure_ascii=False)}"


def line_map(lines: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """Return the source's line of each line."""
    return tuple(line for _, line in lines)
