"""Promises of `sphinx_journey.core.reading_time`: what counts as reading, and how long it takes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.reading_time import Body, ReadingSpeed, reading_minutes, scan

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction

Markup = Literal["markdown", "rst"]
MARKUPS: tuple[Markup, ...] = ("markdown", "rst")

both = pytest.mark.parametrize("markup", MARKUPS)
words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)
paragraphs = st.lists(words, min_size=1, max_size=30)


def markdown(text: str, **kwargs: object) -> Body:
    return scan(text, markup="markdown", **kwargs)  # type: ignore[arg-type]


def rst(text: str, **kwargs: object) -> Body:
    return scan(text, markup="rst", **kwargs)  # type: ignore[arg-type]


# --- one article, two markups ---------------------------------------------------------------

IN_MYST = """\
---
title: Eleven words of front matter that no reader of the post sees
---
(testing-learners)=
# Testing learners

% A note to the editor.
A model is *code* and **data**: see [the guide](https://example.org/a "A guide") or
{doc}`the first post </pillars/one>`, {ref}`testing-learners`, `pytest -q` and
{math}`x^2 + 1`.[^why] Its page is https://example.org/x/y?z=1 today.

[^why]: Because learners drift.

1. First we split,
2. then we don't cheat.

- One
- Two

  ```python
  assert 1 == 1

  train()
  ```

```{note}
:class: wide

State-of-the-art *notes* nest:

    left = 1
    right = 2
```

```{admonition} A title of its own
Content.
```

```{figure} img/curve.png
:alt: Words for those who cannot see it
:width: 80%

The learning curve.
```

```{code-block} python
:caption: How it is called

learner.fit()
```

```{math}
a = b
```

```{mermaid}
flowchart LR
  a --> b
```

| Name | Use |
| ---- | --- |
| a fold | split it |

<!-- nothing
of this -->

```{toctree}
one
two
```

## The end

It ends.
"""

IN_RST = """\
:title: Eleven words of front matter that no reader of the post sees

.. _testing-learners:

Testing learners
================

.. A note to the editor.

A model is *code* and **data**: see `the guide <https://example.org/a>`_ or
:doc:`the first post </pillars/one>`, :ref:`testing-learners`, ``pytest -q`` and
:math:`x^2 + 1`. [#why]_ Its page is https://example.org/x/y?z=1 today.

.. [#why] Because learners drift.

1. First we split,
2. then we don't cheat.

- One
- Two

  .. code-block:: python

     assert 1 == 1

     train()

.. note::
   :class: wide

   State-of-the-art *notes* nest::

       left = 1
       right = 2

.. admonition:: A title of its own

   Content.

.. figure:: img/curve.png
   :alt: Words for those who cannot see it
   :width: 80%

   The learning curve.

.. code-block:: python
   :caption: How it is called

   learner.fit()

.. math::

   a = b

.. mermaid::

   flowchart LR
     a --> b

======  ========
Name    Use
======  ========
a fold  split it
======  ========

..
   nothing
   of this

.. toctree::

   one
   two

The end
-------

It ends.
"""


def test_an_article_counts_the_same_in_either_markup() -> None:
    assert markdown(IN_MYST, skip_lines=3) == rst(IN_RST, skip_lines=2)


def test_an_article_counts_what_a_reader_counts() -> None:
    by_hand = sum(
        (
            2,  # Testing learners
            10,  # A model is code and data see the guide or
            8,  # the first post testing-learners pytest q and FORMULA
            5,  # Its page is URL today
            3,  # Because learners drift
            3 + 4 + 2,  # the lists
            3 + 5 + 1,  # the note, the other admonition
            3 + 4 + 1,  # figure caption, code caption, formula
            2 + 2 + 2,  # table
            2 + 2,  # The end
        )
    )
    assert markdown(IN_MYST, skip_lines=3) == Body(by_hand, 0, 5, has_title=True)


# --- words and characters -------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("don't it\u2019s", 2),
        ("state-of-the-art", 1),
        ("Python 3.11.", 2),
        ("module_name x", 2),
        ("one -- two, three… four/five", 5),
        ("élan e\u0301lan नमस्ते हिन्दी", 4),
        ("* and + and & and %", 3),
        ("https://example.org/a/b.html?c=d", 1),
        ("(https://example.org/a).", 1),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(markup: Markup, text: str, count: int) -> None:
    assert scan(f"x {text}", markup=markup).words == count + 1


@both
def test_cjk_counts_by_character_and_beside_it_words(markup: Markup) -> None:
    # 5 Han and Hiragana, 4 Katakana with the long sound, 2 Hangul; punctuation is nothing.
    text = "漢字かなだ、カレーパ。 한글 and Sphinx 9.0!"
    assert scan(text, markup=markup) == Body(3, 11, 0, has_title=False)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ภาษาไทย", 2),  # 7 characters
        ("การอ่านหนังสือเป็นประจำทำให้มีความรู้มากขึ้น", 9),
        ("ພາສາລາວ", 2),
        ("ភាសាខ្មែរ", 2),
        ("မြန်မာဘာသာ", 2),
        ("ก", 1),
        ("Python ในภาษาไทย 3.11", 4),  # and 9 characters
        ("กขคงจ\n\nกขคงจ", 2),
        ("", 0),
    ],
)
def test_a_script_without_spaces_counts_by_five_characters(text: str, count: int) -> None:
    found = scan(text, markup="markdown")
    assert (found.words, found.cjk) == (count, 0)


def test_a_long_thai_text_takes_as_long_as_an_english_one_of_as_many_words() -> None:
    words = 213 * 6
    thai = scan("ภาษาไ" * words, markup="markdown")
    assert reading_minutes(thai, ReadingSpeed()) == 6


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("[text](https://a.b/c 'some title')", 1),
        ("[two words][label] and [label]\n\n[label]: https://a.b 'title'", 4),
        ("![alt text](image.png){width=50%} after", 1),
        ("[![badge](https://a.b/c.svg)](https://a.b) after", 1),
        ("[a [b] c](d_(e)_f) g", 4),
        ("<https://a.b/c> <me@a.b> @you", 3),
        ("<span class='x y'>in</span> a<br>b <!-- no --> c", 4),
        ("`code <b>[x](y)</b>` `` a ` b ``", 7),
        ("{term}`journey` {doc}`Title here </a/b>` {sub}`2` {math}`a + b`", 5),
        ("costs $5 and $10, but $a + b$ and $$c = d$$", 8),
        (r"snake\_case \*no\* \`a\`", 3),
        ("un*frigging*believable __bold__ ~~gone~~", 3),
        ("a&nbsp;b &amp; c &mdash; d", 4),
        (f"a &#{'9' * 5000}; b", 3),  # more digits than int() takes
        ("said[^1] so[^long-label].", 2),
        ("- [x] done\n- [ ] open", 2),
        ("## Heading {#id .class}", 1),
        ("{#id}\npara", 1),
        ("a {{< figure src='x.png' title='y' >}} b {{ name }}", 3),
        ('(target)=\npara\n+++ {"meta": 1}\npara\n% comment\npara', 3),
        ("<div class='x'>\n<p>two words</p><p>more</p>\n</div>", 3),
        ("<!-- a\n\nb -->\n\nc", 1),
        ("<!-- a\n\nnever closed", 0),
        ("<script>\nlet a = 1\n</script>\n\nb", 1),
        ("$$\na\n\n- b\n$$ (label)\n\nc", 2),
        ("$$ a $$\n\n$$ never closed", 3),
        ("\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}", 1),
        ("> a\n> b\n\n* * *\n\nc", 3),
        ("> a\n<!-- b -->\n\nc", 2),
        ("| a | b |\n|---|---|\n| `c \\| d` | [e](f) |", 5),
    ],
)
def test_markdown_markup_is_no_word(source: str, count: int) -> None:
    assert markdown(source) == Body(count, 0, 0, has_title=False)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("`text <https://a.b/c>`_ and `two words`__ and name_\n\n__ https://a.b\n   /c", 6),
        ("`<https://a.b>`_ `https://a.b`_", 2),
        (":term:`journey` :py:class:`Title <a.b>` :sub:`2` :math:`a + b`", 4),
        ("see:`role less`", 3),
        ("``code :x:`y` \\`` ", 3),
        (r"*un*\ believable \*no\* \`a\`", 3),
        ("said [1]_ so [#long-label]_ [Cit2002]_.", 2),
        (".. [1] a b\n   c\n\n.. [Cit2002] d", 4),
        (".. _a: b\n.. |c| image:: d\n   :alt: e\n..\n   f\n\n.. g\n   h\n\ni", 1),
        ("..\n\n   a block quote, after an empty comment", 7),
        (":field: a b\n:other: c", 5),
        ("term\n   definition *of\n   it*", 4),
        ("| a line\n| block", 3),
        ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+", 4),
        ("(a) one\n(b) two\n\niv. three\n\n#. four", 4),
        (".. note:: a\n   b", 2),
        (".. figure:: a.png\n   :alt: b\n      c\n\n   d", 1),
        (".. note::\n   :class: x\n      y\n\n   a\n\n   .. tip:: b\n\nc", 3),
        (".. only:: html\n\n   a", 1),
        (".. unknown:: a b\n\n   c", 3),
        (".. raw:: html\n\n   <b>a</b>\n\nb", 1),
        ("a\n\n----\n\nb", 2),
        ("a\f b", 2),
    ],
)
def test_rst_markup_is_no_word(source: str, count: int) -> None:
    assert rst(source) == Body(count, 0, 0, has_title=False)


# --- code -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "```\na b\n\n  \nc\n```",
        "~~~~python\na b\nc\n~~~~",
        "    a b\n\n    c",
        "```{code-block} python\n:linenos:\n\na b\nc\n```",
        "```{code-cell}\n---\ntags: [x, y]\n---\na b\nc\n```",
        ":::{sourcecode}\na b\nc\n:::",
        "```{doctest}\n>>> a\nc\n```",
        "1. ```\n   a\n   c\n   ```",
        "````{note}\n```python\na\nc\n```\n````",
        "::::{note}\n:::{tip}\n```python\na\nc\n```\n:::\n::::",
        "```{eval-rst}\n.. code::\n\n\ta\n\tc\n```",
        "> ```\n> a\n> c\n> ```",
        "<pre>\na\n\nc\n</pre>",
    ],
)
def test_code_in_markdown_counts_by_lines_that_are_not_blank(source: str) -> None:
    assert markdown(source) == Body(0, 0, 2, has_title=False)


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("- ```\n  a\n\nb c", Body(2, 0, 1, has_title=False)),
        ("> ```\n> a\n\nb c", Body(2, 0, 1, has_title=False)),
        ("- a\n\n    b\n\n      c", Body(2, 0, 1, has_title=False)),
        ("````{note}\n```\na\n````\nb c", Body(2, 0, 1, has_title=False)),
        ("a\n    b", Body(2, 0, 0, has_title=False)),
    ],
)
def test_markdown_code_ends_with_what_it_stands_in(source: str, body: Body) -> None:
    assert markdown(source) == body


@pytest.mark.parametrize(
    "source",
    [
        "::\n\n   a b\n\n   \n   c",
        ".. code-block:: python\n   :linenos:\n\n   a b\n\n   c",
        ".. code::\n\n   a\n   c\n..\n",
        ".. sourcecode:: c\n\n\ta\n\tc",
        ">>> a\nc",
        "- ::\n\n    a\n    c",
        ".. note::\n\n   .. tip::\n\n      ::\n\n        a\n        c",
    ],
)
def test_code_in_rst_counts_by_lines_that_are_not_blank(source: str) -> None:
    assert rst(source) == Body(0, 0, 2, has_title=False)


def test_an_rst_literal_block_ends_where_the_paragraph_goes_on() -> None:
    assert rst("- text::\n\n    code\n\n  more words\n\nafter") == Body(4, 0, 1, has_title=False)
    assert rst("- text::\n\n  more words\n\nafter") == Body(4, 0, 0, has_title=False)


@both
def test_diagrams_and_tables_of_contents_are_not_read_but_captions_are(markup: Markup) -> None:
    myst = "```{graphviz}\n:caption: Two words\na -> b\n```\n\n```{toctree}\n:caption: No\na\n```"
    in_rst = ".. graphviz::\n   :caption: Two words\n\n   a -> b\n\n.. toctree::\n   :caption: No"
    source = myst if markup == "markdown" else in_rst
    assert scan(source, markup=markup) == Body(2, 0, 0, has_title=False)


def test_a_mermaid_fence_is_a_drawing_as_on_github() -> None:
    assert markdown("```mermaid\na\n```\n\n```math\na\n```") == Body(1, 0, 0, has_title=False)


LISTING = "# head\n\ndef a():\n    # start\n    return 1\n    # end\n\nprint(a())\n"


@both
@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ({}, 6),
        ({"language": "python"}, 6),
        ({"lines": "1-3"}, 2),
        ({"lines": "3, 5-"}, 4),
        ({"lines": "-4,8"}, 4),
        ({"lines": "1-999999999999"}, 6),
        ({"lines": "9"}, 0),
        ({"lines": "a-b"}, 0),
        ({"lines": "3-1"}, 0),
        ({"start-after": "# start"}, 3),
        ({"start-at": "# start"}, 4),
        ({"end-before": "# start"}, 2),
        ({"end-at": "# start"}, 3),
        ({"start-after": "# start", "end-before": "# end"}, 1),
        ({"start-at": "# start", "lines": "1,2"}, 2),
        ({"end-before": "# head"}, 0),
        ({"start-at": "def a", "end-before": "a("}, 4),
        ({"start-after": "nowhere"}, 0),
        ({"end-before": "nowhere"}, 0),
    ],
)
def test_a_listing_counts_the_lines_it_shows(
    markup: Markup, options: dict[str, str], lines: int
) -> None:
    asked: list[str] = []

    def read_file(argument: str) -> str:
        asked.append(argument)
        return LISTING

    if markup == "markdown":
        given_options = "".join(f':{key}: "{value}"\n' for key, value in options.items())
        source = f"```{{literalinclude}} ../a b.py\n{given_options}```"
    else:
        given_options = "".join(f"   :{key}: {value}\n" for key, value in options.items())
        source = f".. literalinclude:: ../a b.py\n{given_options}"
    assert scan(source, markup=markup, read_file=read_file) == Body(0, 0, lines, has_title=False)
    assert asked == ["../a b.py"]


@both
def test_a_listing_that_cannot_be_read_counts_nothing(markup: Markup) -> None:
    source = "```{literalinclude} a.py\n```" if markup == "markdown" else ".. literalinclude:: a.py"
    nothing = Body(0, 0, 0, has_title=False)
    assert scan(source, markup=markup) == nothing
    assert scan(source, markup=markup, read_file=lambda _: None) == nothing


# --- titles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "has_title"),
    [
        ("# Title", True),
        ("Title\n=====", True),
        ("para\n\n# Late title", True),
        ("## Section", False),
        ("Section\n-------", False),
        ("> # Quoted", False),
        ("- # Listed", False),
        ("```\n# comment\n```", False),
        (":::{note}\n# Nested\n:::", False),
        ("#hashtag", False),
        ("<!--\n# Commented\n-->", False),
        ("<!-- a -->\n# Title", True),
        ("<div>\n# In HTML\n</div>", False),
        ("<div>\n\n# Title\n\n</div>", True),
        ('<a name="top"></a>\n# Title', True),
        ("<pre>\n# Code\n\n# Code\n</pre>", False),
        ("````\n```\n# Code\n```\n````", False),
        ("```{code-block} sh\n\n# Code\n```\n\n# Title", True),
        ("- ```\n  # Code\n\n# Title", True),
        ("> ```\n> # Code\n\n# Title", True),
        ("    # Code", False),
        ("- item\n\n  # Listed", False),
        ("- item\n\n# Title", True),
        ("- item\n====", False),
        ("- para\n  ====", False),
        ("<p>words</p>\n# In HTML", False),
        ("words\n<div>\n# In HTML", False),
        ("> quoted\n====", False),
        ("% # Commented", False),
        ("para\n\n====", False),
        ("two\nlines\n====", True),
        ("```{eval-rst}\nTitle\n=====\n```", False),
    ],
)
def test_a_markdown_title_is_a_top_level_h1(source: str, has_title: bool) -> None:
    assert markdown(source).has_title is has_title


@pytest.mark.parametrize(
    ("source", "has_title"),
    [
        ("Title\n=====", True),
        ("Title\n-----\n\npara", True),
        ("=====\nTitle\n=====", True),
        ("=======\n Title\n=======", True),
        ("1. Title\n========", True),
        ("A longer title\n====", True),
        ("A longer title\n===", False),
        ("ab\n==", True),
        ("漢字\n===", False),
        ("漢字\n====", True),
        ("para\n\n----\n\npara", False),
        ("para\nline\n====", False),
        ("  quoted\n  ======", False),
        ("=====  ==\na      b\n=====  ==", False),
        ("- item\n------", False),
        (".. note::\n\n   Title\n   =====", False),
        ("::\n\n   Title\n   =====", False),
        (".. comment\n   Title\n   =====", False),
        ("=====\nTitle\n-----", False),
    ],
)
def test_an_rst_title_is_a_section_title_as_docutils_has_it(source: str, has_title: bool) -> None:
    assert rst(source).has_title is has_title


# --- front matter ---------------------------------------------------------------------------


@both
@given(front=st.text(max_size=200), body=paragraphs)
def test_front_matter_counts_for_nothing(markup: Markup, front: str, body: list[str]) -> None:
    head = "".join(front.splitlines()) + "\n"
    text = " ".join(body)
    assert scan(head + text, markup=markup, skip_lines=1) == scan(text, markup=markup)


@both
def test_a_file_of_front_matter_alone_is_empty(markup: Markup) -> None:
    body = scan("\ufeff---\r\ntitle: x\r\n---", markup=markup, skip_lines=3)
    assert body == Body(0, 0, 0, has_title=False)
    assert reading_minutes(body, ReadingSpeed()) == 0


# --- any text -------------------------------------------------------------------------------

SNIPPETS = [
    *("`", "``", "```", "~~~", ":::", "::", ":", "$", "$$", "{", "}", "{note}", "{math}", "[", "]"),
    *("(", ")", "](", "[^", "]:", "<", ">", "<!--", "-->", "<a ", "\\", "*", "_", "|", "|-|", "&"),
    *("%", "+++", "---", "===", "..", ".. note::", ".. [1]", ".. _", "__", ">>>", "-", "1.", "#"),
    *(" ", "   ", "\t", "\n", "\n\n", "\r", "\f", "a", "漢", "\u0301", "\0", "\ud800", "&amp;"),
    *("```{literalinclude} a\n", ":lines: 1-\n", "{eval-rst}", "\\begin{a}", "\\end{a}"),
]
anything = st.text(max_size=200) | st.lists(st.sampled_from(SNIPPETS), max_size=60).map("".join)


@both
@given(text=anything, skip_lines=st.integers(-1, 3))
def test_any_text_is_counted(markup: Markup, text: str, skip_lines: int) -> None:
    body = scan(text, markup=markup, skip_lines=skip_lines, read_file=lambda _: text)
    assert min(body.words, body.cjk, body.code_lines) >= 0


HOSTILE = [
    *("[", "](", "![a](", "[^a]: ", "[a]_", "](a(b)", '](a "', "]( ", "*", "`", "`a``b", "``a`"),
    *("<", "<a ", "a <!--", "<!--\n", "<pre>\n", "{{<", "{a", "$a ", "$$ a\n\n", "$$ a\n"),
    *("\\", "\\begin{a}", "&", "&#9", "a\u0301", "a_", "a.", "://", "(a", "=\n", "a\n=\n"),
    *(">", "- ", "> - ", "1.\n", "* a\n", "  a\n", "\t", ":::{note}\n\n", "```{note}\n", "~~~\n"),
    *("> :::\n>\n\n", ":a: b\n", ":a:`", ":a", "a::\n\n", "::\n\n a\n", ">>> a\n", ".. a\n"),
    *(".. note::\n\n   ", ".. note:: ", ".. [a] b\n", "==\na\n"),
]


def lines_run(source: str, markup: Markup) -> int:
    """Return how many lines of Python run when a source is counted."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        scan(source, markup=markup)
    finally:
        sys.settrace(before)
    return count


@both
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_counted_in_linear_time(markup: Markup, unit: str) -> None:
    one_of_each = "`a` \\ $\n\n"  # what isn't in a text is not looked for
    scan(one_of_each, markup=markup)  # loads what is imported once
    once, twice = (lines_run((unit * size)[:size], markup) for size in (1_000, 2_000))
    assert twice <= 2.1 * once + 100
    # Of a pattern no steps can be counted. A quadratic one needs minutes for this, and so shows
    # itself without a stopwatch.
    scan(one_of_each + (unit * 200_000)[:200_000], markup=markup)


@both
def test_deep_nesting_is_counted(markup: Markup) -> None:
    fences = "".join(f"{'`' * (500 - n)}{{note}}\n" for n in range(490))
    directives = "".join(f"{' ' * n}.. note::\n\n" for n in range(400))
    scan(fences + "a" if markup == "markdown" else directives + " " * 400 + "a", markup=markup)


# --- counting adds up -----------------------------------------------------------------------


@both
@given(texts=st.lists(paragraphs, min_size=1, max_size=8))
def test_paragraphs_add_up(markup: Markup, texts: list[list[str]]) -> None:
    source = "\n\n".join(" ".join(text) for text in texts)
    assert scan(source, markup=markup).words == sum(map(len, texts))


@given(added=paragraphs)
def test_a_paragraph_of_n_words_adds_n_words(added: list[str]) -> None:
    more = "\n" + " ".join(added) + "\n"
    before, after = markdown(IN_MYST, skip_lines=3), markdown(IN_MYST + more, skip_lines=3)
    assert after.words == before.words + len(added)
    before, after = rst(IN_RST, skip_lines=2), rst(IN_RST + more, skip_lines=2)
    assert after.words == before.words + len(added)


MARKED_UP = {
    "markdown": ["*a b*", "[c d](e.f 'g h')", "`i j`", "{ref}`k l <m>`", "**n o** $p + q$", "漢字"],
    "rst": ["*a b*", "`c d <e.f>`_", "``i j``", ":ref:`k l <m>`", "**n o** :math:`p + q`", "漢字"],
}


@both
@given(data=st.data())
def test_lines_may_be_wrapped_anywhere(markup: Markup, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(words | st.sampled_from(MARKED_UP[markup]), min_size=1))
    flat = "x " + " ".join(pieces)
    gaps = st.sampled_from([" ", "\n"])
    wrapped = "".join(data.draw(gaps) if character == " " else character for character in flat)
    # A lone sign at the head of a line is markup of its own.
    wrapped = wrapped.replace("\n+", " +")
    assert scan(wrapped, markup=markup) == scan(flat, markup=markup)


# --- minutes --------------------------------------------------------------------------------


def body(words: int = 0, cjk: int = 0, code_lines: int = 0) -> Body:
    return Body(words, cjk, code_lines, has_title=False)


@given(words=st.integers(1, 100_000))
def test_prose_takes_the_minutes_that_hugo_says(words: int) -> None:
    assert reading_minutes(body(words=words), ReadingSpeed()) == (words + 212) // 213
    assert reading_minutes(body(cjk=words), ReadingSpeed()) == (words + 500) // 501


def test_prose_characters_and_code_each_go_at_their_own_rate() -> None:
    speed = ReadingSpeed(words=200, cjk=400, code=20)
    assert reading_minutes(body(words=200, cjk=400, code_lines=20), speed) == 3
    assert reading_minutes(body(words=100, cjk=100, code_lines=5), speed) == 1
    assert reading_minutes(body(words=100, cjk=100, code_lines=6), speed) == 2
    # thirds that make a whole minute, and no hair more
    assert reading_minutes(body(words=1, cjk=1, code_lines=1), ReadingSpeed(3, 3, 3)) == 1


def test_a_minute_is_the_least_for_any_content_and_none_for_no_content() -> None:
    assert reading_minutes(body(code_lines=1), ReadingSpeed()) == 1
    assert reading_minutes(body(), ReadingSpeed()) == 0


@pytest.mark.parametrize(
    ("override", "shown"), [(7, 7), (6.1, 7), (0.2, 1), (0, 1), (-3, 1), (float("nan"), 5)]
)
def test_an_override_wins(override: float, shown: int) -> None:
    assert reading_minutes(body(words=1000), ReadingSpeed(), override) == shown


def test_a_speed_that_cannot_be_divided_by_is_refused() -> None:
    with pytest.raises(ValueError, match="code"):
        ReadingSpeed(code=0)


# --- the core stands alone ------------------------------------------------------------------


def test_reading_time_needs_nothing_but_the_standard_library() -> None:
    script = """
import sys
blocked = ["docutils", "sphinx", "myst_parser", "markdown_it", "mdit_py_plugins", "yaml"]
sys.modules.update(dict.fromkeys(blocked))
from sphinx_journey.core.reading_time import scan
print(scan("# Two words", markup="markdown").words)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "2\n"
