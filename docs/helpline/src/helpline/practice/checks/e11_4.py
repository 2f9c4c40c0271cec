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


def check_in_no_layer(my: Answer) -> None:
    """A module that is in no layer doesn't count, whether it imports or is imported."""
    for found, expected in (
        ({"a": {"b", "json"}, "b": set()}, []),
        ({"a": {"b"}, "b": {"json"}, "tests": {"a", "b"}}, []),
        ({"a": {"b"}, "b": {"a", "json"}}, ["b imports a"]),
    ):
        my.call("upward", found, [["b"], ["a"]]).holds(expected)


def check_no_circle(my: Answer) -> None:
    """Where no imports go in a circle, the list is empty, also if two ways lead to one module.

    A module may import one of which nothing else is known.
    """
    my.call("circle", DOWN).holds([])
    my.call("circle", {}).holds([])
    my.call("circle", {"a": {"json"}}).holds([])


def check_a_circle(my: Answer) -> None:
    """Modules that import each other in a circle are named in turn, the first again at the end."""
    for found in (
        {"a": {"b"}, "b": {"a"}},
        {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}},
        {"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}},
        {"a": set(), "b": {"c"}, "c": {"b"}},
        {"a": {"b", "c"}, "b": set(), "c": {"a"}},
        {"a": {"b", "c"}, "b": {"a"}, "c": set()},
        {"a": {"json", "b"}, "b": {"json", "a"}},
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
