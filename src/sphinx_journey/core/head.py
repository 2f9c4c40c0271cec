"""What looks like front matter at the head of a text, in a place or form where nothing reads it.

``draft: true`` without fences, below the heading, between lines of ``***``, in a comment, as a
field whose colon is missing. Only what says that the document isn't published counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .doubts import doubt_of, folded
from .moments import as_moment, possible_days
from .problems import Location, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .document import Doubt

_LINES: Final = 60
_LONGEST: Final = 200
_VALUE: Final = 60
_PAIR: Final = re.compile(
    r"(?P<before>[\W_]{0,12}?)(?P<key>[^\W\d_][\w-]{0,30}(?: [\w-]{1,30})?)[\"'`*_]{0,3}+ ?"
    r"(?:(?P<mark>[:=])|(?=\s\w))"
    r"[\"'`*_=:]{0,3}\s*+(?P<value>.*)\Z"
)
_FENCE: Final = re.compile(r"(?:([^\w\s`]|_)\1+|(?:- ?){3,}|<!--|[{(])\Z")
_CODE: Final = re.compile(r"(`{3,}+|~{3,}+|\$\$(?=\Z)|:{3,}+(?=\s*+\{))\s*+(.*+)")
_MARKUP: Final = re.compile(r"<(pre|script|style|code|textarea)\b(?!.*</)", re.IGNORECASE)
_LINK_COMMENT: Final = re.compile(r"\[[^\]]*+\]:\s*+(?:#|<[^>]*+>)\s*+")
_EXPLAINED: Final = re.compile(r":?\s++(?![\w-]+ ?[:=])\w")
"""The line below a term: its definition, but no further key and value."""
_DATA: Final = frozenset({"", "yaml", "yml", "toml", "json", "---"})
_END: Final = re.compile(r"[\s\"'`*_,;)}\]>#-]+\Z")
_TRUTHS: Final = frozenset({"true", "yes", "on", "false", "no", "off"})
_PLAIN: Final = frozenset({"draft", "drafts", "published", "publishdate", "pubdate", "expirydate"})
"""Keys that are no words of a text: they count in any line of their own."""
_IN_CODE: Final = _PLAIN | {"date", "status"}
"""Keys that count in a block of code: others may be those of a program's settings."""


class _Line(NamedTuple):
    number: int
    text: str
    in_head: bool
    """Whether above it, up to the top or a mark of front matter, are only keys and values."""
    in_code: bool = False
    """Whether it is in a block of code that begins the text."""


def doubts_of_head(text: str, *, path: str, skip: int = 0) -> tuple[Doubt, ...]:
    """Return what the first lines of a text say of publication in a place where it isn't read.

    Args:
        text: the source.
        path: the file, for the problems.
        skip: how many lines to pass over: those of the front matter.

    Returns:
        At most one doubt for each line. A document may still be published, if its day has come.
    """
    lines = text.split("\n", skip + _LINES)[skip : skip + _LINES]
    quoted = _quoted(lines, text, skip + 1) if skip and "{{" in text else frozenset()
    found = [
        _doubt(line, Location(path, line.number))
        for line in _lines(lines, skip + 1)
        if line.number not in quoted
    ]
    if "post::" in text or "{post}" in text:
        posts = _posts(text.split("\n"))
        found += [_doubt_of_post(day, Location(path, number)) for number, day in posts]
    return tuple(doubt for doubt in found if doubt is not None)


_OPENED: Final = re.compile(r"\{\{[<%]\s*+([\w/.-]++)[^{}]*(?<!/)[>%]\}\}\s*+\Z")
_CLOSED: Final = re.compile(r"\{\{[<%]\s*+/\s*+([\w/.-]++)\s*+[>%]\}\}")


def _quoted(lines: Sequence[str], text: str, first: int) -> frozenset[int]:
    """Return the lines between a Hugo shortcode and its end, in a post with front matter.

    They are what a page shows, mostly the source of another one.
    """
    closed = {found[1] for found in _CLOSED.finditer(text)}
    within, inside = set(), ""
    for number, line in enumerate(lines, first):
        if inside:
            ends = any(found[1] == inside for found in _CLOSED.finditer(line))
            inside = "" if ends else inside
            within.add(number)
        elif (opened := _OPENED.search(line)) and opened[1] in closed:
            inside = opened[1]
    return frozenset(within)


_POST: Final = re.compile(
    r"(?:\.\.\s++post::|(?:`{3,}+|~{3,}+|:{3,}+)\s*+\{post\})([^\n]*)\Z", re.IGNORECASE
)
"""ABlog's directive (https://ablog.readthedocs.io/en/stable/manual/posting-and-listing.html)."""


def _posts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and the day of each directive ``post`` that isn't in a block of code."""
    code = ""
    for number, line in enumerate(lines, 1):
        fence = _CODE.match(line)
        if code:
            if fence and fence[1].startswith(code) and not fence[2]:
                code = ""
        elif post := _POST.match(line):
            yield number, post[1].strip()
        if fence and not code and fence[2]:
            code = fence[1]


def _doubt_of_post(day: str, location: Location) -> Doubt | None:
    """Return the doubt of a post in ABlog's way: without a day it is a draft."""
    known = day and (as_moment(day) is not None or possible_days(day))
    doubt = doubt_of("date", day, location) if known else doubt_of("draft", True, location)
    if doubt is None:
        return None
    message = (
        f"The directive 'post' says that this document isn't published"
        f"{' before ' + short_repr(day) if day else ' without a day'}"
        f"{'' if known or not day else ', which is no day'}. It is held back. Say the "
        "same in its front matter: 'date: 2027-01-31', or 'draft: true'."
    )
    return doubt._replace(problem=doubt.problem._replace(message=message))


def _lines(lines: Sequence[str], first: int) -> Iterator[_Line]:
    """Yield the lines that may be keys and values: not those in code, or indented like code."""
    is_first, in_run, code = True, False, ""
    is_top = first == 1
    is_literal = after_gap = False
    for number, raw in enumerate(lines, first):
        text = raw.strip().lstrip("\ufeff")[:_LONGEST]
        bare = text.lstrip("> ")
        if code:
            if code.startswith("</"):
                code = "" if code in text.lower() else code
            elif bare.startswith(code) and not bare.strip(code[0]):
                code = ""
            elif in_run:
                yield _Line(number, text, in_head=True, in_code=True)
            continue
        if not text:
            after_gap = True
            continue
        if after_gap and not (is_first or text.startswith(":")):
            in_run = False
        after_gap = False
        is_indented = raw[:1] in {" ", "\t"}
        is_literal = is_literal and is_indented
        if opened := _CODE.match(bare):
            # A block of data that opens the file is front matter in a wrong coat.
            code, in_run = opened[1], is_top and is_first and opened[2].lower() in _DATA
            is_first = False
        elif markup := _MARKUP.match(text):
            code, in_run, is_first = f"</{markup[1].lower()}", False, False
        elif is_literal or (raw.startswith(("  ", "\t")) and not (in_run or is_first)):
            pass
        elif _FENCE.match(text):
            in_run = True
        elif not (raw[:1].isalpha() and _EXPLAINED.match("".join(lines[number - first + 1 :][:1]))):
            yield _Line(number, text, is_first or in_run)
            in_run = (in_run or is_first) and _PAIR.match(text) is not None
            is_literal, is_first = text.endswith("::"), False


def _doubt(line: _Line, location: Location) -> Doubt | None:
    pair = _PAIR.match(_LINK_COMMENT.sub("", line.text))
    if pair is None or "`" in pair["before"] or pair["before"].endswith(".. _"):
        return None  # code, or the target of a link
    key, value = pair["key"], _END.sub("", pair["value"].strip())
    is_field = pair["before"].strip() == ":"
    if not value or len(value) > _VALUE or not (pair["mark"] or is_field):
        return None
    if not (line.in_head or folded(key) in _PLAIN) or "##" in pair["before"]:
        return None
    if line.in_code and folded(key) not in _IN_CODE:
        return None
    if not line.in_head and value.lower() not in _TRUTHS and not any(map(str.isdigit, value)):
        return None
    if value in {"0", "1"}:
        return None  # a number of a text, or of a formula
    doubt = doubt_of(key, value, location)
    if doubt is None:
        return None
    message = (
        f"{short_repr(line.text)} says that this document isn't published, but stands where it "
        "isn't read. The document is held back like a draft. Front matter begins in the first line "
        "of a Markdown file, with ---; in reStructuredText with a field, such as ':draft: true'; "
        "in a notebook it is a raw cell."
    )
    return doubt._replace(problem=doubt.problem._replace(message=message))
