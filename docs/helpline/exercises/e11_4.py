"""Imports that go up, and imports that go in a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# region solution
def upward(
    found: Mapping[str, set[str]], layers: Sequence[Sequence[str]]
) -> list[str]:
    """Return the imports that don't go to a lower layer, lowest first."""
    height = {
        name: level for level, names in enumerate(layers) for name in names
    }
    return [
        f"{name} imports {other}"
        for name, named in sorted(found.items())
        for other in sorted(named)
        if name in height
        and other in height
        and height[other] >= height[name]
    ]


def circle(found: Mapping[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, the first twice."""
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


# endregion solution
