"""Values of a plan by key path: each is checked, and problems are noted with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .moments import as_moment
from .problems import Location, Problem, Subtype, did_you_mean, short_repr
from .slugs import has_control

if TYPE_CHECKING:
    import datetime as dt

    from .located import KeyPath, Located


class Reader:
    """Reads values by key path, notes what is wrong, and goes on.

    A value of the wrong kind is ignored. ``at`` is always the key path of the mapping
    ``data``, or of the value itself.
    """

    def __init__(self, located: Located, path: str) -> None:
        """Take what was read, and the file's path for the problems."""
        self.problems: list[Problem] = []
        self._lines, self._written = located.lines, located.written
        self.path = path
        for keypath, line in located.repeated:
            self.problems.append(
                Problem(
                    Location(path, line),
                    Subtype.MANIFEST_KEY,
                    f"The key {_dotted(keypath)} is given twice; the last one is used. Remove one.",
                )
            )

    def items(self, data: dict[str, object], key: str, at: KeyPath) -> list[tuple[KeyPath, object]]:
        """Return the items of a list, each with its key path."""
        value = data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong((*at, key), value, "a list (lines that begin with '- ')")
            return []
        return [((*at, key, index), item) for index, item in enumerate(value)]

    def text(self, data: dict[str, object], key: str, at: KeyPath) -> str | None:
        """Return a text without surrounding white space."""
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = self._written.get((*at, key), value)
        if not isinstance(value, str) or not value.strip():
            self.wrong((*at, key), value, "text")
        elif has_control(value):
            self.wrong((*at, key), value, "text without control characters")
        else:
            return value.strip()
        return None

    def date(
        self, data: dict[str, object], key: str, at: KeyPath, then: str = "it is ignored"
    ) -> dt.date | dt.datetime | None:
        """Return a date, or a date and time."""
        value = data.get(key)
        moment = as_moment(value)
        if moment is None and value is not None:
            self.wrong((*at, key), value, "an existing date like 2027-01-31", then)
        return moment

    def unknown(self, data: dict[str, object], at: KeyPath, known: frozenset[str]) -> None:
        """Note the keys that are not known."""
        for key in data:
            if key not in known:
                hint = did_you_mean(key, known) or f" Known are {', '.join(sorted(known))}."
                self.note(
                    (*at, key),
                    Subtype.MANIFEST_KEY,
                    f"The key {short_repr(key)} is not known and is ignored.{hint}",
                )

    def wrong(self, at: KeyPath, value: object, expected: str, then: str = "it is ignored") -> None:
        """Note a value of the wrong kind, and what becomes of it."""
        written = self._written.get(at)
        shown, hint = short_repr(value), ""
        if written and not isinstance(value, str) and expected.startswith(_TEXTS):
            shown = f"{written}, which is no text in YAML"
            hint = f" Put it in quotes: {short_repr(written)}."
        message = f"{_dotted(at)} is {shown}, but {expected} was expected; {then}.{hint}"
        self.note(at, Subtype.MANIFEST_VALUE, message)

    def note(self, at: KeyPath, subtype: Subtype, message: str) -> None:
        """Note a problem with what is at a key path."""
        self.problems.append(Problem(self.location(at), subtype, message))

    def location(self, at: KeyPath) -> Location:
        """Return where a key path is in the file, or the nearest part of it that is."""
        for length in range(len(at), 0, -1):
            line = self._lines.get(at[:length])
            if line is not None:
                return Location(self.path, line)
        return Location(self.path, 1)


_TEXTS = ("text", "a document's name", "letters", "the id")


def _dotted(keypath: KeyPath) -> str:
    text = ""
    for part in keypath:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return short_repr(text)
