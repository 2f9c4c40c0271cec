"""The front matter at the head of a Markdown file: where it ends and what it says.

YAML between lines of ``---`` as MyST-Parser reads it, TOML v1.0 between lines of
``+++`` and JSON (RFC 8259) in its braces as Hugo does.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from .fields import GATE_KEYS, KEYS
from .located import TOO_DEEP, LocatedError, load_yaml
from .plain_data import UnreadableError, checked

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from .fields import Syntax
    from .located import KeyPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Front matter as it is in the file.

    ``length`` counts its lines, delimiters included. ``fault`` is why it can't be read,
    and the line; ``data`` is empty then.
    """

    syntax: Syntax
    length: int = 0
    data: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    repeated: tuple[tuple[KeyPath, int], ...] = ()
    fault: tuple[str, int] | None = None
    written: Mapping[KeyPath, str] = field(default_factory=dict)
    """What is no text as the author wrote it, by key path; only YAML says it."""


NO_BLOCK: Final = Block(syntax="none")

MAX_DOTS: Final = 200
"""How many dots a line of TOML may have: ``tomllib`` is quadratic in the parts of a key."""


def read_block(text: str, *, skips_blank: bool = False) -> Block:
    """Return the front matter at the head of a Markdown text, or `NO_BLOCK`.

    Args:
        text: the source.
        skips_blank: whether blanks and empty lines may come before front matter; they are
            part of it then.

    - YAML: the first line begins with three dashes or more. It ends where MyST-Parser
      ends it: at a line of at least as many dashes, or of ``...``.
    - TOML: the first line is ``+++``, it ends at the next such line, and what is between
      them begins as TOML does: in MyST, ``+++`` is also a block break.
    - JSON: the text begins with ``{`` and, after white space, ``"`` or ``}``, so that
      ``{role}`` and ``{{ jinja }}`` aren't front matter. It ends at its closing brace, with
      nothing after it on the line.

    Front matter with blank lines or comments before it isn't read, which is a fault if it has
    ``draft`` or a date.

    An opening line that is never closed is a thematic break or a block break, not front
    matter, unless one of our keys is right below it, or ``draft`` or a date before a blank
    line: then it was meant as front matter, which is a fault; so is JSON whose keys have no
    quotes. A block whose end isn't known has the length 0, so that nothing of the body is
    lost. Nothing is raised.
    """
    text = text.removeprefix("\ufeff")
    if skips_blank and text[:1].isspace():
        content = text.lstrip()
        above = re.sub("\r\n?", "\n", text[: len(text) - len(content)]).count("\n")
        return _lowered(read_block(content), above)
    if not text.startswith(("---", "+++", "{")):
        return misplaced(text, "nothing may come before it; move it to the top of the file")
    text = re.sub("\r\n?", "\n", text)
    if text[0] == "{":
        return _json(text)
    return (_yaml if text[0] == "-" else _toml)(text.split("\n"))


def _lowered(block: Block, by: int) -> Block:
    """Return a block that begins some lines further down, with these lines as its first ones."""
    if block is NO_BLOCK:
        return block
    return replace(
        block,
        length=block.length + by if block.length else 0,
        lines={path: line + by for path, line in block.lines.items()},
        repeated=tuple((path, line + by) for path, line in block.repeated),
        fault=(block.fault[0], block.fault[1] + by) if block.fault else None,
    )


def _yaml(lines: Sequence[str]) -> Block:
    dashes = len(lines[0]) - len(lines[0].lstrip("-"))
    end = next((n for n, line in enumerate(lines) if n and _closes_yaml(line, dashes)), 0)
    if not end:
        return _unclosed(lines, "yaml", "---", " If a thematic break is meant, write ***.")
    block = Block(syntax="yaml", length=end + 1)
    try:
        located = load_yaml("\n".join(lines[1:end]), first_line=2)
    except LocatedError as error:
        return replace(block, fault=(error.message, error.line))
    data = {} if located.data is None else located.data
    if not isinstance(data, dict):
        reason = "it is not a mapping of keys to values, such as 'title: A title'"
        return replace(block, fault=(reason, 2))
    return replace(
        block,
        data=data,
        lines=located.lines,
        repeated=located.repeated,
        written=located.written,
    )


def _closes_yaml(line: str, dashes: int) -> bool:
    """Return whether a line closes front matter, by the rule of mdit-py-plugins."""
    if not line.startswith(("-", " ", "...")) or line.startswith("    "):
        return False
    marker = line.lstrip(" ").rstrip(" \t")
    return line.rstrip(" \t") == "..." or (len(marker) >= dashes and not marker.strip("-"))


_TOML_KEY: Final = r"""(?:[A-Za-z0-9_-]++|"[^"]*+"|'[^']*+')"""
_TOML_ASSIGNED: Final = re.compile(
    rf"[ \t]*+({_TOML_KEY})[ \t]*+(?:\.[ \t]*+{_TOML_KEY}[ \t]*+)*+="
)
_TOML_TABLE: Final = re.compile(rf"[ \t]*+\[\[?[ \t]*+({_TOML_KEY})[ \t]*+[\].]")
_AT_LINE: Final = re.compile(r" \(at line ([0-9]+), column [0-9]+\)\Z")


def _toml(lines: Sequence[str]) -> Block:
    if lines[0].rstrip(" \t") != "+++":
        return NO_BLOCK
    end = next((n for n, line in enumerate(lines) if n and line.rstrip(" \t") == "+++"), 0)
    if not end:
        return _unclosed(lines, "toml", "+++")
    content = lines[1:end]
    first = next((line for line in content if line.strip() and line.lstrip()[0] != "#"), None)
    is_toml = first is None or _TOML_ASSIGNED.match(first) or _TOML_TABLE.match(first)
    if not is_toml and not _is_ours(first or "") and not _is_meant(content):
        return NO_BLOCK
    block = Block(syntax="toml", length=end + 1)
    try:
        if any(line.count(".") > MAX_DOTS for line in content):
            raise UnreadableError(f"a line has more than {MAX_DOTS} dots")
        data = checked(tomllib.loads("\n".join([*content, ""])))
    except RecursionError:
        return replace(block, fault=(TOO_DEEP, 2))
    except ValueError as error:
        reason, at_end, _ = str(error).partition(" (at end of document)")
        at_line = _AT_LINE.search(reason)
        line = end + 1 if at_end else int(at_line[1]) + 1 if at_line else 2
        reason = _AT_LINE.sub("", reason[:1].lower() + reason[1:])
        return replace(block, fault=(reason[:200], line))
    return replace(block, data=data, lines=_toml_lines(content, data))


def _toml_lines(content: Sequence[str], data: Mapping[str, object]) -> dict[KeyPath, int]:
    """Return the line of each top-level key, which ``tomllib`` doesn't report."""
    found: dict[KeyPath, int] = {}
    in_table = False
    quotes = ""  # of a multi-line string that is open
    for number, line in enumerate(content, 2):
        if not quotes:
            table = _TOML_TABLE.match(line)
            in_table = in_table or bool(table)
            if match := table or (None if in_table else _TOML_ASSIGNED.match(line)):
                key = match[1].strip("\"'")
                if key in data:
                    found.setdefault((key,), number)
        for mark in ('"""', "'''"):
            if quotes in {"", mark} and line.count(mark) % 2:
                quotes = "" if quotes else mark
    return found


_JSON_KEY: Final = re.compile(r'\{[ \t\n]*+"(?:[^"\\\n]|\\.)*+"[ \t]*+:')
_JSON_BEGINS: Final = re.compile('\\{[ \t\n]*+(?:"|\\})')
_JSON_TOKEN: Final = re.compile(r'("(?:[^"\\]|\\.)*+")(?=[ \t\n]*+(:)?)|[\[{}\]]|\n')


def _json(text: str) -> Block:
    begins = _JSON_BEGINS.match(text)
    if begins is None:
        if not _is_meant(text[1:_NEAR_CHARACTERS].lstrip().split("\n")):
            return NO_BLOCK
        return Block(syntax="json", fault=("its keys need double quotes", 1))
    decoder = json.JSONDecoder(object_pairs_hook=_last_counts, parse_constant=_refuse_constant)
    length = 0
    try:
        read, end = decoder.raw_decode(text)
        last_line = text.count("\n", 0, end) + 1
        if text[end:].partition("\n")[0].strip(" \t"):
            if not read:
                return NO_BLOCK  # such as {} in prose
            reason = "there is something after its closing brace; begin a new line there"
            return Block(syntax="json", fault=(reason, last_line))
        length = last_line
        data = checked(read)
    except (RecursionError, ValueError) as error:
        reason, line = str(error)[:200], 1
        if isinstance(error, RecursionError):
            reason = TOO_DEEP
        elif isinstance(error, json.JSONDecodeError):
            reason, line = error.msg[0].lower() + error.msg[1:], error.lineno
        return Block(syntax="json", length=length or _json_extent(text), fault=(reason, line))
    lines: dict[KeyPath, int] = {}
    repeated: list[tuple[KeyPath, int]] = []
    for key, line in _json_keys(text, end):
        if (key,) in lines:
            repeated.append(((key,), line))
        lines[key,] = line
    return Block(syntax="json", length=length, data=data, lines=lines, repeated=tuple(repeated))


def _json_extent(text: str) -> int:
    """Return the lines of a JSON object with a mistake in it, 0 if its end isn't obvious.

    It is obvious if the object begins with a key and, before any blank line, a line is only a
    brace, or the first line ends with one.
    """
    if not _JSON_KEY.match(text):
        return 0
    for number, line in enumerate(text.split("\n"), 1):
        closing = line.rstrip(" \t")
        if closing == "}" or (number == 1 and len(closing) > 1 and closing.endswith("}")):
            return number
        if not closing:
            break
    return 0


def _json_keys(text: str, end: int) -> list[tuple[str, int]]:
    """Return the keys of the outermost object and their lines, including repetitions."""
    found: list[tuple[str, int]] = []
    depth, line = 0, 1
    for token in _JSON_TOKEN.finditer(text, 0, end):
        if token[0] == "\n":
            line += 1
        elif token[1] is None:
            depth += 1 if token[0] in "[{" else -1
        elif token[2] and depth == 1:
            found.append((json.loads(token[1]), line))
    return found


def _last_counts(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in pairs:
        data.pop(key, None)
        data[key] = value
    return data


def _refuse_constant(name: str) -> object:
    raise UnreadableError(f"{name} is not a number in JSON")


_OUR_KEY: Final = re.compile(r"[ \t]*+[\"']?([A-Za-z_]++)[\"']?[ \t]*+[:=]")
_MARKS: Final[Mapping[str, Syntax]] = {"---": "yaml", "+++": "toml", "{": "json"}
_NEAR: Final = 60  # lines
_NEAR_CHARACTERS: Final = 1000


def _is_ours(line: str, ours: Container[str] = KEYS) -> bool:
    key = _OUR_KEY.match(line)
    return key is not None and key[1].lower() in ours


def _is_meant(lines: Iterable[str]) -> bool:
    """Return whether a line before the first blank one says when a document is published.

    What begins like front matter and has such a line isn't prose, and a document must not be
    published because its front matter is misspelled.
    """
    return any(_is_ours(line, GATE_KEYS) for line in takewhile(str.strip, lines))


def misplaced(text: str, reason: str) -> Block:
    """Return the fault of front matter in a place where it isn't read, or `NO_BLOCK`.

    Args:
        text: a source text without front matter at its beginning, or with a kind its markup lacks.
        reason: why it isn't read there.
    """
    lines = re.sub("\r\n?", "\n", text[:_NEAR_CHARACTERS]).split("\n")[:_NEAR]
    at = next((n for n, line in enumerate(lines) if not _shows_nothing(line)), 0)
    mark = lines[at].strip()
    syntax = _MARKS.get(mark[:3].rstrip() if mark[:1] != "{" else "{")
    if syntax is None or not _is_meant([mark.lstrip("{ ") or mark, *lines[at + 1 :]]):
        return NO_BLOCK
    return Block(syntax=syntax, fault=(reason, at + 1))


def _shows_nothing(line: str) -> bool:
    text = line.strip()
    return not text or (text.startswith("<!--") and text.endswith("-->"))


def _unclosed(lines: Sequence[str], syntax: Syntax, mark: str, hint: str = "") -> Block:
    below = next((line for line in lines[1:] if not line.startswith("#")), "")
    if lines[0].rstrip(" \t") != mark or not (_is_ours(below) or _is_meant(lines[1:_NEAR])):
        return NO_BLOCK
    reason = f"it is opened by {mark} and never closed; close it with a line of {mark}.{hint}"
    return Block(syntax=syntax, fault=(reason.removesuffix("."), 1))
