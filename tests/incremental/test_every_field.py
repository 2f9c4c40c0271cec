"""Promise 2 for each field of the model: whatever value changes, a rebuild is a clean build."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from incremental.edits import Edit
from incremental.matrix import FURO, TEXT, Bench, check_clean
from incremental.site import png

from sphinx_journey.core.fields import FrontMatter
from sphinx_journey.core.model import Author
from sphinx_journey.core.plan import Entry, PlannedJourney, PlannedPillar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incremental.site import Site

FILES: Mapping[str, str | bytes] = {
    "conf.py": """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_design", "sphinx_journey"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_baseurl = "https://example.org/"
journey_feeds = True
journey_today = "2026-11-22"
""",
    "journey.yml": """\
id: bread
title: Bread from scratch
description: From flour to loaf.
start: 2026-10-01
cadence: weekly
tag_authority: example.org,2026
authors:
  ada: {name: Ada Baker, url: "https://example.org/ada", avatar: ada.png}
posts:
  - why
pillars:
  - id: flour
    title: Flour and water
    summary: What dough is made of.
    icon: beaker
    doc: flour/index
    posts:
      - flour/a
      - flour/b
      - {id: sifting, title: Sifting, date: 2026-12-24}
  - id: fire
    title: Fire
    requires: [flour]
    doc: fire/index
    posts:
      - fire/c
      - doc: fire/d
        title: Planned as D
        date: 2026-10-20
        draft: false
        tags: [smoke]
        authors: [cy]
        readingTime: 11
  - {id: salt, title: Salt, posts: [{id: crystals, title: Crystals}]}
""",
    "index.md": """\
# Home

:::{pillar-roadmap}
:::

:::{pillar-roadmap}
:view: table
:::

:::{series-progress}
:::

:::{journey-toctree}
:::

```{toctree}
links
own/x
own/y
own/z
```
""",
    "links.md": """\
# Links

{journey:series}`bread`, {journey:pillar}`salt`, {journey:post}`first-a`, {journey:post}`sifting`
""",
    "spare.md": "---\norphan: true\n---\n# Spare\n\nIn no journey.\n",
    "why.md": "---\ndate: 2026-10-02\n---\n# Why\n\nBecause.\n",
    "flour/index.md": "# Flour\n\n:::{journey-toctree}\n:pillar: flour\n:::\n",
    "flour/a.md": """\
---
linkTitle: The short A
description: What A is about.
slug: first-a
date: 2026-10-10
lastmod: 2026-10-11
expiryDate: 2027-05-01
draft: false
readingTime: 7
aliases: [old/a]
tags: [water]
categories: [basics]
keywords: [soaking]
authors: [ada]
images: [/card.png]
---
# A

Text of A.
""",
    "flour/b.md": """\
---
title: The title of B
summary: B in a sentence.
date: 2026-10-12
publishDate: 2026-10-13
---
Text of B.
""",
    "fire/index.md": "# Fire\n\n:::{journey-toctree}\n:pillar: fire\n:::\n",
    "fire/c.md": "---\nauthors: [ada]\ntags: [heat]\n---\n# C\n\nText of C.\n",
    "fire/d.md": "# D\n\nText of D.\n",
    "own/x.md": "---\nseries: bread\npillar: fire\nweight: 2\n---\n# X\n\nText of X.\n",
    "own/y.md": "---\nseries: bread\npillar: fire\nweight: 4\n---\n# Y\n\nText of Y.\n",
    "own/z.md": "---\nseries: bread\npillar: fire\nseries_order: 6\n---\n# Z\n\nText of Z.\n",
    "ada.png": png(1, 2, 3),
    "card.png": png(4, 5, 6),
    "other.png": png(7, 8, 9),
}


class Change(NamedTuple):
    """Another value for a field: what a file has once, and what comes in its place."""

    file: str
    old: str
    new: str
    is_shown: bool = True
    """Whether a page of the website is another one with it."""


def plan(old: str, new: str, *, is_shown: bool = True) -> Change:
    return Change("journey.yml", old, new, is_shown)


def of_a(old: str, new: str, *, is_shown: bool = True) -> Change:
    return Change("flour/a.md", old, new, is_shown)


WHERE = "where it stands, which only messages say"
FIELDS: Mapping[type, Mapping[str, Change | str]] = {
    FrontMatter: {
        "title": Change("flour/b.md", "title: The title", "title: Another title"),
        "link_title": of_a("short", "shortest"),
        "description": of_a("What A", "All A"),
        "summary": Change("flour/b.md", "B in a sentence", "B in a word"),
        "slug": of_a("first-a", "only-a"),
        "pillar": Change("own/x.md", "pillar: fire", "pillar: flour"),
        "date": of_a("date: 2026-10-10", "date: 2026-10-14"),
        "publish_date": Change("flour/b.md", "2026-10-13", "2026-10-14"),
        "lastmod": of_a("2026-10-11", "2026-10-15"),
        "expiry_date": of_a("2027-05-01", "2026-11-01"),
        "draft": of_a("draft: false", "draft: true"),
        "weight": Change("own/x.md", "weight: 2", "weight: 5"),
        "series_order": Change("own/z.md", "series_order: 6", "series_order: 3"),
        "reading_time": of_a("readingTime: 7", "readingTime: 9"),
        "aliases": of_a("old/a", "older/a"),
        "tags": of_a("water", "soak"),
        "categories": of_a("basics", "beginnings"),
        "keywords": of_a("soaking", "steeping", is_shown=False),
        "authors": of_a("authors: [ada]", "authors: [bob]"),
        "series": Change("own/y.md", "series: bread", "series: cake"),
        "images": of_a("card.png", "other.png"),
    },
    Entry: {
        "location": WHERE,
        "docname": plan("- flour/b", "- spare"),
        "id": plan("id: sifting", "id: sieving"),
        "title": plan("title: Sifting", "title: Sieving"),
        "date": plan("date: 2026-12-24", "date: 2026-12-25"),
        "is_held_back": plan("date: 2026-10-20", "date: soon"),
        "draft": plan("draft: false", "draft: true"),
        "tags": plan("tags: [smoke]", "tags: [ash]"),
        "authors": plan("authors: [cy]", "authors: [di]"),
        "reading_time": plan("readingTime: 11", "readingTime: 13"),
        "doubts": plan("draft: false", "status: draft"),
        "source_title": "what a title is a translation of; without one, the title",
    },
    PlannedPillar: {
        "location": WHERE,
        "id": plan("id: salt", "id: brine"),
        "title": plan("title: Flour and water", "title: Water and flour"),
        "summary": plan("What dough", "All dough"),
        "icon": plan("icon: beaker", "icon: flame"),
        "label": plan("title: Flour and water", "number: A\n    title: Flour and water"),
        "part": plan("pillars:\n  - id: flour", "parts:\n- title: P\n  pillars:\n  - id: flour"),
        "docname": plan("    doc: flour/index\n", ""),
        "doc_location": WHERE,
        "requires": plan("    requires: [flour]\n", "", is_shown=False),
        "doubts": plan("    requires: [flour]\n", "    requires: [flour]\n    draft: true\n"),
        "posts": plan("      - flour/a\n      - flour/b\n", "      - flour/b\n      - flour/a\n"),
    },
    PlannedJourney: {
        "location": WHERE,
        "id": plan("id: bread", "id: loaves"),
        "title": plan("Bread from scratch", "Bread by hand"),
        "description": plan("From flour to loaf", "From grain to crumb"),
        "start": plan("start: 2026-10-01", "start: 2026-10-08", is_shown=False),
        "cadence": plan("cadence: weekly", "cadence: monthly", is_shown=False),
        "authors": plan("ada: {", "bob: {"),
        "tag_authority": plan("example.org,2026", "example.com,2026", is_shown=False),
        "posts": plan("  - why\n", "  - spare\n  - why\n"),
        "pillars": plan("  - {id: salt", "  - {id: oil, title: Oil, posts: []}\n  - {id: salt"),
    },
    Author: {
        "name": plan("Ada Baker", "Ada Miller"),
        "url": plan("example.org/ada", "example.org/baker"),
        "avatar": plan("ada.png", "other.png", is_shown=False),
    },
}
"""What changes each field, or why it has no value of its own."""

CHANGES = {
    f"{model.__name__}.{name}": change
    for model, fields in FIELDS.items()
    for name, change in fields.items()
    if isinstance(change, Change)
}


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_no_field_is_forgotten(model: type) -> None:
    fields = set(model.__annotations__)
    missing = sorted(fields - FIELDS[model].keys())
    assert not missing, f"FIELDS says of no value of {model.__name__} how it changes: {missing}"
    assert sorted(FIELDS[model].keys() - fields) == []


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return the site, built once."""
    return Bench(tmp_path_factory.mktemp("bench"), (FURO, TEXT), files=FILES)


@pytest.mark.parametrize("name", CHANGES)
def test_a_rebuild_after_another_value_is_a_clean_build(bench: Bench, name: str) -> None:
    change = CHANGES[name]

    def step(site: Site) -> None:
        site.replace(change.file, change.old, change.new)

    edit = Edit(name, (step,))
    check_clean(bench, edit)
    outcome = bench.outcomes(edit)[FURO.name]
    pages = {
        page
        for page in outcome.first.keys() | outcome.clean.keys()
        if page.endswith(".html") and outcome.first.get(page) != outcome.clean.get(page)
    }
    assert bool(pages) == change.is_shown, f"pages that differ with another {name}: {sorted(pages)}"
