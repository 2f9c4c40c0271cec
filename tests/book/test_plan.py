"""The numbers and dates of the posts: what pages show agrees with the plan's order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from sphinx_journey.core.frontmatter import parse
from sphinx_journey.core.manifest import read_manifest

from .test_posts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_journey.core.fields import FrontMatter
    from sphinx_journey.core.plan import Entry

DOCS = ROOT / "docs"
START = re.compile(r"from (\w+ \d{1,2}, \d{4}),? on\b", re.IGNORECASE)
"""How a page says from which day on a post comes out each week."""

TELLING = {
    "the home page": DOCS / "index.md",
    "post 0.1": DOCS / "overview" / "the-journey.md",
    "how to read": DOCS / "about" / "how-to-read.md",
    "the readme": ROOT / "README.md",
}


def plan() -> Iterator[tuple[str, Entry]]:
    """Yield each post of the plan with its number: the overview's are 0.1 and up."""
    [journey] = read_manifest(text_of(DOCS / "journey.yml"), path="")[0].journeys
    for chapter, entries in enumerate([journey.posts, *(one.posts for one in journey.pillars)]):
        for place, entry in enumerate(entries, 1):
            yield f"{chapter}.{place}", entry


NUMBERED = list(plan())


def front_matter(entry: Entry) -> FrontMatter:
    return parse(text_of(DOCS / f"{entry.docname}.md"), markup="markdown", path="").meta


def titles(entry: Entry) -> list[str]:
    """Return the titles by which a post is shown: its page's, or the plan's before it has one."""
    if not entry.docname:
        return [entry.title or ""]
    heading = re.findall(r"^# (.+)$", text_of(DOCS / f"{entry.docname}.md"), re.MULTILINE)[0]
    link_title = front_matter(entry).link_title
    return [heading, link_title] if link_title else [heading]


def weekly() -> list[date]:
    """Return the days of the posts that come out one by one: all but the first chapter's."""
    entries = [entry for number, entry in NUMBERED if int(number[0]) > 1]
    days = [front_matter(one).date if one.docname else one.date for one in entries]
    return [date.fromisoformat(f"{day}"[:10]) for day in days]


@pytest.mark.parametrize("numbered", NUMBERED, ids=lambda numbered: numbered[0])
def test_a_post_shows_the_number_of_its_place_in_the_plan(numbered: tuple[str, Entry]) -> None:
    number, entry = numbered
    for title in titles(entry):
        assert re.fullmatch(rf"{re.escape(number)} [A-Z].+", title)


def test_posts_come_out_a_week_apart_in_reading_order() -> None:
    assert {later - earlier for earlier, later in pairwise(weekly())} == {timedelta(days=7)}


@pytest.mark.parametrize("page", TELLING.values(), ids=TELLING)
def test_a_page_names_the_day_from_which_posts_are_weekly_as_the_plan_does(page: Path) -> None:
    first = weekly()[0]
    day = f"{first:%B} {first.day}, {first.year}"
    assert START.findall(" ".join(text_of(page).split())) == [day]
