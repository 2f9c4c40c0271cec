"""Imports that go up, or round."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.practice.answers import Answer

DOWN = {
    "cli": {"desk", "records"},
    "desk": {"bm25", "records"},
    "bm25": {"records"},
    "records": set(),
}
LAYERS = [["records"], ["bm25"], ["desk"], ["cli"]]


def check_down(my: Answer) -> None:
    """Imports that all go to lower layers are fine, also over several layers."""
    my.call("upward", DOWN, LAYERS).holds([])


def check_up(my: Answer) -> None:
    """An import that goes to a higher layer is named."""
    found = {**DOWN, "records": {"desk"}, "bm25": {"cli", "records"}}
    my.call("upward", found, LAYERS).holds(
        ["records imports desk", "bm25 imports cli"]
    )


def check_beside(my: Answer) -> None:
    """An import within a layer doesn't go to a lower one, so it is named too."""
    my.call("upward", {"a": {"b"}, "b": set()}, [["a", "b"]]).holds(
        ["a imports b"]
    )


def check_no_circle(my: Answer) -> None:
    """Where no imports go in a circle, the list is empty, also if two ways lead to one module."""
    my.call("circle", DOWN).holds([])
    my.call("circle", {}).holds([])


def check_a_circle(my: Answer) -> None:
    """Modules that import each other in a circle are named in turn, the first again at the end."""
    for found in (
        {"a": {"b"}, "b": {"a"}},
        {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}},
        {"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}},
    ):
        got = my.call("circle", found)
        named = got.items()
        if not is_circle(named, found) and not is_circle(named[::-1], found):
            raise got.wrong(
                "modules of which each imports the one beside it, like ['a', 'b', 'a']"
            )


def is_circle(named: list[object], found: Mapping[str, set[str]]) -> bool:
    """Return whether each of the modules imports the next one, and the last is the first."""
    inner = named[:-1]
    return (
        len(named) > 1
        and named[0] == named[-1]
        and all(inner.count(one) == 1 for one in inner)
        and all(
            isinstance(one, str) and other in found.get(one, ())
            for one, other in pairwise(named)
        )
    )
