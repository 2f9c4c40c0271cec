"""The section on words: whether the made-up text has as many different ones as the book."""

from __future__ import annotations

import random
import re
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from .projects import Size, Variant, write_project
from .prose import Length, Text
from .report import Claim, Findings, Table
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .bench import Bench

BOOK = Path(__file__).parents[2] / "docs"
LENGTHS = (1_000, 10_000, 50_000)
"""After how many words those that are different are counted."""
ORDERS = 20
"""How many orders of the documents the counts are averaged over; what is first read weighs most."""
_WORD = re.compile(r"[^\W\d_]+")


def words(bench: Bench) -> Findings:
    """Count the different words in the book, and in as many posts as have as much text."""
    counts = {"the book": growth(BOOK.rglob("*.md"))}
    for vocabulary in Vocabulary:
        text = Text(vocabulary, Length.MIDDLE)
        folder = bench.folder / "words" / text.name
        write_project(folder, Size(8, 8), Variant.PLAIN, text)
        counts[text.name] = growth(folder.rglob("post-*.md"))
    headings = ("text", *(f"of {length:,}" for length in LENGTHS))
    table = Table("Different words", headings, [(name, *row) for name, row in counts.items()])
    rich = counts[Text(Vocabulary.RICH, Length.MIDDLE).name]
    claims = [
        Claim(f"different words in {length:,} of a rich text: off the book's by", off, 10, "%")
        for length, off in zip(LENGTHS, map(_percent_off, rich, counts["the book"]), strict=True)
    ]
    return Findings([table], claims)


def growth(paths: Iterable[Path]) -> tuple[int, ...]:
    """Return how many different words the first words of documents are, for each of LENGTHS."""
    documents = [list(_words(path.read_text(encoding="utf-8"))) for path in sorted(paths)]
    counts = []
    for seed in range(ORDERS):
        random.Random(seed).shuffle(documents)
        running = [word for document in documents for word in document]
        counts.append([len(set(running[:length])) for length in LENGTHS])
    return tuple(round(statistics.mean(column)) for column in zip(*counts, strict=True))


def _words(markdown: str) -> Iterator[str]:
    """Return the words of paragraphs, headings, lists and tables, none of code and directives."""
    for token in MarkdownIt().use(front_matter_plugin).parse(markdown):
        for child in token.children or ():
            if child.type == "text":
                yield from _WORD.findall(child.content.lower())


def _percent_off(count: int, other: int) -> float:
    return abs(count / other - 1) * 100
