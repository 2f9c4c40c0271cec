"""The tree: which closing tag closes which call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from .lexer import Tag, lex
from .values import Call, Fault, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from .lexer import Token
    from .values import Node

DEEPEST = 16
"""How many calls may stand in each other: with twenty, the parser of Markdown gives up."""


def parse(
    source: str,
    *,
    never_closed: Callable[[str], bool] = frozenset[str]().__contains__,
    first_line: int = 1,
) -> tuple[tuple[Node, ...], list[Fault]]:
    """Return the calls of a source as a tree, and what is wrong.

    Hugo knows from the template of a shortcode whether it is closed. Here a call is one with an
    inner text if a closing tag of its name follows, unless the name is known for having none.
    A call that is still open when one around it is closed has no inner text, except where
    closing tags come in the wrong order: those close what is open, as they do for Hugo.

    Args:
        source: the text without its front matter.
        never_closed: whether a name, in lower case, is that of a shortcode without inner text.
        first_line: the line of the file in which the text begins.
    """
    tokens, faults = lex(source, first_line=first_line)
    ends = _Pairs(tokens, faults, never_closed).ends
    closing = set(ends.values())
    nodes: list[Node] = []
    # For each open call its place among the nodes, and its closing tag's among the tokens.
    opened: list[tuple[int, int]] = []
    too_deep = 0
    for number, token in enumerate(tokens):
        if isinstance(token, Text):
            nodes.append(token)
        elif number in closing:
            if opened and opened[-1][1] == number:
                place = opened.pop()[0]
                call, inner = nodes[place], tuple(nodes[place + 1 :])
                del nodes[place:]
                if not isinstance(call, Text):
                    ended = replace(call, inner=inner, end=token.end, last_line=token.last_line)
                    nodes.append(ended)
        elif not token.is_end:
            if number in ends and len(opened) < DEEPEST:
                opened.append((len(nodes), ends[number]))
            elif number in ends:
                too_deep = too_deep or token.line
            nodes.append(_call(token))
    if too_deep:
        faults.append(Fault(too_deep, f"More than {DEEPEST} shortcodes stand in each other."))
    return tuple(nodes), faults


def _call(tag: Tag) -> Call:
    return Call(
        tag.name, tag.style, tag.start, tag.end, tag.line, tag.last_line,
        tag.args, tag.named, () if tag.closes_itself else None,
    )  # fmt: skip


@dataclass(slots=True)
class _Open:
    name: str
    """Of the closing tag that it waits for, in lower case."""
    number: int
    """Of its tag among the tokens."""


class _Pairs:
    """Finds the closing tag of each opening one that has one."""

    def __init__(
        self, tokens: list[Token], faults: list[Fault], never_closed: Callable[[str], bool]
    ) -> None:
        self.ends: dict[int, int] = {}
        """The number of the closing tag by that of the opening one."""
        self.faults = faults
        self.ahead: Counter[str] = Counter()
        """By how much the closing tags to come outnumber the opening ones, for each name."""
        self.opened: list[_Open] = []
        """The open calls, the outermost first."""
        self.waiting: Counter[str] = Counter()
        """How many of them wait for a closing tag of a name."""
        tags = [
            (number, token, token.name.lower())
            for number, token in enumerate(tokens)
            if isinstance(token, Tag) and not token.closes_itself
        ]
        for _, token, name in tags:
            self.ahead[name] += 1 if token.is_end else -1
        for number, token, name in tags:
            if token.is_end:
                self.ahead[name] -= 1
                self.close(number, token, name)
            else:
                self.ahead[name] += 1
                if not never_closed(name):
                    self.opened.append(_Open(name, number))
                    self.waiting[name] += 1

    def close(self, number: int, tag: Tag, name: str) -> None:
        if not self.waiting[name]:
            message = f"The shortcode '{tag.name}' is closed, but none is open."
            self.faults.append(Fault(tag.line, message))
            return
        while (last := self.opened[-1]).name != name:
            if self.ahead[last.name] > 0 and (other := self.near(name)) is not None:
                # Tags in the wrong order: the one that this should close takes the other's.
                last.name, other.name = other.name, last.name
                break
            self.waiting[last.name] -= 1
            self.opened.pop()
        self.waiting[name] -= 1
        self.ends[self.opened.pop().number] = number

    def near(self, name: str) -> _Open | None:
        """Return the innermost open call of a name, if it isn't far out."""
        nearest = islice(reversed(self.opened), DEEPEST)
        return next((one for one in nearest if one.name == name), None)
