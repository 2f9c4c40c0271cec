"""What is read of a Markdown or reStructuredText source: its prose, and its lines of code.

The lines are read once, with a stack of the blocks that are open. A parser would see more than
counting needs: a line taken for another kind of text costs a few words. Only whether the text has
a title has to be right.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Markup = Literal["markdown", "rst"]

_DEEPEST = 20  # blocks open in each other; what is deeper is text

# What is read of a block, by its name; of a directive that isn't here, its argument and content.
_KINDS = {
    name: kind
    for kind, names in {
        "content": """container item quotation eval-rst blog-image button-link button-ref
            card-carousel class cssclass div figure figure-md grid ifconfig only rst-class tab-set
            tab-set-code""",
        "code": """literal pre code code-block code-cell code-tab console doctest ipython
            jupyter-execute parsed-literal productionlist prompt sourcecode testcode testoutput""",
        "caption": """digraph graph graphviz inheritance-diagram literalinclude math mermaid
            plantuml uml""",
        "nothing": """comment !-- script style audio bibliography codeauthor contents currentmodule
            default-domain default-role highlight iframe image include index journey-toctree meta
            pillar-roadmap post-list raw role sectionauthor sectnum series-nav series-progress
            tabularcolumns testcleanup testsetup toctree video youtube""",
    }.items()
    for name in names.split()
}
_OPTION = re.compile(r":([\w-]++)\s*+:(?:\s++(.*+))?+\Z")
_RANGE = re.compile(r"([0-9]{0,18})(-?)([0-9]{0,18})\Z")

_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?: {1,4}(?! )| |\Z)")
_FENCE = re.compile(
    r"(`{3,}+(?=[^`]*+\Z)|~{3,}+|:{3,}+)\s*+(?:\{(\w[^\s{}=]*+)\}|(math|mermaid)\b)?+\s*+(.*+)"
)
_HEADING = re.compile(r"#{1,6}(?: |\Z)")
_HTML_ENDS = {"!--": "-->", "pre": "</pre", "script": "</script", "style": "</style"}
_HTML_UNTIL = re.compile(r"<(!--|(?:pre|script|style)\b)", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|details|div|figcaption|figure|footer"
    r"|form|h[1-6r]|header|iframe|li|main|nav|[ou]l|p|section|summary|t(?:able|body|[dhr]|head))"
    r"(?:[ />]|\Z)",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(r"</?[A-Za-z][\w-]*+(?: [^<>]*+)?+/?>\Z")
_NOT_READ = re.compile(r"%|\+\+\+|\([^()]++\)=\Z|\[(?!\^)[^\[\]]++\]:(?: |\Z)")

_RST_ITEM = re.compile(r"(?:[-+*\u2022]|\(?(?:[0-9]{1,9}|[A-Za-z]|[ivx]{1,5}|#)[.)])(?: ++|\Z)")
_RST_DIRECTIVE = re.compile(r"([^\W_]++(?:[-._+:][^\W_]++)*+) ?::(?: ++|\Z)(.*+)")
_RST_FOOTNOTE = re.compile(r"\[[^\[\]]++\](?: ++|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*+\Z")
_NOT_A_TITLE = re.compile(r" |(?:[-+*|\u2022\u2023\u2043]|\.\.|__|>>>)(?: |\Z)|:[^:]++: ")


@dataclass(slots=True)
class _Block:
    """A block that is open: a directive, or another of ``_KINDS``."""

    name: str
    column: int
    """What is indented further belongs to it, where it has no end."""
    end: str = ""
    """What ends it: a fence, a tag, or of a quotation the ``>`` that a line lacks."""
    argument: str = ""
    head: Literal["", ":", "---"] = ""
    """How an option begins that may follow, or what ends them."""
    options: dict[str, str] = field(default_factory=dict)
    is_rst: bool = False

    @property
    def kind(self) -> str:
        """What is read of it."""
        return _KINDS.get(self.name, "everything")


class SourceText:
    """What is read of the lines of a source, with its inline markup.

    ``read_file`` gives the text of the file that a ``literalinclude`` names, or ``None``.
    """

    def __init__(
        self, lines: list[str], markup: Markup, read_file: Callable[[str], str | None] | None
    ) -> None:
        self.prose: list[str] = []
        """The parts of a text that has a paragraph on each line."""
        self.code_lines = 0
        self.has_title = False
        self._read_file = read_file
        self._open = [_Block("container", -1, is_rst=markup == "rst")]
        self._before: Literal["", "text", "lazy", "html", "doctest"] = ""
        """What the next line may go on with; a paragraph is lazy when it has left its block."""
        lines = [line.rstrip() for line in lines]
        for ahead in zip_longest(lines, lines[1:], lines[2:], fillvalue=""):
            self._read(*ahead)
        self._close(1)

    def _read(self, line: str, second: str, third: str) -> None:
        """Read a line, with the two after it."""
        rest = self._continued(line)
        if rest is None:
            return
        text, block = rest.lstrip(), self._open[-1]
        if (block.head and self._is_option(block, text)) or block.kind in {"caption", "nothing"}:
            return
        if block.kind == "code":
            self.code_lines += bool(text)
        elif not text:
            self._before = ""
            self.prose.append("\n")
        elif not block.is_rst:
            self._read_markdown(self._begin_containers(rest))
        else:
            if len(self._open) == 1 and self._before != "text":
                self.has_title |= _is_title(line, second, third)
            self._read_rst(self._begin_containers(rest), second)

    def _continued(self, line: str) -> str | None:
        """Close the blocks that a line ends, and return it, or ``None`` if it is one's last."""
        for depth, block in enumerate(self._open):
            text, goes_on = line.lstrip(), True
            if block.end == ">":
                goes_on = text.startswith(">")
                line = line.replace(">", " ", 1) if goes_on else line
            elif not block.end:
                goes_on = not text or len(line) - len(text) > block.column
            elif _is_end(text, block.end):
                self._close(depth)
                return None
            if not goes_on:
                self._close(depth)
                self._before = "lazy" if self._before == "text" else self._before
                break
        return line

    def _close(self, depth: int) -> None:
        """Close the blocks from this depth on."""
        for block in self._open[depth:]:
            if block.name == "literalinclude" and self._read_file:
                self.code_lines += _shown_lines(self._read_file(block.argument), block.options)
        del self._open[depth:]

    def _begin(self, block: _Block) -> None:
        block.is_rst = block.name == "eval-rst" or self._open[-1].is_rst
        self._before = ""
        self.prose.append("\n")
        if block.kind == "everything":
            self.prose.append(f"{block.argument} ")
        elif block.name == "math":
            self.prose.append("formula ")
        if len(self._open) < _DEEPEST:
            self._open.append(block)

    def _is_option(self, block: _Block, text: str) -> bool:
        """Return whether a line at a directive's head is of an option, and keep the option."""
        is_yaml = block.head == "---"
        if text.startswith("---") and not block.is_rst and (is_yaml or not block.options):
            block.head = "" if is_yaml else "---"
            return True
        if option := _OPTION.match(f":{text}" if is_yaml else text):
            value = block.options[option[1]] = (option[2] or "").strip("\"'")
            if option[1] in {"caption", "title"} and block.kind != "nothing":
                self.prose.append(f"{value}\n")
            return True
        goes_on = block.is_rst and text != ""
        if not is_yaml and not goes_on:
            block.head = ""
        return is_yaml or (goes_on and bool(block.options))

    def _begin_containers(self, line: str) -> str:
        """Begin the quotations and list items of a line, and return it with blanks for them."""
        is_rst = self._open[-1].is_rst
        while len(self._open) < _DEEPEST and self._before != "html":
            text = line.lstrip()
            column = len(line) - len(text)
            item = (_RST_ITEM if is_rst else _ITEM).match(text)
            if not is_rst and column - self._open[-1].column > 4:
                break
            if item:
                self._begin(_Block("item", column + item.end() - 1))
                line = " " * (column + item.end()) + text[item.end() :]
            elif text.startswith(">") and not is_rst:
                self._begin(_Block("quotation", column + 1, ">"))
                line = line.replace(">", " ", 1)
            else:
                break
        return line

    def _read_markdown(self, line: str) -> None:
        text = line.lstrip()
        column, is_top = len(line) - len(text), len(self._open) == 1
        is_indented = column - self._open[-1].column > 4
        if is_indented and not self._before:
            self.code_lines += bool(text)
        elif is_indented or self._before == "html":
            self.prose.append(f"{text} ")
        elif fence := _FENCE.match(text):
            marks, directive, drawn, info = fence.groups("")
            name = directive.lower() or drawn or ("container" if marks[0] == ":" else "code")
            self._begin(_Block(name, column - 1, marks, info, head=":" if directive else ""))
        elif (html := _HTML_UNTIL.match(text)) and _HTML_ENDS[html[1].lower()] not in text.lower():
            self._begin(_Block(html[1].lower(), -1, _HTML_ENDS[html[1].lower()]))
        elif _HEADING.match(text):
            self.has_title |= is_top and not text.startswith("##")
            self._before = ""
            self.prose.append(f"\n{text}\n")
        elif self._before == "text" and not text.strip("="):
            self.has_title |= is_top
            self._before = ""
        elif _NOT_READ.match(text):
            self._before = ""
        else:
            is_html = _HTML_BLOCK.match(text) or (not self._before and _HTML_TAG.match(text))
            self._before = "html" if is_html else self._before or "text"
            self.prose.append(f"{text} ")

    def _read_rst(self, line: str, following: str) -> None:
        text = line.lstrip()
        column = len(line) - len(text)
        if text.startswith(">>> ") or self._before == "doctest":
            self._before = "doctest"
            self.code_lines += 1
        elif text == ".." or text.startswith((".. ", "__ ")):
            self._begin_explicit(column, text[3:].lstrip(), following)
        else:
            self._before = "" if column else "text"
            self.prose.append(f"{text} ")
            if text.endswith("::") and not following:
                self._begin(_Block("literal", column))

    def _begin_explicit(self, column: int, text: str, following: str) -> None:
        """Begin what is written after two dots, or the target of an anonymous link."""
        if footnote := _RST_FOOTNOTE.match(text):
            self._before = ""
            self.prose.append(f"\n{text[footnote.end() :]} ")
        elif directive := _RST_DIRECTIVE.match(text):
            self._begin(_Block(directive[1].lower(), column, argument=directive[2], head=":"))
        elif text or following:  # an empty comment takes nothing with it
            self._begin(_Block("comment", column))


def _is_end(text: str, end: str) -> bool:
    if end[0] in "`~:":
        return text.startswith(end) and not text.strip(end[0])
    return end in text.lower()


def _is_title(first: str, second: str, third: str) -> bool:
    """Return whether three lines begin with a section title, underlined or between two lines."""
    if _ADORNMENT.match(first):
        return bool(second) and first == third and _is_long_enough(first, second)
    is_underlined = _ADORNMENT.match(second) and not _NOT_A_TITLE.match(first)
    return bool(is_underlined) and _is_long_enough(second, first)


def _is_long_enough(adornment: str, title: str) -> bool:
    """Return whether docutils takes a line for an adornment: from four characters on, it warns."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in title)
    return len(adornment) >= min(4, len(title) + wide)


def _shown_lines(text: str | None, options: Mapping[str, str]) -> int:
    """Return how many lines that are not blank a ``literalinclude`` shows of a file's text.

    Where Sphinx shows an error, as for a text that isn't found, it is 0. For the options, see
    https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-literalinclude
    """
    lines = (text or "").splitlines()
    for name, shift in (("start-after", 1), ("start-at", 0)):
        if name in options:
            found = (n for n, line in enumerate(lines) if options[name] in line)
            lines = lines[next(found, len(lines)) + shift :]
    for name, shift in (("end-before", 0), ("end-at", 1)):
        if name in options:
            found = (n for n, line in enumerate(lines) if options[name] in line and n + shift)
            lines = lines[: next(found, -shift) + shift]
    before = [0, *accumulate(bool(line.strip()) for line in lines)]
    shown = 0
    for part in options.get("lines", "-").split(","):
        numbers = _RANGE.match(part.strip())
        start = int(numbers[1] or 1) if numbers else 0
        end = int(numbers[3] or len(lines)) if numbers and numbers[2] else start
        if not 0 < start <= end:
            return 0
        shown += before[min(end, len(lines))] - before[min(start - 1, len(lines))]
    return shown
