"""Promises of `sphinx_journey.core.series`: journeys without a manifest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.assemble import assemble
from sphinx_journey.core.document import Document, Settings
from sphinx_journey.core.fields import FrontMatter
from sphinx_journey.core.order import post_order
from sphinx_journey.core.series import plan_of_series

if TYPE_CHECKING:
    from sphinx_journey.core.model import Journey, Journeys

SETTINGS = Settings(now=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), zone=dt.UTC)


def journeys(**fronts: FrontMatter) -> Journeys:
    return made(fronts)


def made(fronts: dict[str, FrontMatter]) -> Journeys:
    documents = {
        name: Document(docname=name, path=f"{name}.md", front=front, lines={"series": 2})
        for name, front in fronts.items()
    }
    built, problems = assemble(plan_of_series(documents, SETTINGS), documents, SETTINGS)
    assert problems == ()
    return built


def names(journey: Journey) -> list[str | None]:
    return [post.docname for post in journey.posts]


def front(**values: object) -> FrontMatter:
    return FrontMatter(**{"series": ("bread",), **values})  # type: ignore[arg-type]


def test_documents_that_name_a_series_make_a_journey() -> None:
    built = journeys(a=front(), b=front(series=("Bread",)), c=FrontMatter())
    assert list(built.by_id) == ["bread"]
    assert names(built.by_id["bread"]) == ["a", "b"]
    assert [post.part for post in built.by_id["bread"].posts] == [1, 2]


def test_the_title_is_spelled_as_in_its_first_document() -> None:
    built = made(
        {
            "z": front(series=("Bread from scratch",), weight=1),
            "a": front(series=("bread-from-scratch",), weight=2),
        }
    )
    assert built.by_id["bread-from-scratch"].title == "Bread from scratch"
    assert names(built.by_id["bread-from-scratch"]) == ["z", "a"]


def test_the_order_is_weight_then_series_order_then_date_then_natural_names() -> None:
    built = made(
        {
            "z": front(weight=1),
            "y": front(series_order=2),
            "zero": front(weight=0, date=dt.date(2026, 1, 1)),
            "x": front(date=dt.date(2025, 1, 1)),
            "1.10": front(),
            "1.2": front(),
            "part10": front(),
            "part9": front(),
        }
    )
    assert names(built.by_id["bread"]) == [
        "z", "y", "x", "zero", "1.2", "1.10", "part9", "part10",
    ]  # fmt: skip


def test_pillars_are_in_the_order_of_their_first_posts_and_overview_comes_first() -> None:
    built = made(
        {
            "a": front(pillar="Zeal", weight=1),
            "b": front(pillar="Art", weight=2),
            "c": front(pillar="zeal", weight=3),
            "d": front(weight=9),
        }
    )
    journey = built.by_id["bread"]
    assert [(pillar.id, pillar.title) for pillar in journey.pillars] == [
        ("Zeal", "Zeal"),
        ("Art", "Art"),
    ]
    assert names(journey) == ["d", "a", "c", "b"]


def test_a_post_in_two_series_has_a_place_in_each() -> None:
    built = journeys(a=front(), b=front(series=("bread", "cake")), c=front(series=("cake",)))
    assert [
        (place.journey.id, place.post.part, place.previous and place.previous.docname)
        for place in built.places["b"]
    ] == [("bread", 2, "a"), ("cake", 1, None)]


def test_a_pillar_alone_is_enough_where_there_is_one_series() -> None:
    fronts = {"a": front(pillar="art"), "b": FrontMatter(pillar="art")}
    assert names(made(fronts).by_id["bread"]) == ["a", "b"]
    built = made({**fronts, "c": front(series=("cake",))})
    assert {name: names(journey) for name, journey in built.by_id.items()} == {
        "bread": ["a"],
        "cake": ["c"],
    }


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)
_fronts = st.builds(
    FrontMatter,
    series=st.lists(_texts, max_size=2).map(lambda names: tuple(dict.fromkeys(names))),
    pillar=st.none() | _texts,
    weight=st.none() | st.integers(),
    date=st.none() | st.dates(),
)


@given(st.dictionaries(st.text("ab/1.2", min_size=1), _fronts, max_size=6), st.randoms())
def test_the_order_does_not_depend_on_how_documents_come(
    fronts: dict[str, FrontMatter], random: object
) -> None:
    items = list(fronts.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    documents = [
        {name: Document(docname=name, path=name, front=front) for name, front in group}
        for group in (fronts.items(), items)
    ]
    one, other = (assemble(plan_of_series(d, SETTINGS), d, SETTINGS)[0].by_id for d in documents)
    assert one == other


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_in_names_are_ordered_as_numbers(one: int, other: int) -> None:
    keys = [
        post_order(Document(docname=f"p{n}", path="", front=front()), None) for n in (one, other)
    ]
    assert (keys[0] < keys[1]) == (one < other)
