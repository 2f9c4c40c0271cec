"""What Hugo ends its build for is one fault here, with its line, and no text is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_journey.hugo.shortcodes.tree import DEEPEST, parse
from sphinx_journey.hugo.shortcodes.values import Style, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_journey.hugo.shortcodes.values import Node


def shown(nodes: Sequence[Node]) -> list[Any]:
    return [
        one.text if isinstance(one, Text) else (one.name, one.inner and shown(one.inner))
        for one in nodes
    ]


UNREADABLE = {
    "never ended": "{{< a b",
    "the other end": "{{< a %}}",
    "a quotation over two lines": '{{< a "b\nc" >}}',
    "a quotation never closed": '{{< a "b >}}',
    "raw text never closed": "{{< a `b >}}",
    "single quotation marks": "{{< a 'b' >}}",
    "an argument that must be quoted": "{{< a b/c >}}",
    "a value missing": "{{< a b= >}}",
    "named and not": '{{< a b="c" d >}}',
    "not and named": '{{< a d b="c" >}}',
    "no name": "{{< >}}",
    "a name that is none": "{{< -a >}}",
    "a period in a name": "{{< a.b >}}",
    "a colon in a name": "{{< a:b >}}",
    "a blank that is none": "{{< a\u00a0b >}}",
    "literal, never closed": "{{</* a >}}",
    "literal, closed at once": "{{</*/>}}",
    "literal, closed by the other": "{{</* a */%}}",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_call_that_cannot_be_read_is_one_fault_and_stays_as_text(name: str) -> None:
    source = f"one\n\ntwo {UNREADABLE[name]}\nthree"
    nodes, faults = parse(source, first_line=10)
    assert "".join(shown(nodes)) == source
    assert [one.line for one in faults] == [12]


def test_a_call_after_one_that_cannot_be_read_is_read() -> None:
    nodes, faults = parse("{{< a 'b' >}} {{< c >}}\n{{< d \"e >}}\n{{< f >}}")
    calls = [one for one in shown(nodes) if isinstance(one, tuple)]
    assert calls == [("c", None), ("f", None)]
    assert [one.line for one in faults] == [1, 2]


def test_a_closing_tag_that_closes_nothing_is_one_fault_and_no_text() -> None:
    nodes, faults = parse("a\n{{< /b >}}c\n{{< b >}}d{{< /b >}}{{% /b %}}")
    assert shown(nodes) == ["a\n", "c\n", ("b", ["d"])]
    assert [one.line for one in faults] == [2, 3]


def test_a_call_has_an_inner_text_if_a_closing_tag_follows() -> None:
    nodes, faults = parse("{{< a >}}1{{< a >}}2{{< /a >}}3{{< b >}}")
    assert shown(nodes) == [("a", None), "1", ("a", ["2"]), "3", ("b", None)]
    assert faults == []


def test_a_call_that_is_never_closed_does_not_keep_another_open() -> None:
    source = "{{< s >}}{{< t >}}1{{< /s >}} {{< s >}}{{< t >}}2{{< /t >}}{{< /s >}}"
    nodes, faults = parse(source)
    assert shown(nodes) == [("s", [("t", None), "1"]), " ", ("s", [("t", ["2"])])]
    assert faults == []


def test_a_name_known_for_having_no_inner_text_has_none() -> None:
    nodes, faults = parse("{{< ref a >}}b{{< /ref >}}", never_closed={"ref"}.__contains__)
    assert shown(nodes) == [("ref", None), "b"]
    assert len(faults) == 1


def test_a_slash_at_the_end_of_a_name_closes_the_call_itself() -> None:
    # Hugo takes it for a part of the name, and ends its build.
    assert shown(parse("{{<a/>}}{{< b/c/>}}")[0]) == [("a", ()), ("b/c", ())]


def test_an_end_without_a_blank_before_it_ends_the_call() -> None:
    # Hugo takes it for a part of the value, and with it all that follows.
    nodes, _ = parse("{{< a b=c>}}d{{< /a >}}")
    assert shown(nodes) == [("a", ["d"])]


def test_calls_in_each_other_without_end_are_one_fault_and_keep_their_text() -> None:
    deep = 4 * DEEPEST
    nodes, faults = parse("{{< a >}}" * deep + "x" + "{{< /a >}}" * deep)
    depth = 0
    while not isinstance(nodes[0], Text) and nodes[0].inner:
        nodes, depth = nodes[0].inner, depth + 1
    assert depth == DEEPEST
    assert [one.text for one in nodes if isinstance(one, Text)] == ["x"]
    assert len(faults) == 1


def test_unclosed_calls_make_room_for_closed_ones() -> None:
    nodes, faults = parse("{{< a >}}" * 100 + "{{< b >}}x{{< /b >}}")
    assert shown(nodes) == [("a", None)] * 100 + [("b", ["x"])]
    assert faults == []


def test_unclosed_calls_do_not_count_for_how_deep_others_stand() -> None:
    deep = "{{< a >}}" * DEEPEST + "x" + "{{< /a >}}" * DEEPEST
    nodes, faults = parse("{{< figure >}}" * 100 + deep)
    assert faults == []
    assert sum(not isinstance(one, Text) for one in nodes) == 101


def test_a_closing_tag_closes_its_call_whatever_of_the_name_is_open_later() -> None:
    nodes, faults = parse("{{< a >}}1{{< b >}}2{{< /a >}}3{{< a >}}4{{< b >}}")
    assert shown(nodes) == [("a", ["1", ("b", None), "2"]), "3", ("a", None), "4", ("b", None)]
    assert faults == []


def test_lines_and_places_are_those_of_the_source() -> None:
    source = "a\n{{% b\n c=1 %}}\nd\n{{</* e\n */>}}{{% f %}}\n{{% /b %}}\n"
    nodes, _ = parse(source, first_line=5)
    call = nodes[1]
    assert not isinstance(call, Text)
    assert (call.line, call.last_line, call.style) == (6, 11, Style.MARKDOWN)
    assert source[call.start : call.end] == source[2:-1]
    assert [one.line for one in call.inner or ()] == [7, 9, 10, 10]
