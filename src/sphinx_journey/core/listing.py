"""Which lines of a file a ``literalinclude`` shows, by its options."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def listed_lines(text: str, options: Mapping[str, str]) -> int:
    """Return how many non-blank lines of a file's text a ``literalinclude`` shows.

    Honoured, in this order and in Sphinx's meaning: ``start-at`` or ``start-after``, ``end-at``
    or ``end-before``, ``lines``. Where Sphinx would show an error instead of a listing (a
    pattern that is not found, a malformed line specification), the answer is 0.

    See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-literalinclude
    """
    lines = _until_end(_from_start(text.splitlines(), options), options)
    specification = options.get("lines")
    if not specification:
        return sum(1 for line in lines if line.strip())
    before = [0, *accumulate(1 if line.strip() else 0 for line in lines)]
    ranges = _ranges(specification, len(lines))
    return sum(before[end] - before[start] for start, end in ranges)


def _from_start(lines: Sequence[str], options: Mapping[str, str]) -> Sequence[str]:
    if pattern := options.get("start-at"):
        found = _first(lines, pattern)
        return [] if found is None else lines[found:]
    if pattern := options.get("start-after"):
        found = _first(lines, pattern)
        return [] if found is None else lines[found + 1 :]
    return lines


def _until_end(lines: Sequence[str], options: Mapping[str, str]) -> Sequence[str]:
    if pattern := options.get("end-at"):
        found = _first(lines, pattern)
        return [] if found is None else lines[: found + 1]
    if pattern := options.get("end-before"):
        # Sphinx doesn't end a listing before its first line.
        found = _first(lines, pattern, after=1)
        return [] if found is None else lines[:found]
    return lines


def _first(lines: Sequence[str], pattern: str, after: int = 0) -> int | None:
    return next((n for n in range(after, len(lines)) if pattern in lines[n]), None)


def _ranges(specification: str, total: int) -> Iterable[tuple[int, int]]:
    """Return half-open ranges, within ``total`` lines, for ``1-3,5,10-``; none if it is malformed.

    Ranges, not line numbers: ``1-999999999`` is an ordinary thing to write.
    """
    found = []
    for part in specification.split(","):
        first, dash, last = part.strip().partition("-")
        if not (first or last) or not all(n == "" or _is_number(n) for n in (first, last)):
            return ()
        start = int(first) if first else 1
        end = int(last) if last else (max(start, total) if dash else start)
        if start < 1 or start > end:
            return ()
        found.append((min(start - 1, total), min(end, total)))
    return found


def _is_number(text: str) -> bool:
    # More digits than any file has lines; int() refuses more than 4,300.
    return text.isascii() and text.isdigit() and len(text) <= 18
