"""Values of a Hugo configuration, cast as Hugo casts them, with what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from ..core.problems import Problem, Subtype, short_repr
from .config_files import OF_PUBLICATION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .config_files import Configuration

_TRUE: Final = {
    "true": True,
    "1": True,
    "t": True,
    "false": False,
    "0": False,
    "f": False,
    "": False,
}
HELD_BACK: Final = "Until it is corrected, no page of the site is built."
"""What comes of a value that might say of pages that they aren't published."""
_ROOTED: Final = re.compile(r"/|[A-Za-z]:")


class Settings:
    """One mapping of a configuration: the whole, or a language's.

    Keys are given as Hugo's documentation writes them, ``contentDir``; files may have any case.
    """

    def __init__(
        self,
        found: Configuration,
        root: Path,
        data: Mapping[str, object],
        keys: tuple[str, ...] = (),
    ) -> None:
        """Take the configuration, its folder, a mapping in it and the keys that lead there."""
        self.data = data
        self.root = root
        self._found, self._keys = found, keys

    def get(self, key: str) -> object:
        """Return the value at a key as it stands, or ``None``."""
        return self.data.get(key.lower())

    def inner(self, key: str) -> Settings:
        """Return the mapping at a key; empty where there is none."""
        return Settings(self._found, self.root, self.mapping(key), (*self._keys, key.lower()))

    def item(self, key: str, value: Mapping[str, object]) -> Settings:
        """Return one of a list of mappings at a key; what is wrong in it is said of the list."""
        return Settings(self._found, self.root, value, (*self._keys, key.lower()))

    def complain(self, message: str, *keys: str) -> None:
        """Note that something is wrong with the value at some nested keys."""
        location = self._found.locate(*self._keys, *map(str.lower, keys))
        self._found.problems.append(Problem(location, Subtype.HUGO_CONFIG, message))

    def hold_back(self) -> None:
        """Have no page of the site built: what is wrong might say of one that it isn't."""
        self._found.hides_publication = True

    def wrong(self, key: str, value: object, expected: str) -> None:
        """Note that a value isn't what it should be."""
        then = "It isn't used."
        if OF_PUBLICATION.search("/".join((*self._keys, key))):
            self.hold_back()
            then = HELD_BACK
        self.complain(f"{key} is {short_repr(value)}; it should be {expected}. {then}", key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text; numbers are texts, too."""
        value = self.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self.wrong(key, value, "a text")
        return default

    def flag(self, key: str) -> bool:
        """Return a truth value; ``"true"`` and 1 are true, too."""
        made = as_flag(value := self.get(key))
        if made is None:
            self.wrong(key, value, "true or false")
        return bool(made)

    def number(self, key: str) -> int:
        """Return a whole number; 0 without one."""
        value = self.get(key)
        try:
            return int(value) if isinstance(value, (str, int, float)) else 0
        except (ValueError, OverflowError):
            self.wrong(key, value, "a number")
            return 0

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is one of them."""
        value = self.get(key)
        items = value if isinstance(value, list) else [value] if value not in (None, "") else []
        if any(isinstance(item, (dict, list)) or item is None for item in items):
            self.wrong(key, value, "a list of texts")
            return ()
        return tuple(map(str, items))

    def mapping(self, key: str) -> Mapping[str, object]:
        """Return a mapping."""
        value = self.get(key)
        if isinstance(value, dict):
            return value
        if value:
            self.wrong(key, value, "a mapping")
        return {}

    def folder(self, key: str, value: str, then: str = "It isn't used.") -> str | None:
        """Return a folder relative to the site, or ``None`` for one that isn't in it.

        Args:
            key: for which it is given.
            value: relative to the site, or absolute.
            then: what comes of it if it isn't in the site.
        """
        path = posixpath.normpath(value.replace("\\", "/") or ".")
        root = posixpath.normpath(self.root.as_posix())
        if f"{path}/".startswith(f"{root}/"):
            path = path[len(root) :].lstrip("/") or "."
        if _ROOTED.match(path) or path == ".." or path.startswith("../") or "\0" in path:
            message = f"{key} names {short_repr(value)}, which isn't in the site. {then}"
            self.complain(message, key)
            return None
        return path


def as_flag(value: object) -> bool | None:
    """Return the truth value that Hugo makes of a value, or ``None``."""
    if isinstance(value, str):
        return _TRUE.get(value.strip().lower())
    return bool(value) if isinstance(value, (bool, int, float)) or value is None else None
