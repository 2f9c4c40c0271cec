"""How long a post takes to read, counted from its source.

Nothing here needs a build, so ``sphinx-build`` and the ``sphinx-journey`` command show the same
minutes. What counts is what a reader reads: :mod:`.source_text` finds it, :mod:`.words` counts it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .source_text import Markup


@dataclass(frozen=True)
class Body:
    """What there is to read in a source file below its front matter."""

    words: int
    cjk: int
    """Characters of the Han, Hangul, Hiragana and Katakana scripts; they are in no word."""
    code_lines: int
    """Lines of code that are not blank, included listings among them."""
    has_title: bool
    """Whether the text has a title of its own: an H1, or in reStructuredText any section title."""


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """How much is read in a minute.

    Words and CJK characters go at the rates of Hugo's ``.ReadingTime``, which computes
    ``(words + 212) / 213`` and, for CJK, ``(words + 500) / 501`` in whole numbers: 213 and 501 a
    minute, rounded up (its documentation says 212 and 500). See
    https://gohugo.io/methods/page/readingtime/

    Hugo reads code as if it were prose. Here it has a rate of its own, which is a convention and
    no measurement: 20 lines a minute gives a line the time of ten or eleven words. That is faster
    than the (at most) 500 lines an hour advised for reviewing code, whose reader looks for defects
    (https://smartbear.com/learn/code-review/best-practices-for-peer-code-review/), and slower
    than skimming.

    Raises:
        ValueError: A rate is less than 1.
    """

    words: int = 213
    cjk: int = 501
    code: int = 20

    def __post_init__(self) -> None:
        """Refuse what cannot be divided by."""
        for field in fields(self):
            if getattr(self, field.name) < 1:
                msg = f"reading speed: {field.name} must be at least 1 a minute"
                raise ValueError(msg)


def scan(
    text: str,
    *,
    markup: Markup,
    skip_lines: int = 0,
    read_file: Callable[[str], str | None] | None = None,
) -> Body:
    """Count what there is to read in a source file. It takes any text and raises nothing itself.

    Args:
        text: The whole file.
        markup: The markup that it is written in.
        skip_lines: How many of its first lines are front matter, which counts for nothing.
        read_file: Gives the text of the file that a ``literalinclude`` names, by its argument;
            ``None`` where there is none to be read, and the listing counts for nothing.
    """
    # Imported here: a rebuild of nothing new counts nothing, and need not compile the patterns.
    from .source_text import SourceText
    from .words import count_words, plain

    text = text.removeprefix("\ufeff")
    if markup == "rst":
        lines = text.replace("\f", " ").replace("\v", " ").expandtabs(8).splitlines()
    else:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    source = SourceText(lines[max(skip_lines, 0) :], markup, read_file)
    words, cjk = count_words(plain("".join(source.prose)))
    return Body(words, cjk, source.code_lines, source.has_title)


def reading_minutes(
    body: Body | None, speed: ReadingSpeed, override: float | None = None
) -> int | None:
    """Return the reading time in whole minutes, rounded up; ``None`` if it isn't known.

    A body with anything in it takes a minute or more, an empty one no time. The override (the front
    matter's ``readingTime``, in minutes) wins over what was counted; it is rounded up, and is a
    minute at least.
    """
    if override is not None and math.isfinite(override):
        return max(1, math.ceil(override))
    if body is None:
        return None
    # Whole numbers: thirds of a minute, summed as floats, can end a hair above a whole one.
    whole = speed.words * speed.cjk * speed.code
    parts = body.words * speed.cjk * speed.code
    parts += body.cjk * speed.words * speed.code + body.code_lines * speed.words * speed.cjk
    return -(-parts // whole)
