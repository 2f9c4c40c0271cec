"""Glob patterns as Hugo matches them, with ``/`` between the parts of a path.

Source: https://github.com/gobwas/glob. Matching takes time in the product of the lengths of
pattern and path, whatever the pattern.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_MOST: Final = 200
"""How many patterns without braces one with braces may stand for."""
_LONGEST: Final = 1000

Token = tuple[str, str]
"""``literal`` with its character, ``one`` (not ``/``), ``any`` (of ``*``), ``all`` (of ``**``), or
``set`` and ``not`` with the characters and ranges between brackets."""


class GlobError(ValueError):
    """A pattern that can't be read, and why."""


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> tuple[tuple[Token, ...], ...]:
    """Return a pattern as the alternatives that it stands for, in lower case.

    Raises:
        GlobError: for brackets or braces that aren't closed, empty brackets, and patterns that
            are too long or stand for too many others.
    """
    if len(pattern) > _LONGEST:
        raise GlobError("it is too long")
    found, at = _alternatives(pattern.lower(), 0, depth=0)
    if at < len(pattern):
        raise GlobError("a brace is closed that isn't open")
    return tuple(found)


def matches(pattern: str, text: str) -> bool:
    """Return whether a whole text matches a pattern, without regard to case.

    Raises:
        GlobError: as `compiled` does.
    """
    text = text.lower()
    return any(_matches(tokens, text) for tokens in compiled(pattern))


def fits(pattern: str, text: str) -> bool:
    """Return whether a whole text matches a pattern; one that can't be read stands for itself."""
    try:
        return matches(pattern, text)
    except GlobError:
        return pattern.lower() == text.lower()


def _alternatives(pattern: str, at: int, *, depth: int) -> tuple[list[tuple[Token, ...]], int]:
    """Return what stands up to a closing brace, or in it up to a comma, and where that ends."""
    if depth > _MOST:
        raise GlobError("braces are nested too deeply")
    heads: list[tuple[Token, ...]] = [()]
    while at < len(pattern) and not (depth and pattern[at] in ",}"):
        character = pattern[at]
        if character == "}":
            break
        if character == "{":
            inner: list[tuple[Token, ...]] = []
            at += 1
            while True:
                found, at = _alternatives(pattern, at, depth=depth + 1)
                inner += found
                if at >= len(pattern):
                    raise GlobError("a brace is opened and never closed")
                at += 1
                if pattern[at - 1] == "}":
                    break
            if len(heads) * len(inner) > _MOST:
                raise GlobError(f"it stands for more than {_MOST} patterns")
            heads = [head + tail for head in heads for tail in inner]
            continue
        token, at = _token(pattern, at)
        heads = [(*head, token) for head in heads]
    return heads, at


def _token(pattern: str, at: int) -> tuple[Token, int]:
    character = pattern[at]
    if character == "*":
        end = at
        while end < len(pattern) and pattern[end] == "*":
            end += 1
        return ("any" if end - at == 1 else "all", ""), end
    if character == "?":
        return ("one", ""), at + 1
    if character == "\\" and at + 1 < len(pattern):
        return ("literal", pattern[at + 1]), at + 2
    if character == "[":
        end = pattern.find("]", at + 1)
        is_not = pattern[at + 1 : at + 2] in {"!", "^"}
        inside = pattern[at + 1 + is_not : end]
        if end < 0 or not inside:
            raise GlobError("a bracket is opened and never closed, or is empty")
        return ("not" if is_not else "set", inside), end + 1
    return ("literal", character), at + 1


def _matches(tokens: tuple[Token, ...], text: str) -> bool:
    """Follow all positions in the pattern that are possible after each character."""
    states = _closed({0}, tokens)
    for character in text:
        after = set()
        for state in states:
            if state < len(tokens) and _takes(tokens[state], character):
                after.add(state if tokens[state][0] in {"any", "all"} else state + 1)
        states = _closed(after, tokens)
        if not states:
            return False
    return len(tokens) in states


def _closed(states: set[int], tokens: tuple[Token, ...]) -> set[int]:
    """Return the positions with those that a star reaches without a character."""
    reached: set[int] = set()
    for state in sorted(states):
        at = state
        reached.add(at)
        while at < len(tokens) and tokens[at][0] in {"any", "all"} and at + 1 not in reached:
            at += 1
            reached.add(at)
    return reached


def _takes(token: Token, character: str) -> bool:
    kind, inside = token
    match kind:
        case "literal":
            return character == inside
        case "all":
            return True
        case "any" | "one":
            return character != "/"
    is_range = len(inside) == len("a-z") and inside[1] == "-"
    within = inside[0] <= character <= inside[2] if is_range else character in inside
    return within == (kind == "set")
