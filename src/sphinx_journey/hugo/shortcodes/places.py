"""Where calls stand in Markdown: alone on their lines, in a sentence, in code, in a link's target.

A block such as an admonition can replace a call that stands alone, and needs what its lines
begin with: the indentation of a list item, the marks of a quotation. In a table's row nothing
but inline text fits. This looks at lines and at the few marks that decide it; it is no parser of
Markdown, and linear in its input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from .values import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .values import Node

MARK = "\ufffc"
"""Stands for a call: a character that is neither a blank nor markup."""
_PREFIX = re.compile(
    r"[ \t]*+(?:(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))(?:[ \t](?![ \t]{4}))*+)*+"
)
"""The indentation of a line with the marks of quotations and list items."""
_QUOTE = re.compile(r"[ \t>]*+")
_FENCE = re.compile(r"(`{3,}+)(?=[^`\n]*+(?:\n|\Z))|(~{3,}+)")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_DELIMITERS = re.compile(r"[ \t>]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t:-]*+)*+\Z")
_DEFINITION = re.compile(r"\[[^\]\n]++\]:")
_HTML = re.compile(r"</?[A-Za-z][\w-]*+(?=[\s/>]|\Z)")
_ENDS_TEXT = re.compile(r"[ \t]*+\](?=[(\[])")
_INLINE = re.compile(rf"\\[^\n{MARK}]|`++|<!--|-->|\]\(|\)|<(?=[A-Za-z/])|>|{MARK}")


class Where(Enum):
    """What a call is part of."""

    ALONE = auto()
    """Nothing else stands on its lines."""
    WITHIN = auto()
    """Text stands on its line as well."""
    ROW = auto()
    """It is part of what must stay one line: a heading, a table's row, a link's text."""
    TARGET = auto()
    """It is part of a link's target, of a definition of one, or of an HTML tag."""
    HTML = auto()
    """It is part of what is given out as HTML, whatever it looks like."""
    CODE = auto()
    COMMENT = auto()


_SPANS: dict[str, tuple[str, Where | None]] = {
    "<!--": ("-->", Where.COMMENT),
    "](": (")", Where.TARGET),
    "<": (">", Where.TARGET),
}
"""What begins something in a line, what ends it, and what a call in it is part of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one call stands."""

    where: Where
    prefix: str = ""
    """What further lines begin with to belong to the same list item or quotation."""
    in_html: bool = False
    """Whether it is in a block of HTML, in which Markdown isn't read."""


def places(nodes: Sequence[Node], before: str = "") -> list[Place]:
    """Return where each of the calls stands, in order; ``before`` is in the first line already."""
    text = before + "".join(one.text if isinstance(one, Text) else MARK for one in nodes)
    scan = _Scan(len(before.expandtabs(4)) if not before.strip() else 0)
    for line in text.split("\n"):
        scan.line(line)
    scan.paragraph()
    # The mark may stand in a text as well: only those of calls count.
    found = iter(scan.places)
    kept: list[Place] = []
    for one in nodes:
        if isinstance(one, Text):
            for _ in range(one.text.count(MARK)):
                next(found)
        else:
            kept.append(next(found))
    return kept


class _Scan:
    """Goes through the lines, and keeps what decides how the next is read."""

    def __init__(self, indent: int) -> None:
        self.places: list[Place] = []
        self.lines: list[tuple[str, str]] = []
        """The paragraph at hand: each line's prefix, and the rest of it."""
        self.fence = ""
        self.fence_prefix = ""
        self.in_comment = False
        self.items = [indent] if indent else []
        """Where the text of the open list items begins."""
        self.in_indented = False
        self.is_marked = False
        """Whether there is a call in the paragraph at hand."""

    def line(self, line: str) -> None:
        if self.fence and not (self.fence_prefix and self.leaves(line)):
            self.fenced(line)
            return
        self.fence = ""
        if not self.in_comment and (not line or line[0].isalpha()):
            self.plain(line)
        else:
            self.other(line)

    def other(self, line: str) -> None:
        found = _PREFIX.match(line)
        prefix = found[0] if found else ""
        rest = line[len(prefix) :]
        if self.in_comment:
            self.add(line, Where.COMMENT)
            self.in_comment = "-->" not in line
        elif not rest.strip():
            self.paragraph()
            if prefix.strip(" \t>"):
                self.enter(prefix)
        elif not self.lines and self.is_indented(line):
            self.in_indented = True
            self.add(line, Where.CODE)
        elif (fence := _FENCE.match(rest)) is not None:
            self.paragraph()
            self.enter(prefix)
            self.fence, self.fence_prefix = fence[0], _spaces(prefix)
            self.add(rest, Where.CODE)
        elif rest.startswith("<!--") and not self.lines:
            self.add(line, Where.COMMENT)
            self.in_comment = "-->" not in rest
        else:
            if not self.lines or prefix.strip(" \t>"):
                self.enter(prefix)
            self.in_indented = False
            if _HEADING.match(rest):
                self.paragraph()
                self.text(prefix, rest)
                self.paragraph()
            else:
                self.text(prefix, rest)

    def plain(self, line: str) -> None:
        """Take an empty line, or one that begins with a letter: most are such."""
        if not line:
            self.paragraph()
            return
        if not self.lines:
            self.items.clear()
        self.in_indented = False
        self.text("", line)

    def text(self, prefix: str, rest: str) -> None:
        self.lines.append((prefix, rest))
        self.is_marked = self.is_marked or MARK in rest

    def add(self, line: str, where: Where) -> None:
        self.places += [Place(where)] * line.count(MARK)

    def leaves(self, line: str) -> bool:
        """Return whether a line is outside of the list item or quotation that a fence is in."""
        if not line.strip():
            return ">" in self.fence_prefix
        own = line[: len(self.fence_prefix)]
        if ">" in self.fence_prefix:
            return ">" not in own
        return bool(own.strip())

    def fenced(self, line: str) -> None:
        if self.fence not in line:
            if MARK in line:
                self.add(line, Where.CODE)
            return
        rest = line.lstrip(" \t>").rstrip()
        if rest.startswith(self.fence) and not rest.strip(self.fence[0]):
            self.fence = ""
        else:
            self.add(line, Where.CODE)

    def enter(self, prefix: str) -> None:
        """Note which list items are open from here on."""
        indent = _width(prefix[: len(prefix) - len(prefix.lstrip(" \t"))])
        marked = bool(prefix.strip(" \t>"))
        while self.items and indent < self.items[-1]:
            self.items.pop()
        if marked:
            self.items.append(len(prefix))

    def is_indented(self, line: str) -> bool:
        """Return whether a line that begins something is indented so far that it is code."""
        indent = _width(line[: len(line) - len(line.lstrip(" \t"))])
        return indent >= 4 + max((one for one in self.items if one <= indent), default=0)

    def paragraph(self) -> None:
        """Finish the paragraph at hand."""
        lines, self.lines = self.lines, []
        is_marked, self.is_marked = self.is_marked, False
        if not is_marked:
            return
        first = lines[0][1]
        in_html = _HTML.match(first) is not None
        rows = _HEADING.match(first) is not None or any(
            "|" in rest and _DELIMITERS.match(rest) for _, rest in lines
        )
        states = _inline("\n".join(rest for _, rest in lines))
        for prefix, rest in lines:
            for found in re.finditer(MARK, rest):
                where = next(states)
                if where is None:
                    defines = _DEFINITION.match(rest) and found.start() > rest.find("]:")
                    where = (
                        Where.TARGET if defines
                        else Where.ROW if rows
                        else Where.ALONE if rest.strip() == MARK
                        else Where.WITHIN
                    )  # fmt: skip
                self.places.append(Place(where, _spaces(prefix), in_html))


def _inline(text: str) -> Iterator[Where | None]:
    """Yield for each mark whether it is in code, a comment or a target; None for none of them."""
    runs: dict[str, list[int]] = {}
    for found in re.finditer("`+", text):
        runs.setdefault(found[0], []).append(found.start())
    for starts in runs.values():
        starts.reverse()
    last = {begin: text.rfind(end) for begin, (end, _) in _SPANS.items()}
    until: str = ""
    state: Where | None = None
    code_end = -1
    for found in _INLINE.finditer(text):
        mark, start = found[0], found.start()
        if start < code_end:
            if mark == MARK:
                yield Where.CODE
            continue
        if mark == MARK:
            # The text of a link must stay one, whatever comes of the call.
            yield state or (Where.ROW if _ENDS_TEXT.match(text, found.end()) else None)
        elif mark == until:
            until, state = "", None
        elif until:
            continue
        elif mark[0] == "`":
            starts = runs.get(mark, [])  # none, if the first of a run is escaped
            while starts and starts[-1] <= start:
                starts.pop()
            if starts:
                code_end = starts[-1] + len(mark)
        elif mark in _SPANS and start < last[mark]:
            until, state = _SPANS[mark]


def _spaces(prefix: str) -> str:
    """Return a prefix with blanks for the marks of list items."""
    return re.sub(r"[^ \t>]", " ", prefix)


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(4))
