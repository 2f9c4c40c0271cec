"""Made-up words in the numbers of real text, and the patterns of sentences that they fill."""

from __future__ import annotations

import random
from enum import Enum
from functools import cache
from itertools import accumulate


def _words(text: str) -> list[str]:
    return text.split()


ONSETS = _words("b bl br c ch cl cr d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st t tr v w")
VOWELS = _words("a e i o u ea ai ou")
CODAS = ["", *_words("c ck d l ll m n nd ng nt p r rd rt s sk st t th")]
ENDINGS = {
    "noun": ("", "", "", "er", "ment", "tion", "ness", "ing"),
    "verb": ("", "", "", "ate", "ize", "en"),
    "adjective": ("", "al", "ous", "ive", "ful", "ed", "able", "ing"),
    "adverb": ("ly", "ly", "ally", "ously", "ively", "fully"),
    "name": ("", "a", "o", "is"),
}
"""How words of a kind may end; the roots are the same for all kinds, as in a language."""


class Vocabulary(Enum):
    """How many words a series is written in, and how often each is used.

    The words of a kind have ranks, and the one of rank *r* is as frequent as
    ``1 / (r + shift) ** exponent`` (the law of Zipf and Mandelbrot).
    """

    RICH = (60_000, 52, 2.2)
    """Fitted to this project's book: the longer the text, the more words there are in it."""
    SMALL = (60, 2, 1.0)
    """A few hundred words, soon used up."""

    def __init__(self, ranks: int, shift: int, exponent: float) -> None:
        """Sum up the frequencies, from which words are then drawn."""
        self._ranks = range(ranks)
        self._sums = list(accumulate((rank + 1 + shift) ** -exponent for rank in self._ranks))

    def word(self, kind: str, chooser: random.Random) -> str:
        """Return a noun, verb, adjective, adverb or name, the frequent ones most often."""
        return _word(kind, chooser.choices(self._ranks, cum_weights=self._sums)[0])


@cache
def _word(kind: str, rank: int) -> str:
    """Return the word of a kind at a rank: rare words are the longer ones."""
    roots = random.Random(rank)
    syllables = 1 + (rank >= 300) + (rank >= 10_000)
    root = "".join(map(roots.choice, (ONSETS, VOWELS) * syllables))
    return root + roots.choice(CODAS) + random.Random(f"{kind} {rank}").choice(ENDINGS[kind])


SENTENCES = (
    "The {adjective} {noun} {adverb} {verb}s the {noun}, and the {noun} {verb}s it back.",
    "When a {noun} {verb}s the {adjective} {noun}, you {verb} the {noun} {adverb}.",
    "Nobody at {name} would {verb} a {noun} without a {adjective} {noun} beside it.",
    "We {verb} each {noun} {adverb}, because a {adjective} {noun} can {verb} the whole {noun}.",
    "It took {number} days to {verb} the {noun}, and {number} more to {verb} its {noun}.",
    "A {noun} that {verb}s {adverb} is worth more than {number} that {verb} the {noun}.",
    "In the {adjective} case the {noun} and the {noun} {verb} each other.",
    "You can {verb} the {noun} first, or {verb} the {adjective} {noun} and {verb} {adverb}.",
    "Their {noun} was {adjective}, their {noun} {adjective}, and yet the {noun} would {verb}.",
    "Before you {verb} anything, ask whether the {noun} {verb}s a {adjective} {noun}.",
    "The team of {name} {adverb} {verb}s what the {noun} {verb}s, down to the last {noun}.",
    "Of {number} {noun}s, only {number} {verb} a {noun} that is {adjective} and {adjective}.",
    "So the {noun} stays *{adjective}*, while the {noun} is free to {verb}.",
    "This is where `{name}` {verb}s: the {adjective} {noun} meets the {adjective} {noun}.",
    "If the {noun} {verb}s, {verb} it; if it doesn't, {verb} the {noun} that it {verb}s.",
    "{Name} calls this a **{adjective} {noun}**, which {adverb} {verb}s the {noun} behind it.",
    "There are {adjective} {noun}s and {adjective} {noun}s, and each one {verb}s {adverb}.",
    "Without a {noun}, the {adjective} {noun} {verb}s until somebody {verb}s the {noun}.",
    "What looks like a {noun} is {adverb} a {adjective} {noun} that {verb}s too much.",
    "Keep the {noun} {adjective}, {verb} it {adverb}, and let the {noun} {verb} the rest.",
)

HEADINGS = (
    "What the {noun} {verb}s",
    "A {adjective} {noun}",
    "How to {verb} a {noun}",
    "When the {noun} {verb}s",
    "From {noun} to {noun}",
    "Why {noun}s {verb}",
    "The {noun} of {name}",
)

ITEMS = (
    "{verb} the {adjective} {noun} {adverb}",
    "a {noun} that {verb}s the {noun}",
    "the {adjective} {noun} of `{name}`",
    "one {noun} for each {adjective} {noun}",
)

CODE = (
    '''\
```python
from {module} import {Type}


def {verb}_{noun}(source: {Type}, limit: int = {number}) -> list[{Type}]:
    """{Verb} every {noun} of a source, up to a limit."""
    {noun}s = []
    for position, {other} in enumerate(source.{verb}s()):
        if position >= limit or {other}.is_{adjective}:
            break  # the rest is {adjective}
        {noun}s.append({other}.{verb}(weight={number} / (position + 1)))
    return sorted({noun}s, key=lambda one: one.{adjective}, reverse=True)
```
''',
    """\
```yaml
{noun}:
  name: {module}
  {adjective}: true
  {verb}_every: {number}s
  {other}s:
    - id: {module}-{number}
      {adverb}: "{adjective} {other}"
    - id: {module}-main
      limits: [{number}, {number}]
```
""",
    """\
```shell
$ {module} {verb} --{noun} {adjective} --limit {number}
{number} {noun}s, {number} of them {adjective}
$ grep -c '{other}' {module}/{noun}.log | sort -n > {adjective}.txt
```
""",
    """\
```sql
SELECT {noun}.id, count(*) AS {other}s, avg({other}.{adjective}) AS {adverb}
FROM {module}_{noun} AS {noun}
JOIN {other} ON {other}.{noun}_id = {noun}.id
WHERE {other}.number > {number}
GROUP BY {noun}.id
ORDER BY {other}s DESC;
```
""",
)
