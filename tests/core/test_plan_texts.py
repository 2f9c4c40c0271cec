"""Every text of a plan that readers are shown can be translated; nothing else of it can."""

from __future__ import annotations

import re

from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.plan_texts import texts_of, translated

PLAN = """\
id: bread
title: T1
description: T2
posts: [{doc: a, title: T3}]
parts:
  - title: T4
    pillars:
      - {id: p, title: T5, summary: T6, number: T7, doc: b, posts: [{title: T8, tags: [t]}]}
      - {id: q, title: T9, number: 3, posts: []}
      - {id: r, title: T10, number: none, icon: beaker, posts: [c]}
"""


def test_each_text_is_translated_where_it_stands() -> None:
    plan, problems = read_manifest(PLAN, path="journey.yml")
    assert problems == ()
    said = dict.fromkeys(text for _, text in texts_of(plan))
    assert sorted(said, key=lambda text: int(text[1:])) == [f"T{n}" for n in range(1, 11)]
    lines = PLAN.split("\n")
    for location, text in texts_of(plan):
        assert location.line is not None
        assert any(re.search(rf"\b{text}\b", line) for line in lines[: location.line + 3])
    other = translated(plan, lambda _location, text: f"{text}!")
    (journey,) = other.journeys
    first, second, third = journey.pillars
    assert (first.part, first.label, first.title, first.summary) == ("T4!", "T7!", "T5!", "T6!")
    assert (second.label, third.label, third.icon, third.id) == ("3", "", "beaker", "r")
