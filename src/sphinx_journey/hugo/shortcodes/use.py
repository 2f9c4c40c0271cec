"""One call as what renders it sees it: its arguments, its inner text, and the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .output import Lines, trimmed
from .places import Where
from .values import Text, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .context import Context
    from .places import Place
    from .values import Call


@dataclass(frozen=True)
class Use:
    """A call, where it stands, and the means to render what is in it."""

    call: Call
    place: Place
    context: Context
    markdown: Callable[[Call, Place], Lines]
    """Renders the inner text."""
    source: Callable[[Call], str]
    """Returns a call as it is written."""
    warn: Callable[[str, int], None]
    """Notes a problem, in a line."""

    def get(self, *keys: str | int, default: str = "") -> str:
        """Return the first of the arguments that isn't empty, by names or positions."""
        args, named = self.call.args, {k.lower(): v for k, v in self.call.named.items()}
        for key in keys:
            if isinstance(key, str):
                text = as_text(named.get(key.lower(), ""))
            else:
                text = as_text(args[key]) if key < len(args) else ""
            if text.strip():
                return text.strip()
        return default

    def flag(self, *keys: str | int) -> bool:
        """Return whether an argument is true, however it is spelled."""
        return self.get(*keys).lower() in {"true", "1", "yes", "on", "open"}

    def parts(self) -> Iterator[Text | Use]:
        """Yield what stands in the inner text: texts, and calls as parts of what comes of this one.

        What is made of such a part is on lines of its own, so its indentation makes it no code.
        """
        before = ""
        for one in self.call.inner or ():
            if isinstance(one, Text):
                yield one
                before = one.text
                continue
            start = before.rpartition("\n")[2]
            prefix = start if "\n" in before and not start.strip(" \t>") else self.place.prefix
            yield replace(self, call=one, place=replace(self.place, prefix=prefix))
            before = ""

    @property
    def line(self) -> int:
        """The line in which the call begins."""
        return self.call.line

    def inner(self) -> Lines:
        """Return the inner text as Markdown, without the call's indentation."""
        if self.call.inner is None:
            return []
        return trimmed(self._outdented(self.markdown(self.call, self.place)))

    def html(self) -> Lines:
        """Return the inner text with its calls as HTML, without the call's indentation."""
        place = replace(self.place, where=Where.HTML)
        return trimmed(self._outdented(self.markdown(self.call, place)))

    def raw(self) -> Lines:
        """Return the inner text as it is written, without the call's indentation."""
        lines: Lines = [("", self.line)]
        for one in self.call.inner or ():
            text = one.text if isinstance(one, Text) else self.source(one)
            first, *others = text.split("\n")
            lines[-1] = (lines[-1][0] + first, lines[-1][1] if lines[-1][0] else one.line)
            lines += [(other, one.line + number) for number, other in enumerate(others, 1)]
        return trimmed(self._outdented(lines))

    def _outdented(self, lines: Lines) -> Lines:
        """Return lines without what stands before the call in its own (``InnerDeindent``)."""
        first = [(text.lstrip(), line) for text, line in lines[:1]]
        return first + [(_without(text, self.place.prefix), line) for text, line in lines[1:]]


def _without(text: str, prefix: str) -> str:
    place = 0
    for mark in prefix:
        if place < len(text) and (text[place] == mark or (mark in " \t" and text[place] in " \t")):
            place += 1
        else:
            break
    return text[place:]
