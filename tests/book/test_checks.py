"""The checks of posts find what is wrong, in samples with mistakes."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from book_parts.text import find_regions, line_spec

from . import checks

if TYPE_CHECKING:
    from pathlib import Path

UNTESTED = {
    "python": "```python\nx = 1\n```",
    "py": "```py\nx = 1\n```",
    "python3 with more": "``` Python3 title\nx = 1\n```",
    "pycon": "```pycon\n>>> 1\n```",
    "tildes": "~~~python\nx = 1\n~~~",
    "four backticks": "````python\nx = 1\n````",
    "code-block": "```{code-block} python\nx = 1\n```",
    "code-block with options": "```{code-block} python\n:caption: A\n\nx = 1\n```",
    "code-block of colons": ":::{code-block} python\nx = 1\n:::",
    "code": "```{code} python\nx = 1\n```",
    "code without language": "```{code}\nx = 1\n```",
    "sourcecode": "```{sourcecode} py\nx = 1\n```",
    "literalinclude": "```{literalinclude} /helpline/a.py\n```",
    "include": "```{include} a.py\n:literal:\n```",
    "doctest directive": "```{doctest}\n>>> 1\n1\n```",
    "testcode": "```{testcode}\nx = 1\n```",
    "code-cell": "```{code-cell} ipython3\nx = 1\n```",
    "reStructuredText": "```{eval-rst}\n.. code-block:: python\n\n   x = 1\n```",
    "parsed": "```{parsed-literal}\nx = 1\n```",
    "raw": "```{raw} html\n<pre>x = 1</pre>\n```",
    "no language": "```\nx = 1\n```",
    "indented": "Text.\n\n    x = 1\n",
    "in a list": "- one\n\n  ```python\n  x = 1\n  ```",
    "indented fence": "   ```python\n   x = 1\n   ```",
    "in a quote": "> ```python\n> x = 1\n> ```",
    "in an admonition": ":::{note}\n```python\nx = 1\n```\n:::",
    "in a solution": "::::{solution}\n:::{code-block} python\nx = 1\n:::\n::::",
    "deep": ":::::{exercise} A\n::::{note}\n```python\nx = 1\n```\n::::\n:::::",
    "in a question": ":::{question} Why?\n```py\nx = 1\n```\n:::",
    "an outer fence with no more colons than the inner": (
        ":::{solution}\nA\n\n:::{listing} a.py\n:region: a\n:::\n:::"
    ),
    "HTML": "<pre>x = 1</pre>",
    "HTML code": '<div><code class="python">\nx = 1\n</code></div>',
    "a doctest in prose": ">>> 1 + 1\n2\n",
    "a doctest in text": "```text\n>>> 1 + 1\n2\n```",
    "a doctest in console": "```console\n$ python\n>>> 1 + 1\n```",
    "Python as text": "```text\ndef add(a, b):\n    return a + b\n```",
    "a call as text": "```text\nprint(1)\n```",
    "an import as bash": "```bash\nimport helpline\n```",
    "Python with an ellipsis as text": "```text\nclass Index:\n    ... more ...\n    x ==\n```",
}
TESTED = {
    "a listing": ":::{listing} helpline/a.py\n:region: a\n:::",
    "an output": ":::{output} a\n:::",
    "a command": "```console\n$ python -m helpline search 'sign in'\n```",
    "shell": "```bash\npip install ./docs/helpline\n```",
    "JSON": '```json\n{"text": "hello"}\n```',
    "TOML": "```toml\nk = 5\n```",
    "text": "```text\n1  sign-in  7.41\n```",
    "a diagram": "```{mermaid}\nflowchart LR\n    a --> b\n```",
    "inline code": "Call `print(1)` and see.",
    "a list": "- one\n\n  more of one\n",
}


@pytest.mark.parametrize("post", UNTESTED.values(), ids=UNTESTED)
def test_code_that_no_test_runs_is_refused(post: str) -> None:
    found = checks.untested_code(f"# Title\n\n{post}\n")
    assert len(found) == 1, found
    assert found[0].startswith("line ")


@pytest.mark.parametrize("post", TESTED.values(), ids=TESTED)
def test_what_is_tested_or_not_python_passes(post: str) -> None:
    assert checks.untested_code(f"# Title\n\n{post}\n") == []


def test_a_block_of_code_is_found_at_its_line() -> None:
    post = "---\ndate: 1\n---\n# Title\n\n:::{note}\n:class: a\n\nText.\n\n```py\nx\n```\n:::\n"
    assert checks.untested_code(post)[0].startswith("line 11: a block of py")


TERMS = ["baseline", "drift", "concept drift", "data contract", "contract", "p95", "recall at k",
         "regression", "property-based test", "latency", "metamorphic test"]  # fmt: skip
UNLINKED = {
    "a term": ("The baseline is low.", "baseline"),
    "a plural": ("Two baselines.", "baseline"),
    "a plural in -ies": ("Both latencies.", "latency"),
    "a capital": ("Drift happens.", "drift"),
    "before its link": ("A baseline is a {term}`baseline`.", "baseline"),
    "in a paragraph before": ("One drift.\n\nOne {term}`drift`.", "drift"),
    "over a line's end": ("A data\ncontract.", "data contract"),
    "a hyphen for a space": ("A metamorphic-test suite.", "metamorphic test"),
    "a space for a hyphen": ("A property based test.", "property-based test"),
    "another one linked": ("A {term}`concept drift`, a drift.", "drift"),
    "emphasized": ("A *baseline*.", "baseline"),
    "in a list": ("- a baseline", "baseline"),
    "in a question": (":::{question} Why a baseline?\nA.\n:::", "baseline"),
    "in an answer": (":::{question} Why?\nA baseline.\n:::", "baseline"),
    "in a mistake": (":::{mistake} a\n:title: B\n\nA baseline.\n:::", "baseline"),
}
LINKED = {
    "linked": "A {term}`baseline` is a baseline.",
    "by another text": "{term}`Baselines <baseline>` are baselines.",
    "in code": "Set `baseline`.",
    "in a link": "[The baseline](https://example.org).",
    "in a heading": "## The baseline",
    "in a table": "| a |\n| --- |\n| baseline |",
    "in a listing's caption": ":::{listing} a.py\n:caption: baseline\n:::",
    "in a caption": ":::{blog-image} a.svg\n:alt: b\n\nThe baseline.\n:::",
    "in a diagram": "```{mermaid}\nflowchart LR\n  baseline\n```",
    "part of a word": "He drifted by a pre-drift test.",
    "part of a longer term": "A {term}`data contract`, and the data contracts.",
    "of another meaning": "A logistic regression.",
}


@pytest.mark.parametrize(("post", "term"), UNLINKED.values(), ids=UNLINKED)
def test_a_term_that_is_used_before_it_is_linked_is_found(post: str, term: str) -> None:
    [found] = checks.unlinked_terms(f"# Title\n\n{post}\n", TERMS)
    assert f"{term!r}" in found


@pytest.mark.parametrize("post", LINKED.values(), ids=LINKED)
def test_a_term_that_is_linked_or_not_prose_passes(post: str) -> None:
    assert checks.unlinked_terms(f"# Title\n\n{post}\n", TERMS) == []


POST = """
    ---
    date: 2026-01-01
    ---
    # A title of five words

    **The promise of this post:** you can do it.

    **What you need to have read:** nothing.

    Three words `here` [linked](https://example.org/a-b).

    | a | table |
    | - | - |
    | is | left out |

    ```{mermaid}
    :caption: A diagram.
    flowchart LR
        a --> b
    ```

    :::{mistake} late
    :title: Not counted
    :changes: Not counted.

    Five words of a mistake.
    :::

    :::{results} triage
    A caption.
    :::

    :::{exercise} One
    :size: small

    Not counted.
    :::

    ::::{solution}
    :::{listing} helpline/exercises/e02_1.py
    :region: solution
    :::
    ::::

    :::{question} Not counted?
    No.
    :::

    ## The score line

    :::{score-line}
    :::

    ## Where to go next

    On.
    """
TABLE = {"triage": "Triage,n,Macro-F1,95% interval\n"}


def test_prose_is_counted_without_headings_code_tables_captions_and_asides() -> None:
    post = dedent(POST)
    assert checks.words(post) == 9 + 7 + 4 + 5 + 1
    text = checks.sentences(post)
    assert "Not counted?" in text  # a question is read with the rest, though it isn't counted
    assert "table" not in text
    assert "Three words code linked." in text


def test_a_post_says_what_it_lacks() -> None:
    post = dedent(POST)
    assert checks.missing_parts(post, "a", TABLE) == ["exercises", "questions"]
    for gone, part in (
        ("**The promise of this post:**", "promise"),
        ("**What you need to have read:**", "prerequisites"),
        ("{mermaid}", "diagram"),
        ("{mistake}", "mistake"),
        ("{results}", "measured"),
        ("{score-line}", "score line"),
        ("## Where to go next", "where to go next"),
    ):
        assert part in checks.missing_parts(post.replace(gone, "{note}"), "a", TABLE)
    assert "interval" in checks.missing_parts(post, "a", {"triage": "Triage,n,Macro-F1\n"})
    assert "interval" in checks.missing_parts(post, "a", {"triage": "Triage,95% interval\n"})
    told = post.replace("A caption.", "Of n = 300 tickets, with 95% intervals.")
    assert "interval" not in checks.missing_parts(told, "a", {})
    assert checks.missing_parts("# Nothing\n", "the-journey", {}) == [
        "promise", "prerequisites", "diagram", "questions", "where to go next",
    ]  # fmt: skip


SOLVED = (
    ":::{{exercise}} A\n:size: {size}\n:check: 0.2.1\n\nB\n:::\n\n"
    "::::{{solution}}\n{solution}\n::::\n"
)
LISTED = ":::{listing} helpline/exercises/e02_1.py\n:region: solution\n:::"


def test_an_exercise_without_a_tested_solution_is_found() -> None:
    solved = SOLVED.format(size="small", solution=LISTED)
    assert checks.exercise_problems(solved * 2) == []
    words = SOLVED.format(size="small", solution="In words.")
    assert len(checks.exercise_problems(words)) == 1
    # The next solution's listing doesn't belong to this one.
    assert len(checks.exercise_problems(words + solved)) == 1
    other = SOLVED.format(size="small", solution=":::{listing} helpline/src/a.py\n:::")
    assert "doesn't list helpline/exercises/e02_1.py" in checks.exercise_problems(other)[0]
    moved = solved.replace("0.2.1", "1.1.3")
    assert "doesn't list helpline/exercises/e11_3.py" in checks.exercise_problems(moved)[0]
    assert "can't be checked" in checks.exercise_problems(solved.replace("0.2.1", "three"))[0]
    assert "no known size" in checks.exercise_problems(solved.replace("small", "tiny"))[0]
    assert "no solution" in checks.exercise_problems(solved.partition("::::")[0])[0]
    assert "of no exercise" in checks.exercise_problems(f"::::{{solution}}\n{LISTED}\n::::\n")[0]


def test_a_listing_of_the_wrong_file_region_or_length_is_found(tmp_path: Path) -> None:
    path = tmp_path / "helpline" / "a.py"
    path.parent.mkdir()
    path.write_text("# region a\nx = 1\n# endregion a\n# region b\n", encoding="utf-8")

    def problems(argument: str, region: str = "a") -> str:
        post = f":::{{listing}} {argument}\n:region: {region}\n:::\n"
        [listing] = checks.listings(post)
        return "; ".join(checks.listing_problems(listing, tmp_path))

    assert "region 'b' has no end" in problems("helpline/a.py")
    path.write_text("# region a\nx = 1\n# endregion a\n", encoding="utf-8")
    assert problems("helpline/a.py") == ""
    assert "no region 'c'" in problems("helpline/a.py", "c")
    assert "no region ''" in problems("helpline/a.py", "")
    assert "is no file" in problems("helpline/b.py")
    assert "not below" in problems("../a.py")
    path.write_text("# region a\n" + "x = 1\n" * 26 + "# endregion a\n", encoding="utf-8")
    assert "has 26 lines" in problems("helpline/a.py")
    path.write_text(f"# region a\n{'x' * 79}\n# endregion a\n", encoding="utf-8")
    assert "line 2 has 79 characters" in problems("helpline/a.py")


def test_regions_nest_and_their_marks_are_left_out() -> None:
    text = "# region a\n\none\n  # region b\n  two\n  # endregion b\nthree\n\n# endregion a\nfour\n"
    regions = find_regions(text)
    assert regions.lines == {"a": (3, 5, 7), "b": (5,)}
    assert regions.problems == ()
    assert line_spec((3, 5, 6, 7, 9)) == "3,5-7,9"
    assert find_regions("# endregion a\n# region b\n# region b\n").problems == (
        "line 1: 'endregion a' ends no region",
        "line 3: a second region 'b'",
        "line 3: region 'b' has no end",
    )
