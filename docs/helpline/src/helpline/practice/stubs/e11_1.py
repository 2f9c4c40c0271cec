"""Which parameters remember?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def remembers(function: Callable[..., Any]) -> list[str]:
    """Return the names of the parameters whose default can change between calls."""
    raise NotImplementedError  # write this
