"""What the scanners of both markups share: a running count, and what a directive counts for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from .listing import listed_lines
from .words import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEEPEST = 10
"""How deep directives are followed into each other; what is deeper is read as one paragraph."""


@dataclass(slots=True)
class Tally:
    """The count so far."""

    words: int = 0
    cjk: int = 0
    code_lines: int = 0
    has_title: bool = False
    read_file: Callable[[str], str | None] | None = None

    def prose(self, plain: str) -> None:
        """Count text that has no markup left in it."""
        words, cjk = count_words(plain)
        self.words += words
        self.cjk += cjk

    def code(self, text: str) -> None:
        """Count the lines of code that are not blank."""
        self.code_lines += sum(1 for line in text.split("\n") if line and not line.isspace())

    def formula(self) -> None:
        """Count a formula, which is one word."""
        self.words += 1


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it was written: strings, with nothing looked up."""

    name: str
    argument: str = ""
    content: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


class Kind(Enum):
    """What of a directive is read."""

    PROSE = auto()
    """Its argument, its caption and its content, which is markup again."""
    CONTENT = auto()
    """The same without its argument, which is a path, a class or a number."""
    CODE = auto()
    """Its caption, and its content as lines of code."""
    LISTING = auto()
    """Its caption, and the lines of the file that it names."""
    FORMULA = auto()
    """One word."""
    DRAWING = auto()
    """Its caption."""
    HIDDEN = auto()
    """Nothing."""


_NAMES = {
    Kind.CONTENT: """blog-image button-link button-ref card-carousel class container cssclass div
        figure figure-md grid ifconfig only rst-class tab-set tab-set-code""",
    Kind.CODE: """code code-block code-cell code-tab console doctest ipython jupyter-execute
        parsed-literal productionlist prompt sourcecode testcode testoutput""",
    Kind.LISTING: "literalinclude",
    Kind.FORMULA: "math",
    Kind.DRAWING: "digraph graph graphviz inheritance-diagram mermaid plantuml uml",
    Kind.HIDDEN: """audio bibliography codeauthor contents currentmodule default-domain default-role
        highlight iframe image include index journey-toctree meta pillar-roadmap post-list raw role
        sectionauthor sectnum series-nav series-progress tabularcolumns testcleanup testsetup
        toctree video youtube""",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}


def count_directive(
    directive: Directive,
    tally: Tally,
    *,
    plain: Callable[[str], str],
    nested: Callable[[str], None],
) -> None:
    """Count what is read of a directive; of one that is not known here, everything.

    Args:
        directive: The directive.
        tally: What it is added to.
        plain: Strips the inline markup of a text.
        nested: Counts content that is block markup again.
    """
    kind = _KINDS.get(directive.name.lower(), Kind.PROSE)
    if kind is Kind.HIDDEN:
        return
    for name in ("caption", "title"):
        tally.prose(plain(directive.options.get(name, "")))
    if kind is Kind.CODE:
        tally.code(directive.content)
    elif kind is Kind.LISTING:
        _count_listing(directive, tally)
    elif kind is Kind.FORMULA:
        tally.formula()
    elif kind is not Kind.DRAWING:
        if kind is Kind.PROSE:
            tally.prose(plain(directive.argument))
        nested(directive.content)


def _count_listing(directive: Directive, tally: Tally) -> None:
    text = tally.read_file(directive.argument.strip()) if tally.read_file else None
    if text is not None:
        tally.code_lines += listed_lines(text, directive.options)
