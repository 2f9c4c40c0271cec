"""Whether figures in posts and results say what they rest on.

Three rules, read off the text alone:

- An interval has a width, in the text and in results.
- Two shares are compared in words only where the interval of their *difference* is near, and
  nothing is concluded from intervals that overlap or don't.
- A share or percentage has its number of cases near.

*Near* means in the same section, with the tables and outputs that it shows; an exercise with its
solution is a section, and so is a question. A paragraph with a link is taken for a citation: the
cases stand in the source. A sentence that begins with "If" supposes and states nothing. What the
rules can't see is a comparison without figures.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .checks import ASIDE, BODY
from .markdown import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .markdown import Block

_NUMBER = r"[+\u2212-]?\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(rf"(?<![\w.+-])({_NUMBER})\s*%?\s*(?:to|\u2013)\s*({_NUMBER})(?![\d.]*\d)")
_SIGNED = re.compile(rf"[+\u2212-]\d[\d.,]* \({_NUMBER} to {_NUMBER}\)")
_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_SHARE = (
    # 0.05 and 90, 95 and 99 percent are levels of intervals and places of percentiles
    r"(?<![\w.+\u2212-])0\.(?!05\b)\d\d+\b(?! (?:seconds?|s|ms|MB)\b)"
    r"|(?<![\w.+\u2212-])(?!9[059]\s?(?:%|percent))\d{1,3}(?:\.\d+)?\s?(?:%|percent\b)"
    rf"|\b(?:{_ONE_TO_NINE}) (?:\w+ )?in (?:{_ONE_TO_NINE}|ten|twenty|a hundred)\b"
)
_KINDS = (
    "tickets?|threads?|messages?|runs?|kills?|seeds?|checks?|copies|answers|replies|cases|users|"
    "requests?|drawn|times"
)
_CASES = re.compile(
    rf"\bn = \d|\b\d[\d,]* of (?:\w+ ){{0,2}}\d|\b\d[\d,]*\d (?:[a-z-]+ ){{0,2}}(?:{_KINDS})\b"
    r"|\b(?:of|in) (?:\w+ ){0,2}\d[\d,]*\d\b"
)
_COMPARED = re.compile(
    rf"(?:{_SHARE})[^.;]{{0,60}}?\b(?:against|versus|compared with|instead of|rather than"
    rf"|(?:higher|lower|better|worse|larger|smaller|more|fewer|less)\b[^.;]{{0,30}}?\bthan)\b"
    rf"[^.;]{{0,40}}?(?:{_SHARE})"
    r"|\b(?:rise|rose|grow|grew|climb|improve|increase|fall|fell|drop|decrease|go|went|up|down)"
    rf"(?:e?s|p?ed|d)?\b[^.;]{{0,20}}? from (?:{_SHARE})[^.;]{{0,30}}? to (?:{_SHARE})"
)
_OVERLAP = re.compile(r"\bintervals?\b.*\boverlap|\boverlap\w*\b.*\bintervals?\b", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(?:so|therefore|thus|hence|means|shows?|proves?|significant\w*|chance)\b", re.IGNORECASE
)
_DOUBTS = re.compile(r"\b(?:although|though|even if|may|can|not|n't)\b|n't\b")
_DIFFERENCE = re.compile(r"\b(?:difference|gain|loss|lost)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """What stands together.

    Attributes:
        paragraphs: each with its line, and whether it cites a source.
        shown: captions, and the tables and outputs that are shown.
    """

    paragraphs: tuple[tuple[int, str, bool], ...]
    shown: tuple[str, ...]

    @property
    def has_cases(self) -> bool:
        """Whether a number of cases is said in words, in a caption or in the head of a table."""
        heads = [cell for text in self.shown for cell in text.partition("\n")[0].split(" | ")]
        texts = [*(text for _, text, _ in self.paragraphs), *self.shown]
        return any(map(_CASES.search, texts)) or any(re.match(r"n\b", head) for head in heads)

    @property
    def has_difference(self) -> bool:
        """Whether the interval of a difference is shown, or said in a sentence."""
        said = [one for _, text, _ in self.paragraphs for one in sentences(text)]
        return any(map(_SIGNED.search, self.shown)) or any(
            _DIFFERENCE.search(one) and _RANGE.search(one) for one in said
        )


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return re.split(r"(?<=[.?!:])\s+(?=[A-Z*\"“(])", " ".join(text.split()))


def result_texts(folder: Path) -> dict[str, str]:
    """Return what tables and outputs hold, by name; the cells of a table are parted by bars."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            texts[path.stem] = "\n".join(" | ".join(row) for row in csv.reader(lines))
    return texts


def sections(post: str, results: Mapping[str, str]) -> Iterator[Section]:
    """Yield the sections of a post.

    Args:
        post: its text.
        results: what tables and outputs hold, as from ``result_texts``.
    """
    parts: list[list[Block]] = [[]]
    for one in blocks(post):
        if one.kind == "heading" or _begins(one, parts[-1]):
            parts.append([])
        parts[-1].append(one)
    for part in parts:
        prose = [one for one in part if one.kind == "prose"]
        own = [one for one in prose if (BODY | ASIDE).issuperset(one.within)]
        changes = [(one.line, one.options.get("changes", ""), False) for one in part]
        yield Section(
            (*(_paragraph(one) for one in own), *(one for one in changes if one[1])),
            (
                *(one.text for one in prose if one not in own),
                *(results.get(one.argument, "") for one in part if one.kind == "directive"),
            ),
        )


def _begins(block: Block, part: list[Block]) -> bool:
    """Return whether an exercise or a question begins here, or has just ended."""
    if block.name in {"exercise", "question"}:
        return True
    inside = {"exercise": {"exercise", "solution"}, "question": {"question"}}
    kept = inside.get(part[0].name if part else "", set())
    return bool(kept) and kept.isdisjoint({block.name, *block.within})


def _paragraph(block: Block) -> tuple[int, str, bool]:
    cites = any(span.kind == "link" for span in block.spans)
    return block.line, "".join("`" if s.kind == "code" else s.text for s in block.spans), cites


def without_width(text: str) -> list[str]:
    """Return the intervals of which both ends are the same."""
    ends = ((found[0], found[1], found[2]) for found in _RANGE.finditer(text))
    return [whole for whole, low, high in ends if _value(low) == _value(high)]


def _value(text: str) -> float:
    return float(text.replace(",", "").replace("\u2212", "-"))


def problems(post: str, results: Mapping[str, str]) -> list[str]:
    """Return the figures of a post that don't say what they rest on, with their lines."""
    found = []
    for section in sections(post, results):
        for line, text, cites in section.paragraphs:
            found += [f"line {line}: no width: {one!r}" for one in without_width(text)]
            if not cites:
                found += [f"line {line}: {one}" for one in _unsupported(section, text)]
        found += [f"no width: {one!r}" for text in section.shown for one in without_width(text)]
    return found


def _unsupported(section: Section, text: str) -> Iterator[str]:
    every = sentences(text)
    for one, following in zip(every, [*every[1:], ""], strict=True):
        if _COMPARED.search(one) and not section.has_difference:
            yield f"compared without the interval of a difference: {one!r}"
        if _OVERLAP.search(one) and _concludes(one, following):
            yield f"concluded from an overlap: {one!r}"
        supposed = re.match(r"(?:If|Suppose|Say|Imagine)\b", one)
        if re.search(_SHARE, one) and not supposed and not section.has_cases:
            yield f"a share without its number of cases: {one!r}"


def _concludes(sentence: str, following: str) -> bool:
    found = _CONCLUDES.search(sentence)
    before = sentence[: found.start()] if found else sentence
    goes_on = re.match(r"(?:So|Therefore|Thus|Hence)\b", following)
    return bool(found or goes_on) and not _DOUBTS.search(before)
