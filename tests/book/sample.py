"""A small book with each of the parts, and the files it shows."""

from __future__ import annotations

from support import CONF, ROOT, Project

EXT = ROOT / "docs" / "_ext"
SETTINGS = f"""
import sys
sys.path.insert(0, {str(EXT)!r})
extensions += ["book_parts"]
exclude_patterns = ["helpline"]
"""
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
    "helpline/mistakes/late/mended.py": """
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
