"""What the checks of configuration values share: their warnings, and whole numbers."""

from __future__ import annotations

from ..core.problems import Subtype, short_repr
from ..diagnostics import warn


def unlike(name: str, value: object, expected: str) -> str:
    """Return the beginning of a message: which value isn't what was expected."""
    return f"{name} is {short_repr(value)}, but {expected} was expected"


def warn_of_value(name: str, value: object, expected: str, hint: str = "") -> None:
    """Warn that a configuration value, or part of one, isn't what was expected."""
    warn(Subtype.CONFIG, f"{unlike(name, value, expected)}; the default is used.{hint}")


def warn_of_item(name: str, value: object, expected: str, hint: str = "") -> None:
    """Warn that an item of a configuration value isn't what was expected."""
    warn(Subtype.CONFIG, f"{unlike(name, value, expected)}; it is ignored.{hint}")


def is_whole(value: object, most: int) -> bool:
    """Return whether a value is a whole number from 1 on."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most
