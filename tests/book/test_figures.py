"""Figures say what they rest on: samples that are wrong, samples that are right, and the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import ROOT

from . import figures

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
PAGES = sorted(
    path for folder in ("overview", "pillars", "about") for path in DOCS.glob(f"{folder}/**/*.md")
)
RESULTS = figures.result_texts(DOCS / "helpline" / "results")
TABLE = ":::{results} table\nA caption.\n:::\n\n"
TABLES = {
    "width": "Way | n | Found\nnew | 150 | 1.00 (1.00 to 1.00)",
    "percent": "Way | n | Found\nnew | 150 | 100 to 100",
    "counted": "Way | n | Found\nnew | 150 | 0.95 (0.91 to 0.98)",
    "uncounted": "Way | Found\nnew | 0.95 (0.91 to 0.98)",
    "gain": "Way | n | Found\nnew less old | 150 | +0.05 (+0.01 to +0.08)",
}
WRONG = {
    "a width of zero in text": ("It is 1.00 (1.00 to 1.00), n = 90.", None),
    "a width of zero with other digits": ("From 1.0 to 1.00, n = 90.", None),
    "a width of zero with a dash": ("The interval 0\u20130 of n = 90 tickets.", None),
    "a width of zero in percent": ("An interval of 100% to 100%, n = 90.", None),
    "a width of zero in a table": ("Look.", "width"),
    "a width of zero in a column of its own": ("Look.", "percent"),
    "one figure against another": ("It has 0.41 against 0.34, n = 776.", "counted"),
    "a rise": ("The share rises from 0.37 to 0.59 of n = 150.", "counted"),
    "a percentage that falls": ("It fell from 40% to 31 percent, n = 150.", "counted"),
    "better than": ("With 0.61 it is clearly better than the rules with 0.43, n = 90.", "counted"),
    "chance from an overlap": ("The two intervals overlap widely, so this is chance.", "counted"),
    "a win from no overlap": ("The intervals overlap nowhere. So the new one wins.", "counted"),
    "a doubt after the conclusion": ("The intervals overlap, so it is chance, not skill.", None),
    "a share alone": ("The right article is cited in 0.41 of them.", None),
    "a percentage alone": ("It is right for 41 percent.", None),
    "a share in words": ("It answers one ticket in five.", None),
    "a share beside a table without n": ("It is right for 0.95.", "uncounted"),
    "a share in another section": ("n = 90 tickets.\n\n## On\n\nIt is 0.41.", None),
    "a share in an answer": (":::{question} Is it?\nIt is 0.41.\n:::\n\nOf n = 90.", None),
    "what a mistake changes": (":::{mistake} a\n:changes: 0.51 and not 0.80.\n\nText.\n:::", None),
}
RIGHT = {
    "an interval": ("It is 0.98 (0.95 to 1.00), n = 90.", None),
    "counts": ("It fails in 16 of 50 runs.", None),
    "another range": ("It takes 3 to 5 runs, or 2 to the power of 2.", None),
    "a supposition": ("If it is right for 41 percent, it fails the rest.", None),
    "times": ("It takes 0.25 seconds.", None),
    "levels": ("A 95 percent interval, p = 0.05.", None),
    "a comparison with its difference": ("It has 0.61 against 0.43, n = 90.", "gain"),
    "a comparison with its difference in words": (
        "It has 0.61 against 0.43. The difference is 0.18 (0.11 to 0.25), n = 90.",
        None,
    ),
    "a warning of overlaps": ("Intervals may overlap although one is better, so take care.", None),
    "an overlap that shows nothing": ("Two intervals that overlap don't show that it is so.", None),
    "an interval in words": ("It is 0.48, from 0.44 to 0.52, n = 90.", "counted"),
    "a share with its cases": ("Of 1,500 tickets, 0.41 are right.", None),
    "a share beside a table": ("It is right for 0.95.", "counted"),
    "a share beside a caption": ("It is 0.41.\n\n:::{results} none\nOf n = 90.\n:::", None),
    "a cited share": ("[Lee](https://example.org) found 4 percent.", None),
    "code": ("Set `0.41`.", None),
}


def found(text: str, table: str | None) -> list[str]:
    shown = TABLE if table else ""
    post = f"# A post\n\n{shown}{text}\n"
    return figures.problems(post, {"table": TABLES[table]} if table else {})


@pytest.mark.parametrize(("text", "table"), WRONG.values(), ids=WRONG)
def test_a_figure_that_rests_on_nothing_is_found(text: str, table: str | None) -> None:
    assert len(found(text, table)) == 1, found(text, table)


@pytest.mark.parametrize(("text", "table"), RIGHT.values(), ids=RIGHT)
def test_a_figure_that_says_what_it_rests_on_passes(text: str, table: str | None) -> None:
    assert found(text, table) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_figures_of_the_book_say_what_they_rest_on(page: Path) -> None:
    assert figures.problems(page.read_text(encoding="utf-8"), RESULTS) == []


@pytest.mark.parametrize("name", RESULTS)
def test_no_result_has_an_interval_without_a_width(name: str) -> None:
    assert figures.without_width(RESULTS[name]) == []
