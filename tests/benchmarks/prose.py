"""Posts of real size whose text nobody wrote: the same seed gives the same words."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from . import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST_WORDS, MOST_WORDS = 1500, 2000
LONGEST_SECTION = 350
_SLOT = re.compile(r"\{(\w+)\}(s\b)?")
_HISSES = ("s", "x", "z", "ch", "sh")
_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeiou])")


class Link(NamedTuple):
    """A page that a post refers to."""

    title: str
    path: str


class Author:
    """Writes headings, sentences and whole posts, all from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._slots = {
            "noun": vocabulary.NOUNS,
            "other": vocabulary.NOUNS,
            "verb": vocabulary.VERBS,
            "adjective": vocabulary.ADJECTIVES,
            "adverb": vocabulary.ADVERBS,
        }

    def name(self) -> str:
        """Make up a proper name; this is where most of a text's rare words come from."""
        return "".join(self._random.choices(vocabulary.SYLLABLES, k=3))

    def phrase(self, pattern: str) -> str:
        """Fill the slots of a pattern and begin with a capital letter."""
        text = _BEFORE_VOWEL.sub(r"\1n ", self._fill(pattern))
        return text[0].upper() + text[1:]

    def heading(self) -> str:
        """Return a heading."""
        return self.phrase(self._random.choice(vocabulary.HEADINGS))

    def paragraph(self) -> str:
        """Return a paragraph of three to six sentences."""
        patterns = self._random.choices(vocabulary.SENTENCES, k=self._random.randint(3, 6))
        return " ".join(map(self.phrase, patterns)) + "\n"

    def post(self, title: str, links: Sequence[Link]) -> str:
        """Return the body of a post in Markdown, of FEWEST_WORDS to MOST_WORDS words of prose."""
        goal = self._random.randint(FEWEST_WORDS, MOST_WORDS - LONGEST_SECTION)
        parts = [f"# {title}\n", self.paragraph(), *self._references(links)]
        words = sum(map(count_words, parts))
        while words < goal:
            section = list(self._section())
            words += sum(map(count_words, section))
            parts += section
        return "\n".join(parts)

    def _section(self) -> Iterator[str]:
        yield f"## {self.heading()}\n"
        yield self.paragraph()
        yield self._block()
        yield self.paragraph()
        if self._random.random() < 0.4:
            yield f"### {self.heading()}\n"
            yield self.paragraph()
            yield self._code()

    def _block(self) -> str:
        kind = self._random.randrange(4)
        if kind == 0:
            return self._code()
        if kind == 1:
            return f"```{{note}}\n{self.paragraph()}```\n"
        marker = "-" if kind == 2 else "1."
        items = self._random.choices(vocabulary.ITEMS, k=self._random.randint(3, 6))
        return "".join(f"{marker} {self.phrase(item)}\n" for item in items)

    def _code(self) -> str:
        return self._fill(self._random.choice(vocabulary.CODE))

    def _references(self, links: Sequence[Link]) -> Iterator[str]:
        for link in links:
            yield f"See [{link.title}]({link.path}). {self.paragraph()}"

    def _fill(self, pattern: str) -> str:
        return _SLOT.sub(self._word, pattern)

    def _word(self, slot: re.Match[str]) -> str:
        kind = slot[1].lower()
        if kind == "number":
            return str(self._random.randint(2, 90))
        if kind in {"name", "module", "type"}:
            word = self.name()
        else:
            word = self._random.choice(self._slots[kind])
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
