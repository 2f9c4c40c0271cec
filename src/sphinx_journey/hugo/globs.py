"""Globs as Hugo reads them, in time linear in what they are compared with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART: Final = re.compile(r"\*+|\[!?[^\]]+\]|\\.|.", re.DOTALL)
_MOST: Final = 64
"""How many alternatives the braces of a glob may make."""


class _Part(NamedTuple):
    """One part of a glob: what a character has to be, and whether there may be any number."""

    characters: str = ""
    """None of them, if ``is_not``."""
    is_not: bool = False
    repeats: bool = False

    def fits(self, character: str) -> bool:
        return (character in self.characters) is not self.is_not


class Glob:
    """A glob over paths: ``*`` and ``?`` within a folder, ``**`` across folders.

    ``[ab]`` and ``[!ab]`` are sets of characters, braces hold alternatives, and a backslash takes
    what follows as it is. What isn't closed stands for itself. Case doesn't count.
    """

    def __init__(self, pattern: str) -> None:
        """Take the pattern."""
        parts = [match[0] for match in _PART.finditer(pattern.lower())]
        self._ways = [[_part(part) for part in way] for way in _alternatives(parts)]

    def fits(self, path: str) -> bool:
        """Return whether a path is one of those that the glob means."""
        return any(_fits(way, path.lower()) for way in self._ways)


@lru_cache(maxsize=256)
def glob(pattern: str) -> Glob:
    """Return the glob of a pattern."""
    return Glob(pattern)


def _alternatives(parts: Sequence[str]) -> list[list[str]]:
    """Return the ways in which braces can be read, each without braces."""
    done: list[list[str]] = []
    left = [[*parts]]
    while left:
        way = left.pop()
        close = next((at for at, part in enumerate(way) if part == "}"), None)
        opens = [at for at, part in enumerate(way[:close]) if part == "{"]
        if close is None or not opens or len(left) + len(done) > _MOST:
            done.append([f"\\{part}" if part in {"{", "}"} else part for part in way])
            continue
        begin = opens[-1]
        ends = [at for at in range(begin, close) if way[at] == ","] + [close]
        for start, end in zip([begin, *ends], ends, strict=False):
            left.append([*way[:begin], *way[start + 1 : end], *way[close + 1 :]])
    return done


def _part(part: str) -> _Part:
    if part[0] == "*":
        return _Part("" if len(part) > 1 else "/", is_not=True, repeats=True)
    if part == "?":
        return _Part("/", is_not=True)
    if part[0] == "[" and len(part) > 2:
        return _Part(part[1:-1].removeprefix("!"), is_not=part[1] == "!")
    return _Part(part[1:] if part[0] == "\\" and len(part) > 1 else part)


def _fits(way: Sequence[_Part], path: str) -> bool:
    """Follow all places in the glob at once where a path may be."""
    places = _reached({0}, way)
    for character in path:
        after = {
            place if way[place].repeats else place + 1
            for place in places
            if place < len(way) and way[place].fits(character)
        }
        places = _reached(after, way)
        if not places:
            return False
    return len(way) in places


def _reached(places: set[int], way: Sequence[_Part]) -> set[int]:
    """Return places with those behind parts that may be left out."""
    found = set(places)
    for place in places:
        at = place
        while at < len(way) and way[at].repeats and at + 1 not in found:
            at += 1
            found.add(at)
    return found
