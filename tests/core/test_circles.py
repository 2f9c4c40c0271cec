"""Promises of `sphinx_journey.core.circles`."""

from __future__ import annotations

import graphlib

from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.circles import MAX_CIRCLES, circles

GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=4), max_size=6
)


def has_order(graph: dict[str, list[str]]) -> bool:
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError:
        return False
    return True


@given(GRAPHS)
def test_circles_are_found_if_and_only_if_no_order_fits(graph: dict[str, list[str]]) -> None:
    found = list(circles(graph))
    assert (found == []) == has_order(graph)
    assert len(set(found)) == len(found) <= MAX_CIRCLES
    for circle in found:
        assert len(set(circle)) == len(circle)
        assert circle[0] == min(circle, key=list(graph).index)
        for name, needed in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert needed in graph[name]


@given(GRAPHS)
def test_without_the_circles_found_there_is_an_order(graph: dict[str, list[str]]) -> None:
    found = list(circles(graph))
    if len(found) == MAX_CIRCLES:
        return
    order = list(graph)
    for circle in found:
        for name, needed in zip(circle, (*circle[1:], circle[0]), strict=True):
            graph[name] = [n for n in graph[name] if n != needed]
    assert has_order(graph)
    assert list(graph) == order


def test_two_circles_that_share_a_member_are_two() -> None:
    assert list(circles({"a": ["b", "c"], "b": ["a"], "c": ["a", "a"]})) == [
        ("a", "b"),
        ("a", "c"),
    ]


def test_a_long_chain_and_very_many_circles_are_followed_to_an_end() -> None:
    # A recursion for each step, or a list of every circle, would not end in time.
    count = 20_000
    names = [f"p{n}" for n in range(count)]
    graph = {name: [names[0], names[(n + 1) % count]] for n, name in enumerate(names)}
    assert len(list(circles(graph))) == MAX_CIRCLES
    graph = {name: names[n + 1 : n + 3] for n, name in enumerate(names)}
    assert list(circles(graph)) == []
