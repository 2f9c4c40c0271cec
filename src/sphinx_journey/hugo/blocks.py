"""Braces that Goldmark and MyST read differently: those of fences, and lines that are only braces.

A fence's braces hold options of the highlighter in Hugo, and a directive in MyST. A line in braces
is text in Hugo, or the attributes of the block above it where the site switches these on; in MyST
it is the attributes of the block below, or nothing, whatever it says. So fences are written as
MyST has them, attributes are moved above their block, and all else is escaped.

Where blocks begin and end, markdown-it-py says, as it says MyST: only for texts that have such
braces, and without reading what is in a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import fence
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .attributes import read_attributes
from .highlighting import code_block_options, options_of_fence
from .shortcodes.output import options_of_directive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from .shortcodes.output import Lines

_DIRECTIVE: Final = re.compile(r"\{(\w[\w:.+-]*+)\}")
_MAY_BE: Final = re.compile(
    r"(?:[ \t>]|(?:[-+*:]|[0-9]{1,9}[.)])[ \t])*+"
    r"(?:(?:`{3,}+|~{3,}+)(?!\{\w[\w:.+-]*+\})[^\n{`]*+\{"
    r"|\{(?!\w[\w:.+-]*+\}`|\{)[^\n]*+(?<=[}\s])$)",
    re.MULTILINE,
)
_BRACES: Final = re.compile(r"\{(?!\w[\w:.+-]*+\}`|\{)")
"""What begins neither a role nor a substitution."""
_LANGUAGE: Final = re.compile(r"[^\s{]++")
_CLASS: Final = re.compile(r"\{[ \t]*+\.([\w+#-]++)[^{}`]*+\}[ \t]*+\Z")
_QUOTE: Final = re.compile(r"[ \t]*+> ?")
_ITEM: Final = re.compile(r"[ \t]*+(?:[-+*:~]|[0-9]{1,9}[.)])(?:[ \t]{1,4}(?![ \t])|[ \t])")
_CODE: Final = frozenset(
    {
        "code", "code-block", "code-cell", "csv-table", "eval-rst", "include", "literalinclude",
        "math", "mermaid", "parsed-literal", "raw", "sourcecode", "toctree",
    }
)  # fmt: skip
"""Directives in which there is no Markdown."""
_CONTAINERS: Final = frozenset({"blockquote_open", "list_item_open", "dd_open"})
_NEVER: Final = frozenset({"fence", "code_block", "html_block", "directive_close"})
"""Blocks that have no attributes in Goldmark on the line under them."""


def as_myst(
    text: str, lines: tuple[int, ...], *, has_attributes: bool
) -> tuple[str, tuple[int, ...]]:
    """Return a text whose braces say to MyST what they say to Hugo, and the line of each line.

    Args:
        text: of a post, its shortcodes rendered.
        lines: for each line of the text the line of the file that it comes from.
        has_attributes: whether the site has attributes of blocks.
    """
    if not _may_differ(text):
        return text, lines
    source = text.split("\n")
    edits = _Edits(source)
    _walk(_tokens(text, has_attributes=has_attributes), edits)
    made: Lines = []
    for at, line in enumerate(source):
        made += [(one, lines[at]) for one in edits.before.get(at, ())]
        made.append((edits.instead.get(at, line), lines[at]))
        made += [(one, lines[at]) for one in edits.after.get(at, ())]
    return "\n".join(line for line, _ in made), tuple(number for _, number in made)


def _may_differ(text: str) -> bool:
    """Return whether a line has such braces; few lines have any, so no other is looked at."""
    at = text.find("{")
    while at >= 0:
        if _MAY_BE.match(text, text.rfind("\n", 0, at) + 1):
            return True
        end = text.find("\n", at)
        at = text.find("{", end) if end >= 0 else -1
    return False


class _Edits:
    """Lines to be put before, instead of and after others."""

    def __init__(self, source: Sequence[str]) -> None:
        self.source = source
        self.before: dict[int, list[str]] = {}
        self.instead: dict[int, str] = {}
        self.after: dict[int, list[str]] = {}

    def line(self, at: int) -> str:
        return self.instead.get(at, self.source[at])


class _Target(NamedTuple):
    """A block that may have attributes on the line under it."""

    start: int
    within: tuple[Token, ...]
    """The quotes and items that it is in, the outermost first."""


def _walk(tokens: list[Token], edits: _Edits) -> None:
    opened: list[Token] = []
    before: list[_Target | None] = [None]
    for token in tokens:
        if token.type == "attribute":
            _move(token, before[-1], edits)
            before[-1] = None
            continue
        if token.nesting == 1:
            opened.append(token)
            before.append(None)
            if token.type in {"paragraph_open", "heading_open"} and token.map:
                _escape(token.map[0], edits)
            continue
        if token.nesting == -1:
            before.pop()
        elif token.type == "fence":
            _rewrite(token, edits)
        elif not token.map or token.type == "inline":
            continue
        block = opened.pop() if token.nesting == -1 else token
        within = tuple(one for one in opened if one.type in _CONTAINERS)
        can_have = block.map and token.type not in _NEVER
        before[-1] = _Target(block.map[0], within) if can_have and block.map else None


def _escape(at: int, edits: _Edits) -> None:
    line = edits.line(at)
    prefix = line.partition("{")[0]
    is_first = not prefix.strip(" \t>*+:.)-0123456789")
    if is_first and line.rstrip().endswith("}") and _BRACES.match(line, len(prefix)):
        edits.instead[at] = f"{prefix}\\{line[len(prefix) :]}"


def _move(token: Token, target: _Target | None, edits: _Edits) -> None:
    """Move a line of attributes above its block; without one, nothing is left of it, as in Hugo."""
    at = token.map[0] if token.map else 0
    prefix = edits.source[at].partition("{")[0]
    edits.instead[at] = prefix.rstrip()
    if target is None or not token.content or not edits.source[at - 1].strip(" \t>"):
        return
    start = target.start
    line = edits.source[start]
    place, has_marks = 0, False
    for one in target.within:
        pattern = _QUOTE if one.type == "blockquote_open" else _ITEM
        is_here = pattern is _QUOTE or (one.map is not None and one.map[0] == start)
        if is_here and (found := pattern.match(line, place)):
            place, has_marks = found.end(), has_marks or pattern is _ITEM
    rest = line[place:]
    above = [line[:place] + rest[: len(rest) - len(rest.lstrip(" \t"))] + token.content]
    whole = [*edits.before.get(start, ()), edits.line(start)]  # of blocks in it that begin here
    if has_marks:
        whole[0] = _blank(line[:place]) + whole[0][place:]
    elif start and edits.line(start - 1).strip(" \t>"):
        above.insert(0, line[:place].rstrip())
    edits.before[start], edits.instead[start] = [*above, *whole[:-1]], whole[-1]


def _blank(prefix: str) -> str:
    """Return what stands before the second line of a block whose first has a prefix."""
    return re.sub(r"[^\s>]", " ", prefix)


def _rewrite(token: Token, edits: _Edits) -> None:
    """Write a fence with braces as MyST has it, with its options."""
    info = token.info.strip()
    if "{" not in info or _DIRECTIVE.match(info) or token.map is None:
        return
    start = token.map[0]
    line = edits.source[start]
    head = line[: line.index(token.markup) + len(token.markup)]
    language = found[0] if (found := _LANGUAGE.match(info)) else ""
    if not language:
        edits.instead[start] = head + (found[1] if (found := _CLASS.match(info)) else "")
        return
    options = options_of_fence(info[info.index("{") :])
    said = code_block_options(options, token.content.count("\n"))
    if not said:
        edits.instead[start] = head + language
        return
    prefix = _blank(head[: -len(token.markup)])
    edits.instead[start] = f"{head}{{code-block}} {language}"
    edits.after[start] = [prefix + one for one in options_of_directive(said)] + [prefix.rstrip()]


def _tokens(text: str, *, has_attributes: bool) -> list[Token]:
    tokens: list[Token] = []
    parser = _parser(has_attributes=has_attributes)
    parser.block.parse(text, parser, {}, tokens)
    return tokens


@cache
def _parser(*, has_attributes: bool) -> MarkdownIt:
    """Return what says where blocks are."""
    parser = MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(footnote_plugin)
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.at("fence", _fence, alternatives)  # type: ignore[arg-type]
    if has_attributes:
        parser.block.ruler.before("fence", "attribute", _attribute, alternatives)  # type: ignore[arg-type]
    return parser


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a fence; what is in a directive's are blocks as well."""
    is_fence = fence(state, start, end, silent)
    if silent or not is_fence:
        return is_fence
    token = state.tokens[-1]
    named = _DIRECTIVE.match(token.info.strip())
    if named is None or named[1] in _CODE:
        return True
    after, last = state.line, start + 1 + len(token.content.splitlines())
    state.tokens.pop()
    state.push("directive_open", "", 1).map = [start, after]
    before, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax, state.line = before, after
    state.push("directive_close", "", -1)
    return True


def _attribute(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a line that holds attributes and nothing else."""
    if state.is_code_block(start):
        return False
    at, end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if at >= end or state.src[at] != "{":
        return False
    line = state.src[at:end].rstrip()
    made = read_attributes(line) if line.endswith("}") else None
    if made is None:
        return False
    if not silent:
        token = state.push("attribute", "", 0)
        token.map, token.content = [start, start + 1], made
        state.line = start + 1
    return True
