"""Promises of `sphinx_journey.core.order`."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_journey.core.document import Document, instant
from sphinx_journey.core.fields import FrontMatter
from sphinx_journey.core.order import PostOrder, post_order

DATE = dt.date(2026, 1, 1)


def in_order(**fronts: FrontMatter) -> list[str]:
    documents = [Document(docname=name, path=name, front=front) for name, front in fronts.items()]

    def key(document: Document) -> PostOrder:
        date = document.front.date
        return post_order(document, instant(date, dt.UTC) if date else None)

    return [document.docname for document in sorted(documents, key=key)]


@pytest.mark.parametrize(
    "zero",
    [
        FrontMatter(weight=0, date=DATE),
        FrontMatter(series_order=0, date=DATE),
        FrontMatter(weight=0, series_order=0, date=DATE),
    ],
)
def test_a_weight_of_zero_is_not_given(zero: FrontMatter) -> None:
    weighted = FrontMatter(weight=9, date=dt.date(2030, 1, 1))
    earlier = FrontMatter(date=dt.date(2025, 1, 1))
    later = FrontMatter(date=dt.date(2027, 1, 1))
    assert in_order(later=later, zero=zero, earlier=earlier, weighted=weighted) == [
        "weighted",
        "earlier",
        "zero",
        "later",
    ]


def test_where_the_weight_is_zero_the_order_in_the_series_is_used() -> None:
    zero = FrontMatter(weight=0, series_order=2)
    fronts = {"c": FrontMatter(weight=3), "b": zero, "a": FrontMatter(weight=1), "d": FrontMatter()}
    assert in_order(**fronts) == ["a", "b", "c", "d"]
