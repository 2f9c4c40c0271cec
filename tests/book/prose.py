"""How the book's sentences are made, as functions of a page's text: shares and constructions.

The limits are the book's own: sentences that say how they hang together, neither chopped nor
endless, and none of the constructions that a native reader trips over.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from .markdown import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENERS = re.compile(
    r"""(?:so|but|and|or|nor|yet|because|since|as|when|whenever|where|wherever|while|if|unless|until
    |once|after|before|though|although|even|instead|then|still|also|besides|however|therefore|thus
    |hence|otherwise|meanwhile|moreover|furthermore|likewise|similarly|conversely|rather|whereas
    |whether|nevertheless|nonetheless|indeed|afterwards?|later|next|first|second|third|finally|lastly
    |for\ (?:example|instance|that\ reason|this\ reason|the\ same\ reason|now)
    |in\ (?:contrast|turn|fact|other\ words|short|that\ case|this\ case|both\ cases|either\ case
        |the\ end|return|addition|practice|particular|the\ meantime|between|this\ way|that\ way)
    |by\ (?:contrast|then|now|comparison)|on\ the\ (?:other\ hand|contrary|one\ hand)
    |as\ (?:a\ result|a\ consequence|soon\ as|long\ as|before|with)
    |at\ (?:the\ same\ time|first|worst|best|least|that\ point)
    |(?:that|this)\ is\ (?:why|how|because)|of\ course|from\ then\ on
    |apart\ from\ that|despite\ (?:this|that)|again|either\ way|to\ (?:see|that\ end|be\ fair)
    |only\ (?:then|when|if|after|because)|now|here)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a sentence opens with when it says how it hangs together with the one before."""

LONG, SHORT = 25, 9
"""A long sentence has more words than the first; a short one has fewer than the second."""

LIMITS = {"open with a connective": 0.18, "long": 0.05, "short": 0.22}
"""At least, at least, at most."""

_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|vs|cf|etc|et al|Fig|No|Dr|U\.S)\.$")
_END = re.compile(r"(?<=[.!?])[\"\u201d\u2019')*\]]*\s+(?=[\"\u201c\u2018'(*\[]*[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z0-9][\w'\u2019.,%-]*")


class Sentence(NamedTuple):
    """A sentence, and the line where its paragraph begins."""

    line: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has; a stretch of code is one."""
        return len(_WORD.findall(self.text))


class Shares(NamedTuple):
    """How the sentences of a page are made, as shares of their number."""

    number: int
    connected: float
    long: float
    short: float


def sentences(page: str) -> list[Sentence]:
    """Return the sentences of a page, those of directives too; no headings, tables or code."""
    return list(_sentences(page))


def _sentences(page: str) -> Iterator[Sentence]:
    for block in blocks(page):
        if block.name == "glossary":
            for one in _sentences(dedent(re.sub(r"(?m)^\S.*$", "", block.content))):
                yield one._replace(line=one.line + block.line)
        if block.kind != "prose":
            continue
        text = "".join("code" if one.kind == "code" else one.text for one in block.spans)
        waiting = ""
        for part in _END.split(" ".join(text.split())):
            waiting = f"{waiting} {part}".strip()
            if not _ABBREVIATED.search(waiting):
                if _WORD.search(waiting):
                    yield Sentence(block.line, waiting)
                waiting = ""
        if waiting:
            yield Sentence(block.line, waiting)


def shares(page: str) -> Shares:
    """Return how a page's full sentences are made; items without a verb's full stop don't count."""
    full = [one for one in sentences(page) if re.search(r"[.!?:][\"\u201d\u2019')]*$", one.text)]
    number = max(1, len(full))
    return Shares(
        len(full),
        sum(bool(OPENERS.match(one.text.lstrip("\"\u201c\u2018'(*["))) for one in full) / number,
        sum(one.words > LONG for one in full) / number,
        sum(one.words < SHORT for one in full) / number,
    )


def share_problems(page: str) -> list[str]:
    """Return the shares of a page that are out of their limits, in words."""
    found = shares(page)
    problems = []
    if found.connected < LIMITS["open with a connective"]:
        problems.append(f"{found.connected:.1%} of sentences open with a connective; 18% at least")
    if found.long < LIMITS["long"]:
        problems.append(f"{found.long:.1%} of sentences have more than {LONG} words; 5% at least")
    if found.short > LIMITS["short"]:
        problems.append(f"{found.short:.1%} of sentences have fewer than {SHORT}; 22% at most")
    return problems


_BE = r"(?:is|are|was|were|be|been|being|isn't|aren't)"
_FEW = r"(?:longer|more|less|fewer|better|worse|different|one|matter|doubt|match|[a-z]+er)"

CONSTRUCTIONS = {
    "stands in": re.compile(r"\b(?:stands?|stood|standing)\s+in\b(?!\s+for\b)", re.IGNORECASE),
    "is no …": re.compile(
        rf"(?<!there )(?<!there's )\b{_BE} no (?!{_FEW}\b)[a-z]\w*", re.IGNORECASE
    ),
    "is other": re.compile(rf"\b{_BE} others?(?=\s*(?:[.,;:!?)]|$|\b(?:than|too|now)\b))"),
    "a mend": re.compile(r"\b(?:an?|the|this|that|each|every|its|one|no) mends?\b", re.IGNORECASE),
    "the commonest": re.compile(r"\bcommonest\b", re.IGNORECASE),
    "a matter of": re.compile(r"\ba matter (?:of|for)\b", re.IGNORECASE),
    "what … are": re.compile(r"^What\b[^?,;]*\bare\b[^?]*[^?]$"),
}
"""Constructions that a native writer wouldn't use there, by name."""

_RELATIVE = re.compile(
    r"""(?P<noun>[\w\u2019'-]+)\s+(?:which|who|whose|whom
    |that(?=\s+(?:is|are|was|were|be|has|have|had|can|could|will|would|may|might|must|should|shall
        |do|does|did|don't|doesn't|didn't|isn't|aren't|can't|cannot|not|never|only|also|then|now
        |it|we|you|they|he|she|I|the|a|an|no|nobody|somebody|someone|everyone|each|every|its|their
        |came|sat|made|went|took|said|ran|read|got|gave|kept|held|led|lay|stood|meant|left|put
        |[\w'-]+(?:s|ed))\b))\s""",
    re.IGNORECASE | re.VERBOSE,
)
"""A relative pronoun behind a word; behind "that" comes a verb or a subject, or it points out."""

_CLAUSE = re.compile(
    r"""[,;:\u2014\u2013()]|\b(?:and|or|but|so|because|if|when|while|than|as|unless|until|once|before|after
    |whether|how|why|what|where)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_NOUNS = frozenset(
    re.findall(
        r"\w+",
        """
    says say said saying see sees saw seen know knows knew known show shows showed shown mean means
    meant think thinks thought find finds found claim claims claimed believe believes so such hold
    holds tell tells told note notes notice notices assume assumes expect expects ensure ensures
    prove proves proved report reports reported argue argues argued it check checks checked hope
    hopes promise promises remember true sure clear likely decide decided decides agree agrees
    learn learned write writes wrote require requires suppose conclude concludes suggest suggests
    mind doubt doubts fact proof evidence chance risk idea rule warn warns warned make makes
    of in on at by for with to from about under over through like than not only but and or read
    reads you me us them him her everyone anyone answer answers add adds added admit admits
    """,
    )
)
"""Before "that" these open a clause of content; before "which" they are a preposition or a verb."""


def nested(sentence: str) -> str:
    """Return the stretch in which a relative clause holds another one, or nothing."""
    start = 0
    for stop in [*(one.start() for one in _CLAUSE.finditer(sentence)), len(sentence)]:
        stretch = sentence[start:stop]
        found = [
            one
            for one in _RELATIVE.finditer(stretch)
            if one["noun"].lower() not in _NOT_NOUNS and not one["noun"].endswith("ing")
        ]
        if len(found) > 1:
            return stretch.strip()
        start = stop
    return ""


def construction_problems(page: str) -> list[str]:
    """Return the sentences with a construction of the list, each with its line."""
    problems = []
    for one in sentences(page):
        for name, pattern in CONSTRUCTIONS.items():
            match = pattern.search(one.text)
            if match:
                problems.append(f"line {one.line}: {name!r}: {_around(one.text, match)}")
        if nested(one.text):
            problems.append(f"line {one.line}: a relative clause in another: {nested(one.text)}")
    return problems


def _around(text: str, match: re.Match[str]) -> str:
    return f"…{text[max(0, match.start() - 30) : match.end() + 30]}…"
