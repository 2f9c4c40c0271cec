"""Promises of `sphinx_journey.core.located`."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.located import MAX_DEPTH, MAX_REPEATED, LocatedError, load_yaml

PLAN = """\
# a comment
title: The plan
pillars:
  - id: one
    posts:
      - a
      -
        b
      - {doc: c,
         date: 2021-09-31}
"""

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def error(text: str, **options: int) -> LocatedError:
    with pytest.raises(LocatedError) as caught:
        load_yaml(text, **options)
    return caught.value


def test_every_key_and_item_has_its_line() -> None:
    assert load_yaml(PLAN).lines == {
        ("title",): 2,
        ("pillars",): 3,
        ("pillars", 0): 4,
        ("pillars", 0, "id"): 4,
        ("pillars", 0, "posts"): 5,
        ("pillars", 0, "posts", 0): 6,
        ("pillars", 0, "posts", 1): 8,
        ("pillars", 0, "posts", 2): 9,
        ("pillars", 0, "posts", 2, "doc"): 9,
        ("pillars", 0, "posts", 2, "date"): 10,
    }


def test_an_item_with_nothing_in_it_has_its_line() -> None:
    assert load_yaml("-\n-\n- a").lines == {(0,): 1, (1,): 2, (2,): 3}


def test_lines_count_from_the_first_line_of_the_file() -> None:
    assert load_yaml("a: 1\nb: 2", first_line=7).lines == {("a",): 7, ("b",): 8}
    assert error("a: 1\nb: [", first_line=7).line == 8


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor_whatever_ends_them(newline: str) -> None:
    text = newline.join(['a: "x\u2028 \x85 y"', "b: 1"])
    assert load_yaml("\ufeff" + text).lines == {("a",): 1, ("b",): 2}


@pytest.mark.parametrize("written", ["2021-09-31", "2026-01-31", "2026-01-31T10:00:00Z", "=", "<<"])
def test_what_yaml_takes_for_a_date_stays_text(written: str) -> None:
    assert load_yaml(f"- {written}").data == [written]


def test_a_time_of_day_is_not_a_base_sixty_number() -> None:
    assert load_yaml("[12:30, 1:30.5]").data == ["12:30", "1:30.5"]


def test_keys_are_the_texts_that_the_author_wrote() -> None:
    assert load_yaml("{2024: a, yes: b, 2026-01-01: c, ~: d}").data == {
        "2024": "a",
        "yes": "b",
        "2026-01-01": "c",
        "~": "d",
    }


def test_a_key_given_twice_is_reported_with_its_path_and_line_and_the_last_counts() -> None:
    located = load_yaml("a:\n  - b: 1\n    c: 2\n    b: 3\na: 4\n'a': 5")
    assert located.repeated == ((("a", 0, "b"), 4), (("a",), 5), (("a",), 6))
    assert located.data == {"a": 5}
    assert located.lines == {("a",): 6}


def test_a_key_given_again_is_in_the_place_where_it_was_given_last() -> None:
    data = load_yaml("a: 1\nb: 2\na: 3").data
    assert isinstance(data, dict)
    assert list(data) == ["b", "a"]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_a_text_without_content_loads_as_none(text: str) -> None:
    assert load_yaml(text).data is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: c: d", 2, "needs quotes"),
        ("a:\n\t- b", 2, "a tab cannot indent"),
        ("a: 1\n---\nb: 2", 2, "several documents"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "!!python/object"),
        ("a: !own x", 1, "!own"),
        ("a: !!set {b, c}", 1, "!!set"),
        ("a: !!int x", 1, "not a valid !!int"),
        ("a: !!bool maybe", 1, "not a valid !!bool"),
        ("a: !!int ''", 1, "not a valid !!int"),
        ("a: 1\n[b]: 2", 2, "a key has to be a text"),
        ("a: 1\n? {b: c}\n: 2", 2, "a key has to be a text"),
        ("a: &x [1]\n*x : 2", 2, "a key has to be a text"),
        ("a: 1\nb: \x07", 2, "U+0007"),
        ("a: \ud800", 1, "U+D800"),
        ("a: 1\nb: " + "9" * 5000, 2, "a number has more than"),
        ("a: 1\nb: " + "1:" * 5000 + "1", 2, "a number has more than"),
        ("a: 0x" + "f" * 5000, 1, "a number has more than"),
        ("a: 1\nb: *nobody", 2, "*nobody"),
        ("a: &a\n  - 1\n  - *a", 3, "inside the value"),
        ("a: &a {<<: *a}", 1, "inside the value"),
        ("a: {<<: 1}", 1, "<<"),
        ("a: {<<: [1]}", 1, "<<"),
        ("a: 1\nb: " + "[" * 100_000, 2, "levels deep"),
        ("a: 1\nb: " + "{a: " * 100_000, 2, "levels deep"),
        ("a: 1\n" + "- " * 100_000, 2, ""),
        ("? " * 100_000, 1, ""),
    ],
)
def test_what_is_wrong_is_one_error_with_its_line(text: str, line: int, reason: str) -> None:
    caught = error(text)
    assert caught.line == line
    assert reason in caught.message
    assert len(caught.message) < 400


def test_merge_keys_give_what_was_not_given_and_the_first_source_is_the_strongest() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {x: 3, <<: [*b, *a]}\nd:\n  <<: *a\n  y: 4\n"
    text += "e: {<<: [*b, *a]}"
    located = load_yaml(text)
    assert located.data == yaml.safe_load(text)
    assert located.repeated == ()
    assert located.lines["c", "y"] == 1
    assert located.lines["d", "y"] == 6


def test_the_value_of_an_alias_has_the_line_on_which_it_was_written() -> None:
    located = load_yaml("a: &a\n  b: [1]\nc:\n  - *a")
    assert located.data == {"a": {"b": [1]}, "c": [{"b": [1]}]}
    assert located.lines["c", 0] == 4
    assert located.lines["c", 0, "b", 0] == 2


@pytest.mark.parametrize("use", ["[{0}]", "{{<<: [{0}]}}"])
def test_aliases_cannot_unfold_without_bound(use: str) -> None:
    levels = "".join(
        f"a{level}: &a{level} {use.format(', '.join([f'*a{level - 1}'] * 10))}\n"
        for level in range(1, 40)
    )
    assert str(MAX_REPEATED) in error("a0: &a0 {x: 1}\n" + levels).message


def test_many_merges_of_one_large_mapping_cannot_unfold_without_bound() -> None:
    large = "a: &a {" + ", ".join(f"k{i}: 1" for i in range(5000)) + "}\n"
    merges = "".join(f"m{i}: {{<<: *a}}\n" for i in range(2000))
    assert str(MAX_REPEATED) in error(large + merges).message


def test_aliases_cannot_nest_deeper_than_the_text_may() -> None:
    chain = "\n".join(f"a{i}: &a{i} [{f'*a{i - 1}' if i else ''}]" for i in range(MAX_DEPTH + 1))
    assert "levels deep" in error(chain).message


def test_text_and_aliases_may_nest_up_to_the_limit() -> None:
    deepest = "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH
    assert load_yaml(deepest).data
    assert load_yaml(f"a: &a {deepest[2:-2]}\nb: [*a]").data
    assert "levels deep" in error(f"[{deepest}]").message
    assert "levels deep" in error(f"a: &a {deepest[2:-2]}\nb: [[*a]]").message


def test_merge_keys_cannot_nest_without_bound() -> None:
    chain = "".join(f"a{i}: &a{i} {{<<: *a{i - 1}}}\n" for i in range(1, 250))
    assert "levels deep" in error("a0: &a0 {x: 1}\n" + chain).message


def test_an_anchor_may_be_used_again() -> None:
    located = load_yaml("- &a 1\n- *a\n- &a [2]\n- *a")
    assert located.data == [1, 1, [2], [2]]
    assert located.lines == {(0,): 1, (1,): 2, (2,): 3, (2, 0): 3, (3,): 4, (3, 0): 3}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: " + "[" * 100_000, 2), ('a: 1\nb: "\\UFFFFFFFF"', 1), ('"\\ud800"', 1)],
)
def test_without_libyaml_the_same_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str, line: int
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert load_yaml(PLAN).lines["pillars", 0, "posts", 2, "date"] == 10
    assert error(text).line == line


@given(plain)
def test_plain_data_comes_back_as_it_was(data: object) -> None:
    assert load_yaml(yaml.safe_dump(data, allow_unicode=False)).data == data


@given(st.text() | st.text(alphabet="ab:-? \n&*<[]{}#'\"!,|>%@\t12."))
def test_any_text_gives_data_or_one_error_and_all_lines_are_in_the_text(text: str) -> None:
    lines = 1 + text.count("\n") + text.count("\r")
    try:
        found = set(load_yaml(text).lines.values())
    except LocatedError as caught:
        found = {caught.line}
    assert found <= set(range(1, lines + 1))
