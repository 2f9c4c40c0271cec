"""A small book with each of the parts, and the files it shows."""

from __future__ import annotations

import json

from support import CONF, ROOT, Project

EXT = ROOT / "docs" / "_ext"
SETTINGS = f"""
import sys
sys.path.insert(0, {str(EXT)!r})
extensions += ["book_parts"]
exclude_patterns = ["helpline"]
"""
SCORES = {
    "n": 1500,
    "lines": [
        {
            "post": "first",
            "title": "First",
            "shares": {
                "answered": {"n": 1500, "value": 0.1913, "low": 0.1631, "high": 0.2229},
                "article": {"n": 287, "value": 0.3798, "low": 0.2911, "high": 0.4628},
                "refused": {"n": 116, "value": 1.0, "low": 0.9, "high": 1.0},
                "queue": {"n": 1500, "value": 0.39, "low": 0.3428, "high": 0.4398},
            },
        },
        {
            "post": "post",
            "title": "A post",
            "shares": {
                "answered": {
                    "n": 1500, "value": 0.22, "low": 0.1893, "high": 0.2542,
                    "gain": {"value": 0.0287, "low": 0.0082, "high": 0.0505},
                },
                "article": {
                    "n": 330, "value": 0.3412, "low": 0.3323, "high": 0.5051,
                    "gain": {"value": -0.0386, "low": -0.0603, "high": 0.001},
                },
                "refused": {"n": 116, "value": 1.0, "low": 0.9, "high": 1.0, "gain": None},
                "queue": {"n": 1500, "value": 0.39, "low": 0.3428, "high": 0.4398, "gain": None},
            },
        },
    ],
}  # fmt: skip
"""Lines of two posts; the second one changes two shares of four."""
TIMES = {
    "n": 1500,
    "machine": {"cores": 2, "python": "3.11.7", "platform": "Linux x86_64"},
    "values": {
        "first": {"p95": 1.84, "low": 1.75, "high": 2.0, "cpu": 1.24},
        "post": {"p95": 2.03, "low": 2.01, "high": 2.04, "cpu": 1.31},
    },
}
CODE = {
    "helpline/src/helpline/bm25.py": '''
        """A file with two regions, one in the other."""


        class Index:
            # region scores

            def score(self, words: list[str]) -> float:
                """Return how well the words fit."""
                # region sum
                return sum(map(len, words))
                # endregion sum

            # endregion scores
        ''',
    "helpline/settings.json": '{"k": 5}\n',
    "helpline/mistakes/late/wrong.py": """
        # region key
        def key(question: str) -> str:
            return question.lower()
        # endregion key
        """,
    "helpline/mistakes/late/fixed.py": """
        def key(question: str) -> str:
            return question.lower() + "2"
        """,
    "helpline/mistakes/late/test_pair.py": """
        def test_the_key_has_the_settings(subject):
            assert subject.key("A") == "a2"
        """,
    "helpline/exercises/e02_1.py": """
        # region solution
        counts = {}
        # endregion solution
        """,
    "helpline/results/score_line.json": json.dumps(SCORES),
    "helpline/results/score_line_times.json": json.dumps(TIMES),
    "helpline/src/helpline/practice/stubs/e02_1.py": """
        def count(words, *, least=1):
            raise NotImplementedError
        """,
    "helpline/results/first.txt": "1  sign-in   7.41\n2  codes     5.02\n",
    "helpline/results/triage.csv": (
        "Triage,n,Macro-F1,95% interval\nRules,300,0.61,0.55 to 0.66\n"
        "TF-IDF,300,0.83,0.79 to 0.87\n"
    ),
}
POST = """
    # A post

    Some text.

    :::{listing} helpline/src/helpline/bm25.py
    :region: scores
    :caption: How it scores
    :::

    :::{listing} helpline/mistakes/late/wrong.py
    :region: key
    :wrong: the key leaves out the `settings`.
    :::

    :::{mistake} late
    :title: A key without *settings*
    :changes: Helpline refuses a ticket that it could answer.

    Two processes share one cache.
    :::

    :::{output} first
    :command: python -m helpline search "sign in"
    :::

    :::{results} triage
    Macro-F1 of two ways, n = 300, with *95%* intervals. More.
    :::

    ::::{exercise} Count the *words*
    :size: small
    :check: 0.2.1

    Change `scores` & count.
    ::::

    ::::{solution}
    Use a counter.

    :::{listing} helpline/exercises/e02_1.py
    :region: solution
    :::
    ::::

    :::{question} Why does `bm25` leave out a word?
    Because nothing is found by it. See {doc}`/pillars/one`.
    :::

    :::{question} And then?
    Nothing.
    :::

    :::{score-line}
    :::

    ## Where to go next

    On.
    """
BOOK = {
    **CODE,
    "index.md": """
        # Book

        ```{toctree}
        overview/post
        pillars/one
        about/running-helpline
        lists
        ```
        """,
    "lists.md": """
        # Lists

        :::{mistake-list}
        :::

        :::{figure-list}
        :::

        :::{source-list}
        :::
        """,
    "about/running-helpline.md": "# Running Helpline\n\nHow.\n",
    "overview/post.md": POST,
    "pillars/one.md": """
        # One

        Text, which [somebody](https://www.example.org/paper) wrote [twice](https://www.example.org/paper).

        :::{question} Does it work?
        Yes.
        :::
        """,
}


def book(project: Project, extra: str = "") -> Project:
    """Write the small book into a project."""
    return project.write({"conf.py": CONF + SETTINGS + extra, **BOOK})
