"""The tree: which closing tag closes which call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexer import Tag, lex
from .values import Call, Fault, Text

if TYPE_CHECKING:
    from collections.abc import Callable

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
    ahead: Counter[str] = Counter()
    for token in tokens:
        if isinstance(token, Tag) and not token.closes_itself:
            ahead[token.name.lower()] += 1 if token.is_end else -1
    tree = _Tree(ahead, faults)
    for token in tokens:
        if isinstance(token, Text):
            tree.nodes.append(token)
        elif token.is_end:
            tree.close(token)
        elif token.closes_itself:
            tree.nodes.append(_call(token, ()))
        else:
            tree.open(token, stays_open=never_closed(token.name.lower()))
    return tuple(tree.nodes), faults


def _call(tag: Tag, inner: tuple[Node, ...] | None, end: Tag | None = None) -> Call:
    last = end or tag
    return Call(
        tag.name, tag.style, tag.start, last.end, tag.line, last.last_line,
        tag.args, tag.named, inner,
    )  # fmt: skip


@dataclass(slots=True)
class _Open:
    name: str
    """Of the closing tag that it waits for, in lower case."""
    tag: Tag
    place: int
    """Its place among the nodes."""


class _Tree:
    def __init__(self, ahead: Counter[str], faults: list[Fault]) -> None:
        self.ahead, self.faults = ahead, faults
        """By how much the closing tags to come outnumber the opening ones, for each name."""
        self.nodes: list[Node] = []
        """What is read so far; a call without inner text stands for each open one."""
        self.opened: list[_Open] = []
        """The open calls, the outermost first."""
        self.waiting: Counter[str] = Counter()
        self.too_deep: Counter[str] = Counter()

    def open(self, tag: Tag, *, stays_open: bool) -> None:
        name = tag.name.lower()
        self.ahead[name] += 1
        self.nodes.append(_call(tag, None))
        if stays_open:
            return
        if len(self.opened) == DEEPEST:
            # Those inside that are never closed make room first.
            self.forget(lambda one: self.ahead[one.name] <= 0)
        if len(self.opened) == DEEPEST:
            if not self.too_deep:
                message = f"More than {DEEPEST} shortcodes stand in each other."
                self.faults.append(Fault(tag.line, message))
            self.too_deep[name] += 1
            return
        self.opened.append(_Open(name, tag, len(self.nodes) - 1))
        self.waiting[name] += 1

    def forget(self, is_alone: Callable[[_Open], bool]) -> None:
        """Take the innermost calls that no tag closes for calls without inner text."""
        while self.opened and is_alone(self.opened[-1]):
            self.waiting[self.opened.pop().name] -= 1

    def close(self, tag: Tag) -> None:
        name = tag.name.lower()
        self.ahead[name] -= 1
        if self.too_deep[name]:
            self.too_deep[name] -= 1
            return
        if not self.waiting[name]:
            message = f"The shortcode '{tag.name}' is closed, but none is open."
            self.faults.append(Fault(tag.line, message))
            return
        self.forget(lambda one: one.name != name and self.ahead[one.name] <= 0)
        last = self.opened.pop()
        self.waiting[name] -= 1
        if last.name != name:
            # Tags in the wrong order: the one that it should have closed takes the other's.
            other = next(one for one in reversed(self.opened) if one.name == name)
            other.name = last.name
        inner = tuple(self.nodes[last.place + 1 :])
        del self.nodes[last.place :]
        self.nodes.append(_call(last.tag, inner, tag))
