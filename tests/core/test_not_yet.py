"""Every way to say "not yet" holds a document back, and says so unless it is the right one."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from core.ways import KEYS, PAGE, PLACES, RST_PLACES, UNDERSTOOD, page

from sphinx_journey.core.document import Document, Settings
from sphinx_journey.core.frontmatter import Markup, parse
from sphinx_journey.core.plan import Plan
from sphinx_journey.core.publication import publications_of

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
LATER = "2099-01-01"


def read(text: str, markup: Markup = "markdown") -> tuple[bool, list[str]]:
    """Return whether a text's document is held back, and what is said."""
    parsed = parse(text, markup=markup, path="post.md")
    document = Document(docname="a", path="post.md", front=parsed.meta, doubts=parsed.doubts)
    found = publications_of({"a": document}, Plan(), Settings(now=NOW, zone=dt.UTC))
    doubts = [doubt.problem for doubt in found.doubted.values()]
    said = [f"{one.location.line}: {one.message}" for one in (*parsed.problems, *doubts)]
    return bool(found.withheld), said


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_what_is_understood_holds_a_document_back_without_a_word(line: str) -> None:
    assert read(f"---\ntitle: A\n{line}\n---\n# A\n") == (True, [])
    assert read(f":{line.replace(': ', ': ', 1)}\n\nA\n=\n", "rst") == (True, [])


@pytest.mark.parametrize("line", KEYS)
def test_a_near_miss_in_front_matter_holds_a_document_back_and_says_so(line: str) -> None:
    held, said = read(f"---\ntitle: A\n{line}\n---\n# A\n")
    assert held
    (message,) = said
    assert message.startswith("3: ")
    assert "held back like a draft" in message


@pytest.mark.parametrize("name", PLACES)
def test_front_matter_in_a_wrong_place_holds_a_document_back_and_says_so(name: str) -> None:
    held, said = read(PLACES[name])
    assert held
    assert len([one for one in said if "held back" in one]) == 1


@pytest.mark.parametrize("name", RST_PLACES)
def test_fields_in_a_wrong_place_hold_a_document_back_and_say_so(name: str) -> None:
    held, said = read(RST_PLACES[name], "rst")
    assert held
    assert len(said) == 1
    assert "held back" in said[0]


def test_the_page_lists_every_way() -> None:
    assert PAGE.read_text("utf-8") == page()


ORDINARY_KEYS = """
    title: A title|author: Ada|authors: [Ada, Grace]|tags: [draft horse, nba]|keywords: draft|
    categories: [news]|description: "The draft: true stories"|summary: published last year|
    status: published|status: final|status: Accepted|Status: Active|state: open|stage: beta|
    type: post|layout: post|published: true|publish: true|public: yes|visible: true|hidden: false|
    private: false|unlisted: no|wip: false|draft: false|drafts: false|craft: true|drift: true|
    data: 2099-not-a-date|data: file.csv|rate: 5|gate: open|late: no|update: 2025-01-01|
    updated: 2026-01-01|modified: 2026-01-01|lastmod: 2099-01-01|created: 2020-01-01|
    publisher: Springer|release: 1.2.3|release: 2024.10.1|version: 2.0|released: 2020-05-01|
    release_date: 2020-05-01|published_at: 2020-01-01|datePublished: 2019-01-01|posted: 01/02/2020|
    publish_date: 2020-01-01|expires: 2099-01-01|valid_until: 2099-12-31|eventDate: 2099-03-01|
    start_date: 2099-01-01|deadline: 2099-01-01|next_review: 2099-01-01|due: 2099-01-01|
    hide: [toc]|hide: true|toc: false|comments: false|math: true|featured: true|weight: 10|
    cover: {image: a.png, hidden: true}|params: {date: 2099-01-01}|event: {date: 2099-01-01}|
    expiryDate: 0001-01-01T00:00:00Z|date: 0001-01-01|publishDate: 2020-01-01|date: Jan 14, 2025|
    kernelspec: {name: python3}|jupytext: {formats: md}|permalink: /a/b/|slug: a-b|
    myst: {title_to_header: true}|orphan: true|nosearch: true|tocdepth: 2|search: false|
    punished: no|data: 2099-01-01.csv|release: 2099.1.1|
    launch: 2099-05-01|draft: none|tags: [drafting, first draft]|categories: nba-draft|tags: 5|
    myst: {substitutions: {draft: "yes"}}|robots: noindex|
    live: https://example.com|build: {list: never}|status: draft-free|
    status: skipper|state: drafted by Ada|
    cascade: {date: 2020-01-01}|valid_from: 2020-01-01|show_until: 2099-01-01|publish: everywhere|
    schedule: weekly|launch: Ariane 6|embargo: none
"""
ORDINARY_LINES = """
    ```{post} Jan 14, 2020\n```|.. post:: 2020-01-14|## Draft 1|Published - no|$$\ndraft = 1\n$$|
    - `draft: true`|## `draft: true`|> ```yaml\n> draft: true\n> ```|<pre>\ndraft: true\n</pre>|
    draft  true|.. _live: no|A literal::\n\n draft: true|
    # A heading|## Draft: what it means|Draft beer is best at 5 °C.|Date: 2020-01-01|Words.|
    The draft: true or false, it says.|Published: 2019, Springer|- draft horses|***|---|
    The status: draft, accepted, final.|| draft | true ||`draft: true` holds a page back.|
    date = today()|Deadline: 2099-01-01|Published in 2024.|Status: accepted|> Draft animals|
    ```yaml\ndraft: true\n```|    draft: true|```{code-block} yaml\ndraft: true\n```|
    <!-- more -->|:::{note}\nDraft: true words\n:::|Next: 2099-01-01|**Draft** true to life.
"""


def test_2000_ordinary_posts_raise_no_alarm() -> None:
    chance = random.Random(1)
    keys = [one.strip() for one in ORDINARY_KEYS.replace("\n", "").split("|")]
    parts = [one.strip("\n ") for one in ORDINARY_LINES.split("|\n")]
    lines = [line for part in parts for line in part.split("|") if line.strip()]
    for _ in range(2000):
        chosen = {key.partition(":")[0].lower(): key for key in chance.sample(keys, 8)}
        head = "\n".join(chosen.values())
        body = "\n\n".join(chance.choices(lines, k=12))
        text = f"---\n{head}\n---\n# A title\n\n{body}\n"
        held, said = read(text)
        assert (held, [one for one in said if "held back" in one]) == (False, []), text


ORDINARY_TEXTS = {
    "a block of data below front matter": "---\ntitle: A\n---\n```yaml\ndraft: true\n```\n",
    "settings of a program": "```yaml\nhidden: true\nexpires: 2020-01-01\n```\n\n# A\n",
    "terms and definitions": "draft\n: A text.\n\nstatus: draft\n: Not yet out.\n\n# A\n",
    "a heading": "## Status: draft\n\nWords.\n",
    "ABlog's directive as code": "# A\n\n```rst\n.. post:: Jan 14, 2099\n```\n",
}
ORDINARY_FIELDS = {
    "the day of the last change": ":Date: $Date$\n\nA\n=\n",
    "the day of the last change, expanded": ":Date: $Date: 2020/01/14 10:00:00 $\n\nA\n=\n",
    "the day of the build": ":date: |today|\n\nA\n=\n",
    "terms and definitions": "status: draft\n   Not yet out.\n\nA\n=\n",
}


@pytest.mark.parametrize("name", ORDINARY_TEXTS)
def test_an_ordinary_text_raises_no_alarm(name: str) -> None:
    assert read(ORDINARY_TEXTS[name]) == (False, [])


@pytest.mark.parametrize("name", ORDINARY_FIELDS)
def test_an_ordinary_text_in_rst_raises_no_alarm(name: str) -> None:
    assert read(ORDINARY_FIELDS[name], "rst") == (False, [])


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("01/02/2025", "write 2025-02-01 or 2025-01-02"),
        ("14.01.2027", "write 2027-01-14"),
        ("2027/01/14", "write 2027-01-14"),
        ("2027-13-01", "write one that exists"),
    ],
)
def test_a_day_that_is_not_understood_is_shown_as_it_should_be_written(
    written: str, right: str
) -> None:
    held, (said,) = read(f"---\ndate: {written}\n---\n# A\n")
    assert held
    assert right in said
