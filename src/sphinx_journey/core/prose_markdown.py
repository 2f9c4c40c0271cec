"""What is read in a Markdown or MyST source: markdown-it finds the blocks, no inline is parsed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .markdown_rules import colon_fence, math_block
from .prose_inline import plain_html, plain_markdown
from .prose_rst import rst_lines, scan_rst
from .prose_tally import DEEPEST, Directive, count_directive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from .prose_tally import Tally

_DIRECTIVE = re.compile(r"\{([\w][^\s{}=]*+)\}(.*+)", re.DOTALL)
_OPTION = re.compile(r"([\w-]++)\s*+:(?:\s++(.*+))?+", re.DOTALL)
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list", "footnote_def"]

# Each line of a paragraph is tried with each rule. Most texts can do without most of the rules:
# those whose sign is nowhere in them.
_SIGNS = {
    "blockquote": ">",
    "colon_fence": ":::",
    "footnote_def": "[^",
    "heading": "#",
    "html_block": "<",
    "math_block": "$$",
    "reference": "]:",
    "table": "|",
}


def scan_markdown(text: str, tally: Tally, depth: int = 0) -> None:
    """Add to the tally what is read in a Markdown text; only at depth 0 can it have the title."""
    if depth > DEEPEST:
        tally.prose(plain_markdown(text))
        return
    for token in _parser_for(text).parse(text):
        if token.type == "inline":
            tally.prose(plain_markdown(token.content))
        elif token.type == "heading_open":
            tally.has_title |= token.tag == "h1" and token.level == 0 and depth == 0
        elif token.type in {"fence", "colon_fence"}:
            _count_fence(token, tally, depth)
        elif token.type == "code_block":
            tally.code(token.content)
        elif token.type == "html_block":
            tally.prose(plain_html(token.content))
        elif token.type == "math_block":
            tally.formula()


def markdown_lines(text: str) -> list[str]:
    """Return the lines of a source, whatever its line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _parser_for(text: str) -> MarkdownIt:
    return _parser(tuple(rule for rule, sign in _SIGNS.items() if sign not in text))


@cache
def _parser(needless: tuple[str, ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser.block.ruler.before("fence", "colon_fence", colon_fence, {"alt": _INTERRUPTS})
    parser.block.ruler.before("fence", "math_block", math_block, {"alt": _INTERRUPTS})
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.disable(needless)
    return parser


def _count_fence(token: Token, tally: Tally, depth: int) -> None:
    found = _DIRECTIVE.match(token.info.strip())
    if found:
        _count_directive(found[1].lower(), found[2].strip(), token.content, tally, depth)
    elif token.type == "colon_fence":
        scan_markdown(token.content, tally, depth + 1)
    else:
        _count_code(token.info.strip().partition(" ")[0], token.content, tally)


def _count_code(language: str, source: str, tally: Tally) -> None:
    """Count a fence with a language; as on GitHub, ``mermaid`` is drawn and ``math`` is set."""
    if language == "math":
        tally.formula()
    elif language != "mermaid":
        tally.code(source)


def _count_directive(name: str, argument: str, source: str, tally: Tally, depth: int) -> None:
    if name == "eval-rst":
        scan_rst("\n".join(rst_lines(source)), tally, depth + 1)
        return
    options, content = _split_options(source)
    count_directive(
        Directive(name, argument, content, options),
        tally,
        plain=plain_markdown,
        nested=lambda text: scan_markdown(text, tally, depth + 1),
    )


def _split_options(source: str) -> tuple[dict[str, str], str]:
    """Part a directive's options, in either of MyST's notations, from its content."""
    lines = source.split("\n")
    if source.startswith("---"):
        end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), len(lines))
        return _options(lines[1:end]), "\n".join(lines[end + 1 :])
    end = next((n for n, line in enumerate(lines) if not _is_option(line)), len(lines))
    return _options(line.lstrip()[1:] for line in lines[:end]), "\n".join(lines[end:])


def _is_option(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith(":") and not stripped.startswith(":::")


def _options(lines: Iterable[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    value: list[str] = []
    for line in lines:
        if option := _OPTION.fullmatch(line):
            value = values[option[1]] = [option[2] or ""]
        else:
            value.append(line.strip())
    return {name: _unquoted(" ".join(value).strip()) for name, value in values.items()}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
