"""Promises of `sphinx_journey.core.slugs`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.slugs import Names, is_slug, name_to_id, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bread from scratch", "bread-from-scratch"),
        ("  Three & Four, \u00fcber ", "three-four-\u00fcber"),
        ("u\u0308ber", "\u00fcber"),  # one letter, encoded as two code points
        ("a -- b_c", "a-b_c"),
        ("हिन्दी", "हिन्दी"),
        ("日本語 1.2", "日本語-1-2"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_slug_has_the_words_of_a_text_in_any_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)
    assert is_slug(slugify(text)) or not slugify(text)


@given(st.text(min_size=1))
def test_every_name_has_an_id_that_fits_into_an_address(name: str) -> None:
    assert is_slug(name_to_id(name))
    assert Names([name_to_id(name)]).find(name) == name_to_id(name)


def test_names_without_words_are_told_apart() -> None:
    assert name_to_id("!?") != name_to_id("🍞")


def test_a_name_means_the_id_that_is_spelled_like_it_before_one_with_the_same_slug() -> None:
    names = Names(["bread-1", "Bread-1", "BREAD 1", "cake"])
    assert [names.find(name) for name in ("Bread-1", "BREAD 1", "bread 1", "cak")] == [
        "Bread-1",
        "BREAD 1",
        "bread-1",
        None,
    ]
