"""Posts of real size whose text nobody wrote: the same seed gives the same words."""

from __future__ import annotations

import random
import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .vocabulary import CODE, HEADINGS, ITEMS, SENTENCES, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_PARAGRAPH = 100
"""The most words by which a post can go over its goal."""
SUBSECTIONS = 0.4
"""How many of the sections have one."""
_KINDS = {"other": "noun", "module": "name", "type": "name"}
"""The kinds of words that fill slots of other names."""
_SLOT = re.compile(r"\{(\w+)\}(s\b)?")
_HISSES = ("s", "x", "z", "ch", "sh")


class Length(Enum):
    """The fewest and the most words of prose in a post."""

    SHORT = (260, 380)
    MIDDLE = (950, 1150)
    LONG = (1500, 2000)


class Text(NamedTuple):
    """What the posts of a series are like."""

    vocabulary: Vocabulary = Vocabulary.RICH
    length: Length = Length.LONG

    @property
    def name(self) -> str:
        """Return a name for tables and folders."""
        return f"{self.vocabulary.name}-{self.length.name}".lower()


USUAL = Text()


class Link(NamedTuple):
    """A page that a post refers to."""

    title: str
    path: str


class Author:
    """Writes headings, sentences and whole posts, all from one seed."""

    def __init__(self, seed: int, vocabulary: Vocabulary = Vocabulary.RICH) -> None:
        self._random = random.Random(seed)
        self._vocabulary = vocabulary

    def phrase(self, pattern: str) -> str:
        """Fill the slots of a pattern and begin with a capital letter."""
        text = self._fill(pattern)
        return text[0].upper() + text[1:]

    def heading(self) -> str:
        """Return a heading."""
        return self.phrase(self._random.choice(HEADINGS))

    def paragraph(self) -> str:
        """Return a paragraph of three to six sentences."""
        patterns = self._random.choices(SENTENCES, k=self._random.randint(3, 6))
        return " ".join(map(self.phrase, patterns)) + "\n"

    def post(self, title: str, links: Sequence[Link], length: Length) -> str:
        """Return the body of a post in Markdown; code isn't counted into its length."""
        fewest, most = length.value
        goal = self._random.randint(fewest, most - LONGEST_PARAGRAPH)
        parts = [f"# {title}\n", self.paragraph(), *self._references(links)]
        words = sum(map(count_words, parts))
        sections = self._sections()
        while words < goal:
            parts.append(next(sections))
            words += count_words(parts[-1])
        return "\n".join(parts)

    def _sections(self) -> Iterator[str]:
        """Write section after section, part by part, for as long as somebody asks."""
        while True:
            yield f"## {self.heading()}\n\n{self.paragraph()}"
            yield self._block()
            yield self.paragraph()
            if self._random.random() < SUBSECTIONS:
                yield f"### {self.heading()}\n\n{self.paragraph()}"
                yield self._code()

    def _block(self) -> str:
        kind = self._random.randrange(4)
        if kind == 0:
            return self._code()
        if kind == 1:
            return f"```{{note}}\n{self.paragraph()}```\n"
        marker = "-" if kind == 2 else "1."
        items = self._random.choices(ITEMS, k=self._random.randint(3, 6))
        return "".join(f"{marker} {self.phrase(item)}\n" for item in items)

    def _code(self) -> str:
        return self._fill(self._random.choice(CODE))

    def _references(self, links: Sequence[Link]) -> Iterator[str]:
        for link in links:
            yield f"See [{link.title}]({link.path}). {self.paragraph()}"

    def _fill(self, pattern: str) -> str:
        return _SLOT.sub(self._word, pattern)

    def _word(self, slot: re.Match[str]) -> str:
        kind = slot[1].lower()
        if kind == "number":
            return str(self._random.randint(2, 90))
        word = self._vocabulary.word(_KINDS.get(kind, kind), self._random)
        if slot[2]:
            word = _with_s(word)
        return word.capitalize() if slot[1][0].isupper() else word


def _with_s(word: str) -> str:
    """Return the plural of a noun, which is also the third person of a verb."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_HISSES) else f"{word}s"


def count_words(block: str) -> int:
    """Count the words of a block of Markdown, none in code."""
    return 0 if block.startswith("```") and "{note}" not in block else len(block.split())
