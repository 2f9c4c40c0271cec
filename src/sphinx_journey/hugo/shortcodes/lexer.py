"""The lexer: a source as tags of shortcodes and the text between them.

It reads what Hugo's own lexer reads (``parser/pageparser/pagelexer_shortcode.go``), whatever
Markdown surrounds a tag: Hugo runs shortcodes in code and in comments as well. For what ends a
build of Hugo, there is a :class:`~.values.Fault`, and the text stays.

It is linear in its input. A tag that can't be read is given up where the first wrong character
is; others may begin before that, inside of what it took for quoted, but only so many are tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from .values import Fault, Style, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .values import Value

_OPEN = re.compile(r"\{\{([<%])")
_BLANK = re.compile(r"[ \t\r\n\f\v]*+")
_NAME = re.compile(r"\w[\w/-]*+(?:\.inline(?= ))?+")
"""Letters and digits of any script, ``-`` and ``/``; a period only in an inline shortcode."""
_BARE = re.compile(r"[\w-][\w.-]*+")
_VALUE = re.compile(r"\S++")
_QUOTED = re.compile(r'"((?:[^"\\\n]++|\\"|\\(?![`"]))*+)"')
_ESCAPED = re.compile(r'\\"((?:[^"\\\n]++|\\(?![`"]))*+)(?:\\"|")')
r"""``\"text\"``, as in a call that itself stands in a quoted string."""
_INTEGER = re.compile(r"[-+]?[0-9]++\Z")
_FLOAT = re.compile(r"[-+]?[0-9]*\.[0-9]++\Z")
_RETRIES = 16
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``{{< name >}}``, ``{{< /name >}}`` or ``{{< name />}}``."""

    name: str
    style: Style
    start: int
    end: int
    line: int
    last_line: int
    is_end: bool = False
    """Whether it closes a call that another tag has opened."""
    closes_itself: bool = False
    args: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)


Token: TypeAlias = Text | Tag


class _WrongError(Exception):
    """A tag can't be read: where, and why."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


def lex(source: str, *, first_line: int = 1) -> tuple[list[Token], list[Fault]]:
    """Return the tags of a source and the texts between them, in order, and what is wrong.

    Args:
        source: the text without its front matter.
        first_line: the line of the file in which it begins.
    """
    lexer = _Lexer(source, first_line)
    lexer.run()
    return lexer.tokens, lexer.faults


class _Lexer:
    def __init__(self, source: str, first_line: int) -> None:
        self.source = source
        self.tokens: list[Token] = []
        self.faults: list[Fault] = []
        self.done = 0
        """Up to here everything is in tokens."""
        self.counted, self.line = 0, first_line
        self.absent: dict[str, int] = {}
        """Ends that don't come any more, and from where on."""

    def line_at(self, place: int) -> int:
        """Return the line of a place at or after the last one that was asked for."""
        self.line += self.source.count("\n", self.counted, place)
        self.counted = place
        return self.line

    def take_text(self, end: int) -> None:
        if end > self.done:
            self.tokens.append(Text(self.source[self.done : end], self.line_at(self.done)))
            self.done = end

    def run(self) -> None:
        far = tries = place = 0
        while (found := _OPEN.search(self.source, place)) is not None:
            start = found.start()
            try:
                if self.source.startswith("/*", found.end()):
                    place = self.escaped(start, found.end(), found[1])
                else:
                    tag = _Reader(self, start, Style(found[1])).tag()
                    self.take_text(start)
                    line = self.line_at(start)
                    place = self.done = tag.end
                    self.tokens.append(replace(tag, line=line, last_line=self.line_at(tag.end)))
            except _WrongError as wrong:
                if start >= far:
                    tries = 0
                    # Text before it is taken now, so that lines are counted in order.
                    self.take_text(start)
                    self.faults.append(Fault(self.line_at(start), wrong.reason))
                tries += 1
                far = max(far, wrong.place, found.end())
                place = found.end() if tries < _RETRIES else far
        self.take_text(len(self.source))

    def escaped(self, start: int, inside: int, mark: str) -> int:
        """Take ``{{</* name */>}}`` as the text ``{{< name >}}``; return where it ends."""
        end = f"*/{'>' if mark == '<' else '%'}}}}}"
        place = self.find(end, inside)
        if place < inside + 2:
            raise _WrongError(inside + 2, f"'{{{{{mark}/*' is closed by no '{end}'")
        self.take_text(start)
        text = f"{{{{{mark}{self.source[inside + 2 : place]}{end[2:]}"
        self.tokens.append(Text(text, self.line_at(start)))
        self.done = place + len(end)
        return self.done

    def find(self, end: str, place: int) -> int:
        """Return where something comes next, or -1; what doesn't come is looked for once."""
        limit = self.absent.get(end, len(self.source))
        if place >= limit:
            return -1
        found = self.source.find(end, place, limit + len(end))
        if found < 0:
            self.absent[end] = place
        return found


class _Reader:
    """Reads one tag."""

    def __init__(self, lexer: _Lexer, start: int, style: Style) -> None:
        self.lexer, self.source = lexer, lexer.source
        self.start, self.place = start, start + 3
        self.style = style
        self.close = ">}}" if style is Style.PLAIN else "%}}"
        self.args: list[Value] = []
        self.named: dict[str, Value] = {}

    def tag(self) -> Tag:
        """Return the tag, without its lines, or raise what is wrong with it."""
        is_end = self.takes("/")
        name = self.name()
        closes_itself = False
        if name.endswith("/"):  # `{{<name/>}}`, which Hugo takes for a name
            name, closes_itself = name.rstrip("/"), True
        while not self.takes(self.close):
            if is_end or closes_itself:
                raise self.wrong("'/' isn't the last character")
            if self.takes("/"):
                closes_itself = True
            elif self.source.startswith("\\", self.place) and not _ESCAPED.match(
                self.source, self.place
            ):
                self.place += 1  # Hugo passes over it
            else:
                self.argument()
        return Tag(
            name, self.style, self.start, self.place, 0, 0,
            is_end, closes_itself, tuple(self.args), self.named,
        )  # fmt: skip

    def blank(self) -> None:
        if found := _BLANK.match(self.source, self.place):
            self.place = found.end()

    def takes(self, text: str) -> bool:
        self.blank()
        if self.source.startswith(text, self.place):
            self.place += len(text)
            return True
        return False

    def wrong(self, reason: str) -> _WrongError:
        shown = self.source[self.start : self.start + 40].partition("\n")[0]
        return _WrongError(self.place, f"The shortcode '{shown}' can't be read: {reason}")

    def name(self) -> str:
        self.blank()
        found = _NAME.match(self.source, self.place)
        if found is None:
            raise self.wrong("it has no name")
        self.place = found.end()
        return found[0]

    def argument(self) -> None:
        """Take one argument, with or without a name."""
        quoted = self.quoted()
        if quoted is not None:
            self.add(None, quoted)
            return
        if self.source.startswith("=", self.place):  # nothing is named by it
            self.place += 1
            self.value()
            return
        found = _BARE.match(self.source, self.place)
        if found is None:
            if self.place >= len(self.source):
                raise self.wrong(f"no '{self.close}' ends it")
            seen = self.source[self.place]
            raise self.wrong(f"{seen!r} must be quoted, or no '{self.close}' ends it")
        self.place = found.end()
        if self.takes("="):
            self.add(found[0], self.value())
        else:
            self.place = found.end()
            self.add(None, _typed(found[0]))

    def add(self, name: str | None, value: Value) -> None:
        if name is None:
            self.args.append(value)
        else:
            self.named[name] = value
        if self.args and self.named:
            raise self.wrong("some of its arguments have names, and some don't")

    def value(self) -> Value:
        """Return what follows ``=``: quoted, or all up to a blank, quotes in it included."""
        self.blank()
        quoted = self.quoted()
        if quoted is not None:
            return quoted
        found = _VALUE.match(self.source, self.place)
        # Hugo takes the end of the tag for a part of the value, and then all that follows.
        text = found[0].partition(self.close)[0] if found else ""
        if not text:
            raise self.wrong("an argument has no value")
        self.place += len(text)
        return _typed(text)

    def quoted(self) -> str | None:
        mark = self.source[self.place : self.place + 2]
        if mark.startswith("`"):
            return self.raw()
        pattern = _QUOTED if mark.startswith('"') else _ESCAPED if mark == '\\"' else None
        if pattern is None:
            return None
        found = pattern.match(self.source, self.place)
        if found is None:
            end = self.source.find("\n", self.place)
            self.place = len(self.source) if end < 0 else end
            raise self.wrong("a quotation isn't closed in its line")
        self.place = found.end()
        # With one escaped quotation mark Hugo drops every backslash of the value.
        return found[1].replace("\\", "") if '\\"' in found[1] else found[1]

    def raw(self) -> str:
        end = self.lexer.find("`", self.place + 1)
        if end < 0:
            raise self.wrong("a '`' isn't closed")
        text = self.source[self.place + 1 : end]
        self.place = end + 1
        return text


def _typed(text: str) -> Value:
    """Return a bare argument as Hugo types it (``Item.ValTyped``)."""
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.match(text) and len(text) < 21 and -_LARGEST <= int(text) < _LARGEST:
        return int(text)
    return float(text) if _FLOAT.match(text) and len(text) < 400 else text
