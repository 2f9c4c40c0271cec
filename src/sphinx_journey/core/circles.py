"""Circles in what requires what."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MAX_CIRCLES = 20
"""How many circles are named; fixing these brings up the next ones."""


def circles(requirements: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """Find circles, at most `MAX_CIRCLES`: none if and only if there is an order that fits.

    Args:
        requirements: what each one requires; names that aren't keys are ignored.

    Yields:
        The members of a circle, each requiring the next and the last one the first. It begins
        with the member that comes first in the mapping. Without the requirements of the circles
        found there are no others, unless there are more than are named.
    """
    graph = {name: dict.fromkeys(needed) for name, needed in requirements.items()}
    place = {name: index for index, name in enumerate(graph)}
    for _ in range(MAX_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            *circle, last = reversed(error.args[1])  # which requires the first, and is it
            first = circle.index(min(circle, key=place.__getitem__))
            del graph[circle[-1]][last]
            yield (*circle[first:], *circle[:first])
        else:
            return
