r"""Two block rules of MyST for markdown-it, safe for any input.

``mdit_py_plugins`` has both. Its ``colon_fence`` raises ``IndexError`` on ``"> :::\n>"``, and its
``dollarmath`` takes quadratic time for many ``$$`` that are never closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_CLOSES_MATH = re.compile(r"\$\$\s*+(?:\([^()]++\)\s*+)?+\Z")
_UNCLOSED = "journey_unclosed_math"


def colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a fence of three or more colons, as in ``:::{note}``, and push ``colon_fence``."""
    opening = _line(state, start)
    info = opening.lstrip(":")
    width = len(opening) - len(info)
    if width < 3 or state.is_code_block(start):
        return False
    if silent:
        return True
    line, closed = start + 1, False
    while line < end and not _leaves(state, line):
        closed = _closes_fence(_line(state, line), width) and not state.is_code_block(line)
        if closed:
            break
        line += 1
    _push(state, "colon_fence", start, line, closed=closed)
    state.tokens[-1].info = info
    return True


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a formula between ``$$`` and ``$$``, with or without a ``(label)``."""
    opening = _line(state, start)
    if not opening.startswith("$$") or state.is_code_block(start):
        return False
    if start < state.env.get(_UNCLOSED, 0):
        return False
    line = start
    closed = _closes_math(opening[2:])
    while not closed and line + 1 < end and not _leaves(state, line + 1):
        line += 1
        closed = _closes_math(_line(state, line))
    if not closed:
        # No opener before that line finds another end: don't look again.
        state.env[_UNCLOSED] = line + 1
        return False
    if not silent:
        _push(state, "math_block", start, line, closed=True)
    return True


def _closes_math(text: str) -> bool:
    position = text.rfind("$$")
    return position >= 0 and _CLOSES_MATH.match(text, position) is not None


def _closes_fence(text: str, width: int) -> bool:
    stripped = text.rstrip()
    return len(stripped) >= width and not stripped.strip(":")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _leaves(state: StateBlock, line: int) -> bool:
    """Whether a line that is not blank stands outside of the enclosing list item."""
    return state.sCount[line] < state.blkIndent and not state.isEmpty(line)


def _push(state: StateBlock, kind: str, start: int, last: int, *, closed: bool) -> None:
    state.line = last + 1 if closed else last
    token = state.push(kind, "", 0)
    token.content = state.getLines(start + 1, last, state.sCount[start], keepLastLF=True)
    token.map = [start, state.line]
