"""Promises of `sphinx_journey.core.terms`: what is one term, and where its page is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.model import Author, Post, Status
from sphinx_journey.core.terms import KINDS, TermKind, Terms, key_of, terms_of


def post(name: str, *tags: str, year: int | None = 2026, **values: Any) -> Post:
    when = dt.datetime(year, 1, 1, tzinfo=dt.UTC) if year else None
    made = Post(name, name, Status.PUBLISHED, docname=name, when=when, tags=tags)
    return made._replace(**values)


def found(terms: Terms) -> dict[str, tuple[str, list[str]]]:
    return {one.name: (one.slug, [post.slug for post in one.posts]) for one in terms.all}


def test_spellings_that_readers_take_for_one_word_are_one_term() -> None:
    posts = [post("a", "Data Science"), post("b", "data  science"), post("c", "DATA SCIENCE")]
    posts += [post("d", "data  science"), post("e", "Stra\u00dfe"), post("f", "STRASSE")]
    posts += [post("g", "Caf\u00e9"), post("h", "Cafe\u0301")]
    assert found(terms_of(posts, "tag")) == {
        "data  science": ("data-science", ["a", "b", "c", "d"]),
        "STRASSE": ("strasse", ["e", "f"]),
        "Cafe\u0301": ("café", ["g", "h"]),
    }


def test_terms_come_in_the_order_of_their_names_and_years_from_the_last() -> None:
    posts = [post("a", "b", year=2024), post("b", "A", year=2026), post("c", "c", year=None)]
    assert [one.name for one in terms_of(posts, "tag").all] == ["A", "b", "c"]
    assert [one.name for one in terms_of(posts, "year").all] == ["2026", "2024"]


def test_the_older_of_two_terms_keeps_an_address() -> None:
    old, new = post("old", "C++", year=2020), post("new", "C#", year=2026)
    alone = terms_of([old], "tag")
    both = terms_of([new, old], "tag")
    assert found(alone)["C++"][0] == found(both)["C++"][0] == "c"
    assert found(both)["C#"][0].startswith("c-")
    assert [[one.name for one in clash.terms] for clash in both.clashes] == [["C++", "C#"]]
    third = terms_of([post("newest", "C", year=2027), new, old], "tag")
    assert {name: slug for name, (slug, _) in found(third).items()}.items() >= {
        ("C++", "c"),
        ("C#", found(both)["C#"][0]),
    }


@pytest.mark.parametrize(
    "name", ["con", "NUL", "com1", "LPT9", "index", "../..", "a/b", "what?", "🍞", "..", "a\\b"]
)
def test_no_term_has_an_address_that_is_no_name_of_a_file(name: str) -> None:
    (term,) = terms_of([post("a", name)], "tag").all
    assert term.slug.lower() not in {"con", "nul", "com1", "lpt9", "index"}
    assert not set(term.slug) & set('/\\?*:|"<>. ')
    assert term.slug


def test_letters_of_any_script_stay_in_the_address() -> None:
    terms = terms_of([post("a", "機械学習", "हिन्दी")], "tag")
    assert {one.name: one.slug for one in terms.all} == {"機械学習": "機械学習", "हिन्दी": "हिन्दी"}


def test_an_author_is_described_by_the_post_that_knows_most() -> None:
    ada = Author("Ada Lovelace", "https://example.org/ada", "ada.png")
    posts = [
        post("a", authors=(Author("ada lovelace"),)),
        post("b", authors=(ada,)),
        post("c", authors=(Author("Ada Lovelace"), Author("Bob"))),
    ]
    terms = terms_of(posts, "author")
    assert found(terms) == {
        "Ada Lovelace": ("ada-lovelace", ["a", "b", "c"]),
        "Bob": ("bob", ["c"]),
    }
    assert terms.all[0].author is not None
    assert terms.all[0].author[1:] == ada[1:]


NAMES = st.text(st.characters(codec=None), min_size=1, max_size=150).filter(str.strip)


@given(st.lists(NAMES, max_size=12), st.sampled_from(KINDS))
def test_each_term_has_an_address_of_its_own(names: list[str], kind: TermKind) -> None:
    posts = [
        post(str(at), name, categories=(name,), authors=(Author(name),))
        for at, name in enumerate(names)
    ]
    slugs = [one.slug.casefold() for one in terms_of(posts, kind).all]
    assert len(set(slugs)) == len(slugs)
    assert all(len(slug.encode("utf-8", "surrogatepass")) <= 110 for slug in slugs)
    assert not any(set(slug) & set("/\\?#%. \n\0") for slug in slugs)
    if kind == "tag":
        assert len(slugs) == len(set(map(key_of, names)))
