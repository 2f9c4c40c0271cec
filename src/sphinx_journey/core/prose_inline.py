"""Inline markup taken away: what is left of a paragraph is the text that a reader sees.

Every pattern is linear. Repeated parts are possessive or end at the character that begins the
next candidate, and what must be paired (runs of backticks, ``<!--`` with ``-->``) is paired by
searching forward once.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMULA = "x"  # any one word
_URL_WORD = "url"

_COMMENT_OR_TARGET_LINE = re.compile(r"^(?:%.*+|\+\+\+.*+|\([^()\n]++\)=[ \t]*+)$", re.MULTILINE)
_TASK = re.compile(r"\A\[[ xX]\]\s")
_MYST_ROLE = re.compile(r"\{([\w:.+-]++)\}\Z")
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DOLLAR_MATH = re.compile(r"(?<![\w$])(?:\$\$[^$]++\$\$|\$(?=[^\s$])[^$]++(?<!\s)\$(?!\d))")
_SHORTCODE = re.compile(r"\{\{[<%][^{}]*+\}\}")
_AUTOLINK = re.compile(r"<[A-Za-z][\w.+-]*+[:@][^<>\s]*+>")
_LINE_BREAK = re.compile(r"<br\b[^<>]*+>", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[A-Za-z]|[?!])[^<>]*+>")
_LINK_TARGET = (
    r"\(\s*+[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_IMAGE = re.compile(rf"!\[[^\[\]]*+\](?:{_LINK_TARGET}|\[[^\[\]]*+\])?+")
_TARGET = re.compile(rf"\](?:{_LINK_TARGET}|\[[^\[\]]*+\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]++\]:?+")
_ATTRIBUTES = re.compile(r"(?:(?<=[\])])\{|\{(?=[#.]))[^{}]*+\}")

_RST_ROLE_AFTER = re.compile(r":([A-Za-z][\w.+-]*+(?::[\w.+-]++)*+):")
_RST_ESCAPE = re.compile(r"\\(\s|.)")
_RST_LABEL = re.compile(r"\[[^\[\]\s]++\]_")

_URL = re.compile(r"\b(?:https?|ftp)://[^\s<>()\[\]\"'|]++")
_TICKS = re.compile(r"`++")
_ASCII_MARKUP = re.compile(r"""[!"#$%&()*+,/:;<=>?@\[\\\]^`{|}~]++""")
_LONGEST_ROLE = 80


def plain_markdown(source: str) -> str:
    """Return the text of a Markdown paragraph, heading or table cell.

    Inline code keeps its words; a formula is one word, and so is a bare URL. Gone are link
    targets, image texts, HTML tags and comments, the names of roles, footnote labels, attributes,
    Hugo's shortcodes, and MyST's comments, targets and block breaks.
    """
    text = _COMMENT_OR_TARGET_LINE.sub("", _TASK.sub("", source, count=1))
    if text.startswith("\\begin{") and text.rstrip().endswith("}") and "\\end{" in text:
        return _FORMULA
    if "`" in text:
        text = "".join(_without_myst_roles(text))
    if "\\" in text:
        text = _MARKDOWN_ESCAPE.sub(_unescaped, text)
    if "$" in text:
        text = _DOLLAR_MATH.sub(_FORMULA, text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", _SHORTCODE.sub(" ", text))
    if "<" in text:
        text = _TAG.sub("", _LINE_BREAK.sub(" ", _AUTOLINK.sub(_URL_WORD, _cut_comments(text))))
    if "]" in text:
        text = _FOOTNOTE.sub("", _TARGET.sub("]", _IMAGE.sub("", text)))
    if "&" in text:
        text = html.unescape(text)
    return _without_emphasis(text)


def plain_html(source: str) -> str:
    """Return the text of a block of HTML; a comment, script or style sheet has none."""
    if source.lstrip()[:7].lower().startswith(("<script", "<style")):
        return ""
    return html.unescape(_TAG.sub(" ", _cut_comments(source).partition("<!--")[0]))


def plain_rst(source: str) -> str:
    """Return the text of a reStructuredText paragraph or title, by the same rules as Markdown's."""
    text = source
    if "`" in text:
        text = "".join(_without_rst_roles(text))
    if "\\" in text:
        text = _RST_ESCAPE.sub(_unescaped, text)
    if "]_" in text:
        text = _RST_LABEL.sub("", text)
    return _without_emphasis(text)


def _without_emphasis(text: str) -> str:
    # Underscores around a word are in no word; an asterisk may stand inside one.
    return _without_urls(text).replace("*", "")


def _without_urls(text: str) -> str:
    return _URL.sub(_URL_WORD, text) if "://" in text else text


def _unescaped(match: re.Match[str]) -> str:
    character = match[1]
    if character.isspace():
        return ""
    return character if character.isalnum() or character in "'.-_" else " "


def _without_myst_roles(text: str) -> Iterator[str]:
    for before, ticks, content in _code_spans(text):
        role = _MYST_ROLE.search(before[-_LONGEST_ROLE:]) if ticks else None
        if role is None:
            yield before
            yield _inert(content)
        else:
            yield before[: -len(role[0])]
            yield _role_text(role[1], content)


def _without_rst_roles(text: str) -> Iterator[str]:
    suffix_allowed = False
    for piece, ticks, content in _code_spans(text):
        before = piece
        if suffix_allowed and (suffix := _RST_ROLE_AFTER.match(before)):
            before = before[suffix.end() :]
        role = _prefixed_role(before) if ticks == 1 else ""
        yield before.removesuffix(f":{role}:") if role else before
        yield _role_text(role, content) if ticks == 1 else _inert(content)
        suffix_allowed = ticks == 1 and not role


def _prefixed_role(before: str) -> str:
    """Return the name of the role at the end of the text before a span, or ``""``."""
    if not before.endswith(":"):
        return ""
    tail = before[-_LONGEST_ROLE:-1]
    start = len(tail)
    while start and (tail[start - 1].isalnum() or tail[start - 1] in "_.+:-"):
        start -= 1
    return tail[start + 1 :] if tail.startswith(":", start) else ""


def _role_text(role: str, content: str) -> str:
    """Return what is read of interpreted text: of ``title <target>`` the title."""
    if role == "math":
        return _FORMULA
    if content.rstrip().endswith(">"):
        title, _, _ = content.rpartition("<")
        return _inert(title) if title.strip() else _URL_WORD
    return _inert(content)


def _inert(code: str) -> str:
    """Return code with nothing left in it that could be taken for markup."""
    return _ASCII_MARKUP.sub(" ", _without_urls(code))


def _code_spans(text: str) -> Iterator[tuple[str, int, str]]:
    """Split a text at its spans between runs of backticks of one length.

    Gives the text before a span, the length of its runs and its content; then the rest, 0, "".
    """
    runs = [match.span() for match in _TICKS.finditer(text)]
    closing: list[int | None] = [None] * len(runs)
    nearest: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        closing[number] = nearest.get(end - start)
        nearest[end - start] = number
    position = number = 0
    while number < len(runs):
        start, end = runs[number]
        closer = closing[number]
        if closer is None or _is_escaped(text, start):
            number += 1
            continue
        yield text[position:start], end - start, text[end : runs[closer][0]]
        position = runs[closer][1]
        number = closer + 1
    yield text[position:], 0, ""


def _is_escaped(text: str, position: int) -> bool:
    before = position
    while before and text[before - 1] == "\\":
        before -= 1
    return (position - before) % 2 == 1


def _cut_comments(text: str) -> str:
    """Return the text without its HTML comments; one that is never closed is no comment."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[position:start])
        position = end + 3
    kept.append(text[position:])
    return "".join(kept)
