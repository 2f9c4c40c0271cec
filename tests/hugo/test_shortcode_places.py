"""Where a call stands in Markdown decides what can replace it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_journey.hugo.shortcodes.places import Where, places
from sphinx_journey.hugo.shortcodes.tree import parse

STANDS = {
    "alone": ("a\n\n@\n\nb", Where.ALONE, ""),
    "alone, indented": ("  @  ", Where.ALONE, "  "),
    "alone between lines": ("a\n@\nb", Where.ALONE, ""),
    "within": ("a @", Where.WITHIN, ""),
    "before text": ("@ a", Where.WITHIN, ""),
    "in a list item": ("- @", Where.ALONE, "  "),
    "in a numbered item": ("10. @", Where.ALONE, "    "),
    "in an item's second paragraph": ("- a\n\n  @", Where.ALONE, "  "),
    "in an item of an item": ("- a\n  - b\n\n    @", Where.ALONE, "    "),
    "deep in an item": ("1. a\n\n      @", Where.ALONE, "      "),
    "in a quotation": ("> @", Where.ALONE, "> "),
    "in a quotation's item": ("> - a @", Where.WITHIN, ">   "),
    "in a heading": ("## a @", Where.ROW, ""),
    "in a table": ("| a | @ |\n|---|---|\n| b | c |", Where.ROW, ""),
    "in a table's body": ("a | b\n--|:-:\nc | @", Where.ROW, ""),
    "in code": ("a `b @ c` d", Where.CODE, ""),
    "in code with two marks": ("``a ` @`` b", Where.CODE, ""),
    "after a lone mark": ("a ` b @", Where.WITHIN, ""),
    "after an escaped mark": (r"a \`@`", Where.WITHIN, ""),
    "after a mark of which one is escaped": (r"a \```@``", Where.CODE, ""),
    "in code over two lines": ("a `b\n@` c", Where.CODE, ""),
    "not in code over two paragraphs": ("a `b\n\n@` c", Where.WITHIN, ""),
    "in a fence": ("```sh\n@\n```", Where.CODE, ""),
    "in a fence with a longer mark": ("~~~~\n~~~\n@\n~~~~", Where.CODE, ""),
    "in a fence's first line": ("```@\n```", Where.CODE, ""),
    "after a fence": ("```\na\n```\n@", Where.ALONE, ""),
    "in a fence of an item": ("- a\n\n  ```\n  @\n  ```", Where.CODE, ""),
    "after an item with an open fence": ("- ```\n  a\n\nb @", Where.WITHIN, ""),
    "after a quotation with an open fence": ("> ```\n> a\nb @", Where.WITHIN, ""),
    "indented as code": ("a\n\n    @", Where.CODE, ""),
    "indented in a paragraph": ("a\n    @", Where.ALONE, "    "),
    "indented as code in an item": ("- a\n\n      @", Where.CODE, ""),
    "in a link's target": ("[a](@)", Where.TARGET, ""),
    "in a link's title": ('[a](b "@")', Where.TARGET, ""),
    "in a link's text": ("[@](b)", Where.ROW, ""),
    "in a reference's text": ("[a @ ][b]", Where.ROW, ""),
    "in brackets that are no link": ("[@] b", Where.WITHIN, ""),
    "in brackets": ("[a] (@)", Where.WITHIN, ""),
    "in a definition": ("[a]: @", Where.TARGET, ""),
    "in an attribute": ('a <a href="@">b</a>', Where.TARGET, ""),
    "in an element": ("a <b>@</b>", Where.WITHIN, ""),
    "after a comparison": ("a < b @ > c", Where.WITHIN, ""),
    "in a comment": ("<!-- @ -->", Where.COMMENT, ""),
    "in a comment over lines": ("<!--\n\n@\n-->", Where.COMMENT, ""),
    "after a comment": ("<!-- a -->\n@", Where.ALONE, ""),
    "in a comment in a sentence": ("a <!-- @ --> b", Where.COMMENT, ""),
}


@pytest.mark.parametrize("name", STANDS)
def test_a_call_stands_where_it_is_said_to(name: str) -> None:
    text, where, prefix = STANDS[name]
    nodes, _ = parse(text.replace("@", "{{< call >}}"))
    (place,) = places(nodes)
    assert (place.where, place.prefix if where is not Where.CODE else "") == (where, prefix)


def test_a_call_in_a_block_of_html_is_known_as_such() -> None:
    nodes, _ = parse("<div>\n{{< a >}}\n</div>\n\n{{< b >}}")
    assert [place.in_html for place in places(nodes)] == [True, False]


def test_a_character_that_stands_for_calls_may_be_in_a_text() -> None:
    nodes, _ = parse(
        dedent("""\
        \ufffc `\ufffc` {{< a >}}

            \ufffc {{< b >}}
        """)
    )
    assert [place.where for place in places(nodes)] == [Where.WITHIN, Where.CODE]
