"""No import goes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def upward(
    found: Mapping[str, set[str]], layers: Sequence[Sequence[str]]
) -> list[str]:
    """Return the imports that don't go to a lower layer, each like ``"a imports b"``.

    Args:
        found: What each module imports. A module that is in no layer doesn't count.
        layers: The modules of each layer, the lowest layer first.
    """
    raise NotImplementedError  # write this


def circle(found: Mapping[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, or an empty list if there are none.

    Each imports the one beside it, and the first stands again at the end: ``["a", "b", "a"]``.

    Args:
        found: What each module imports.
    """
    raise NotImplementedError  # write this
