"""Circles in what requires what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MAX_CIRCLES = 20
"""How many circles are named: who mends these is told of the next ones."""


def circles(requirements: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """Find circles, at most `MAX_CIRCLES`: none if and only if there is an order that fits.

    Args:
        requirements: what each one requires; names that are no keys are passed over.

    Yields:
        The members of a circle, each requiring the next and the last one the first. It begins
        with the member that comes first in the mapping. Taking one requirement out of each
        circle found leaves no circle, unless there are more than are named.
    """
    place = {name: index for index, name in enumerate(requirements)}
    done: set[str] = set()
    found = 0
    for root in requirements:
        if root in done:
            continue
        path = {root: 0}  # what is being followed, in order
        waiting = [iter(dict.fromkeys(requirements[root]))]
        while waiting:
            required = next(waiting[-1], None)
            if required is None:
                waiting.pop()
                done.add(path.popitem()[0])
            elif required in path:
                circle = tuple(path)[path[required] :]
                first = circle.index(min(circle, key=place.__getitem__))
                yield circle[first:] + circle[:first]
                found += 1
                if found == MAX_CIRCLES:
                    return
            elif required in place and required not in done:
                path[required] = len(path)
                waiting.append(iter(dict.fromkeys(requirements[required])))
