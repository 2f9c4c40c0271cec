"""The field list at the head of a reStructuredText file, as docutils reads it.

See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#field-lists and
the transform ``docutils.transforms.frontmatter.DocInfo``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .blocks import Block, misplaced
from .doubts import may_hold
from .fields import GATE_KEYS, KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .fields import Kind
    from .located import KeyPath

_FIELD: Final = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?![ `]|\Z))*+)(?<! ):(?:\Z| +)")
_DIRECTIVE: Final = re.compile(r"([\w.+:-]+?) ?::(?:\Z| )")
_ADORNMENT: Final = re.compile(r"([!-/:-@\[-`{-~])\1{2,}+\Z")
_DECISIVE: Final = GATE_KEYS - {"date", "published"}
"""Below a title, a date is often just that of the text."""
_OF_THE_FILE: Final = re.compile(r"\$\w+(?::[^$]*+)?\$|\|today\|")
"""The day of the last change, by docutils' RCS keywords, or of the build: it has come."""
_NOT_HERE: Final = (
    "reStructuredText has no such block; begin the file with fields, as in ':draft: true'"
)
# These leave nothing visible in the document, so docutils looks for the fields after them.
_INVISIBLE: Final = frozenset({"default-role", "index", "meta", "role", "title"})


def read_field_list(text: str) -> Block:
    """Return the leading field list of a reStructuredText file, or `NO_BLOCK`.

    Blank lines, comments, targets and substitution definitions may come before it. The
    data are texts: the lines of each field's body without their indentation. The length
    counts the lines from the top of the file to the end of the list, as docutils counts
    lines. Nothing is raised.
    """
    lines = _Lines(text)
    at = _after_invisible(lines)
    data: dict[str, object] = {}
    places: dict[KeyPath, int] = {}
    repeated: list[tuple[KeyPath, int]] = []
    length = 0
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        marker = _FIELD.match(lines[at])
        if marker is None:
            break
        key = re.sub(r"\\(.)", r"\1", marker[1])
        end = _end_of_indented(lines, at + 1)
        if key in data and (key.lower() in KEYS or may_hold(key)):
            repeated.append(((key,), at + 1))
        data[key] = _body(lines[at][marker.end() :], [lines[i] for i in range(at + 1, end)])
        places[key,] = at + 1
        at = length = end
    if not data:
        return _below_title(lines) or misplaced(text, _NOT_HERE)
    return Block(
        syntax="field list", length=length, data=data, lines=places, repeated=tuple(repeated)
    )


def _below_title(lines: _Lines) -> Block | None:
    """Return the fault of a field list below the title that says when a document is published."""
    first = next((n for n in range(len(lines)) if lines[n]), len(lines))
    adorned = [n for n in range(first, min(first + 3, len(lines))) if _ADORNMENT.match(lines[n])]
    at = adorned[-1] + 1 if adorned else len(lines)
    while at < len(lines):
        marker = _FIELD.match(lines[at])
        if lines[at] and marker is None:
            break
        if marker is not None and marker[1].lower() in _DECISIVE:
            reason = "fields are read only above the title; move them to the top of the file"
            return Block(syntax="field list", fault=(reason, at + 1))
        at += 1
    return None


def typed(data: Mapping[str, object]) -> dict[str, object]:
    """Return the fields whose names are ours, converted from their texts.

    Booleans are true, false, yes or no (an empty ``:draft:`` is true), numbers decimal.
    Lists are bullets (``- x``), or are split at line breaks and commas; ``authors`` at
    semicolons if there are any, and ``author`` not at all, as in docutils. A text that can't
    be converted stays a text.
    """
    return {
        key: _typed(key.lower(), KEYS[key.lower()][1], text)
        for key, text in data.items()
        if key.lower() in KEYS and isinstance(text, str)
    }


def _typed(key: str, kind: Kind, text: str) -> object:
    joined = " ".join(text.split("\n")).strip()
    match kind:
        case "texts":
            return _items(key, text)
        case "truth" | "published":
            truths = {"": True, "true": True, "yes": True, "false": False, "no": False}
            return truths.get(joined.lower(), joined)
        case "whole" if re.fullmatch("[+-]?[0-9]{1,18}", joined):
            return int(joined)
        case "minutes" if re.fullmatch("[0-9]{1,18}", joined):
            return int(joined)
        case "minutes" if re.fullmatch(r"[0-9]{0,18}\.[0-9]{1,18}", joined):
            return float(joined)
        case "moment" if _OF_THE_FILE.fullmatch(joined):
            return None
        case _:
            return joined


def _items(key: str, text: str) -> list[str]:
    if text.startswith(("- ", "* ", "+ ")):
        items = re.split("^[-*+] ", text, flags=re.MULTILINE)[1:]
        return [" ".join(line.strip() for line in item.split("\n")).strip() for item in items]
    if key == "author":
        return [" ".join(text.split("\n"))]
    separator = ";" if key == "authors" and ";" in text else ","
    return [item.strip() for line in text.split("\n") for item in line.split(separator)]


class _Lines:
    """The lines of a text as docutils splits them, each prepared when it is asked for."""

    def __init__(self, text: str) -> None:
        self._raw = re.sub("[\v\f]", " ", text.removeprefix("\ufeff")).splitlines()

    def __len__(self) -> int:
        return len(self._raw)

    def __getitem__(self, index: int) -> str:
        return self._raw[index].expandtabs(8).rstrip()


def _after_invisible(lines: _Lines) -> int:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line or line.startswith("__ "):
            at += 1
        elif line == ".." and at + 1 < len(lines) and not lines[at + 1]:
            at += 1  # an empty comment: what is indented after it is not part of it
        elif (line == ".." or line.startswith(".. ")) and _is_invisible(line[2:].strip()):
            at = _end_of_indented(lines, at + 1)
        else:
            break
    return at


def _is_invisible(explicit: str) -> bool:
    directive = _DIRECTIVE.match(explicit)
    if directive is not None:
        return directive[1].lower() in _INVISIBLE
    return not explicit.startswith("[")  # a footnote or citation


def _end_of_indented(lines: _Lines, at: int) -> int:
    """Return the index after the last of the indented lines that begin at an index."""
    end = at
    while at < len(lines) and (not lines[at] or lines[at].startswith(" ")):
        at += 1
        if lines[at - 1]:
            end = at
    return end


def _body(first: str, rest: Sequence[str]) -> str:
    indent = min((len(line) - len(line.lstrip()) for line in rest if line), default=0)
    return "\n".join([first, *(line[indent:] for line in rest)]).strip()
