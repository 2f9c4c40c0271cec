"""Whatever an author writes: no crash, no lost text, true lines, and work linear in its length."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.known import BUILTINS
from sphinx_journey.hugo.shortcodes.lexer import lex
from sphinx_journey.hugo.shortcodes.places import places
from sphinx_journey.hugo.shortcodes.render import render
from sphinx_journey.hugo.shortcodes.tree import parse
from sphinx_journey.hugo.shortcodes.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_journey.hugo.shortcodes.values import Node

CONTEXT = Context("a.md", templates={"mine": "{{ args }}{{ inner }}"}, site={"version": "1"})
PIECES = [
    "{{<", "{{%", ">}}", "%}}", "{{< ", " >}}", "{{</*", "*/>}}", "/", " / ", "/>}}", "=", '"',
    "`", "\\", '\\"', " ", "\n", "\n\n", "\t", "a", "b", "'", "{", "}", "\r\n",
    "é", "\ufffc", "\x00", "- ", "> ", "    ", "```", "~~~", "``", "# ", "|", "\n|--|\n", "](", ")",
    "<a href=", ">", "<!--", "-->", "* ", "1. ", ":", "[x]: ", "<div>", "{{ .Go }}",
    *(f"{{{{< {name} >}}}}" for name in sorted(BUILTINS)),
    *(f"{{{{% /{name} %}}}}" for name in sorted(BUILTINS)),
    "{{< mine 1 >}}", "{{< /mine >}}", '{{< figure src="a" alt="b" >}}', "{{< ref a >}}",
    '{{< tab "A" >}}', "{{< unknown >}}", "{{< /unknown >}}", "{{</* ref a */>}}",
]  # fmt: skip
SOURCES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map(
    "".join
)
PLAIN = st.text(max_size=40).filter(lambda text: "{" not in text)


def texts(nodes: Sequence[Node]) -> Iterator[Text]:
    for one in nodes:
        if isinstance(one, Text):
            yield one
        else:
            yield from texts(one.inner or ())


@given(SOURCES)
@example("{{< tabs >}}{{< tab >}}{{< tabs >}}{{< tab >}}")
@example("\\{{< tip >}}")
@example("\\```{{< tip >}}")
@example("{{% note %}}\n> {{% note %}}\n> - {{% /note %}}\n{{% /note %}}")
def test_nothing_crashes_and_lines_are_true(source: str) -> None:
    result = render(source, CONTEXT, first_line=3)
    last = 3 + source.count("\n")
    assert len(result.lines) == result.text.count("\n") + 1
    assert all(3 <= line <= last for line in result.lines)
    assert all(3 <= (one.location.line or 0) <= last for one in result.problems)
    assert all(3 <= seen.line <= last and seen.count for seen in result.unknown.values())


@given(SOURCES)
def test_rendering_twice_gives_the_same(source: str) -> None:
    assert render(source, CONTEXT) == render(source, CONTEXT)


@given(SOURCES)
def test_the_tree_has_every_character_that_is_in_no_tag(source: str) -> None:
    tokens, _ = lex(source)
    nodes, _ = parse(source)
    outside = "".join(one.text for one in tokens if isinstance(one, Text))
    assert "".join(one.text for one in texts(nodes)) == outside
    assert all(
        source.count("\n", 0, source.find(one.text)) + 1 <= one.line
        for one in texts(nodes)
        if one.text in source  # an escaped call isn't
    )


@given(SOURCES)
def test_each_call_has_one_place(source: str) -> None:
    nodes, _ = parse(source)
    assert len(places(nodes)) == sum(not isinstance(one, Text) for one in nodes)


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_text_outside_of_calls_is_kept_byte_for_byte(parts: list[str]) -> None:
    result = render("{{< unknown >}}".join(parts), CONTEXT)
    # In code and in comments the call itself stays, too.
    assert result.text.replace("{{< unknown >}}", "") == "".join(parts)
    assert result.problems == ()


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_text_between_blocks_is_kept_byte_for_byte(parts: list[str]) -> None:
    lines = "\n\n{{< tip >}}\n\n".join(part.replace("`", "").replace("~", "") for part in parts)
    text = render(lines, Context("a.md")).text
    place = 0
    for part in parts:
        kept = part.replace("`", "").replace("~", "")
        assert kept in text[place:]
        place = text.index(kept, place) + len(kept)


@given(st.text(max_size=30).filter(lambda text: "*/" not in text and not text.startswith("/")))
def test_an_escaped_call_stays_literal(text: str) -> None:
    for begin, end in (("<", ">"), ("%", "%")):
        source = f"a {{{{{begin}/* {text} */{end}}}}} b"
        assert render(source, CONTEXT).text == f"a {{{{{begin} {text} {end}}}}} b"


def steps(source: str) -> int:
    """Return how many lines of our code a rendering runs: a measure that no clock disturbs."""
    count = 0

    def trace(frame: Any, event: str, arg: object) -> Any:
        nonlocal count
        if "shortcodes" not in frame.f_code.co_filename:
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        render(source, CONTEXT)
    finally:
        sys.settrace(before)
    return count


HARD = {
    "braces": "{",
    "openings": "{{<",
    "names": "{{< a ",
    "values": "{{<a b=",
    "quotations": '{{<a "',
    "escaped quotations": '{{< a "\\"',
    "raw": "{{< a `",
    "literals": "{{</*",
    "ends": "{{< /a >}}",
    "calls": "{{< a >}}",
    "voids": "{{< ref a >}}",
    "boxes": "{{< tip >}}\n",
    "code": "` {{< a >}} ",
    "tabs": "{{< tabs >}}",
    "crossing": "{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}",
    "blanks": "{{<  \n",
    "items": "- {{< tip >}}",
    "quotes": "> {{< tip >}}\n",
    "rows": "| {{< ref a >}} ",
    "comments": "<!-- {{< a >}}",
    "targets": "]({{< ref a >}}",
    "attributes": "<a {{< ref a >}}",
    "pairs": "{{< tip >}}\na\n{{< /tip >}}\n",
    "arguments": "{{< a b='",
    "inline": "{{< a.inline >}}",
}


@pytest.mark.parametrize("name", HARD)
def test_the_work_grows_with_the_length_and_no_faster(name: str) -> None:
    assert steps(HARD[name] * 800) < 5 * steps(HARD[name] * 200) + 2000


def test_one_set_of_many_tabs_is_linear() -> None:
    def tabs(count: int) -> str:
        return "{{< tabs >}}" + "{{< tab A >}}a{{< /tab >}}" * count + "{{< /tabs >}}"

    assert steps(tabs(400)) < 5 * steps(tabs(100))


class Counted(str):
    """A text that counts how many characters are searched for something."""

    __slots__ = ("searched",)

    def __init__(self, _text: str) -> None:
        self.searched = 0

    def find(self, sub: str, start: Any = 0, end: Any = None) -> int:
        limit = len(self) if end is None else min(end, len(self))
        found = super().find(sub, start, limit)
        self.searched += (limit if found < 0 else found) - start
        return found

    def count(self, sub: str, start: Any = 0, end: Any = None) -> int:
        limit = len(self) if end is None else end
        self.searched += limit - start
        return super().count(sub, start, limit)


@pytest.mark.parametrize("name", HARD)
def test_nothing_is_searched_for_again_and_again(name: str) -> None:
    text = Counted(HARD[name] * 2_000)
    lex(text)
    assert text.searched < 40 * len(text)


def test_a_line_of_ten_million_characters_is_read() -> None:
    text = "a {{< ref b >}} " * 10 + "x" * 10_000_000 + " {{< ref c >}}"
    assert len(re.findall(r"journey-hugo:", render(text, CONTEXT).text)) == 11


def test_a_million_braces_are_text() -> None:
    text = "{" * 1_000_000 + "{{< ref b >}}"
    assert render(text, CONTEXT).text == "{" * 1_000_000 + "[](journey-hugo:ref:b)"
