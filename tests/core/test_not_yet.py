"""Every way to say "not yet" holds a document back, and says so unless it is the right one."""

from __future__ import annotations

import datetime as dt
import random

import pytest

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


UNDERSTOOD = [
    "draft: true",
    "Draft: yes",
    "date: 2099-01-01",
    "publishDate: 2099-01-01",
    "pubDate: 2099-01-01",
    "published: 2099-01-01",
    "published: false",
    "expiryDate: 2021-01-01",
    "unpublishdate: 2021-01-01",
    "date: Jan 14, 2099",
    "date: 29 October 2099",
    "date: Thursday, January 1st, 2099 at 10:00",
    "date: Thu, 01 Jan 2099 10:00:00 +0200",
]
KEYS = [
    # separators and slips of the pen
    "publish_date: 2099-01-01",
    "publish-date: 2099-01-01",
    "publish date: 2099-01-01",
    "expiry_date: 2021-01-01",
    "expirydat: 2021-01-01",
    "exipryDate: 2021-01-01",
    "drafts: true",
    "drfat: true",
    "dratf: yes",
    "draf: on",
    "publised: false",
    "publishedDate: 2099-01-01",
    "dat: 2099-01-01",
    "dates: 2099-01-01",
    "datum: 2099-01-01",
    "publishDat: next week",
    # other tools' keys
    "status: draft",
    "Status: DRAFT",
    "status: private",
    "status: in review",
    "state: draft",
    "visibility: private",
    "post_status: pending",
    "type: draft",
    "layout: draft",
    "wip: true",
    "unlisted: true",
    "hidden: true",
    "private: true",
    "unpublished: true",
    "publish: false",
    "public: false",
    "visible: no",
    "ready: false",
    "live: false",
    "dg-publish: false",
    "permalink: false",
    "headless: true",
    "embargo: 2099-01-01",
    "embargo_until: 2099-01-01",
    "published_at: 2099-01-01",
    "datePublished: 2099-01-01",
    "publishOn: 2099-01-01",
    "release_date: 2099-01-01",
    "go-live: 2099-01-01",
    "scheduled: 2099-01-01",
    "scheduled: true",
    "posted: 01/02/2099",
    "expires: 2021-01-01",
    "expired: true",
    "valid_until: 2021-01-01",
    "params: {draft: true}",
    "build: {render: never}",
    "_build: {render: never}",
    "cascade: {draft: true}",
    "hugo: {params: {publishDate: 2099-01-01}}",
    # values that mean nothing, of keys that are ours
    "draft: ture",
    "draft: 1",
    "draft: [true]",
    "published: soon",
    "date: TBD",
    "date: 2099/01/14",
    "date: 14.01.2099",
    "date: 01/02/2025",
    "date: 2099-13-01",
    "date: 2099-01",
    "date: {created: 2099-01-01}",
    "expiryDate: yesterday",
]
PLACES = {
    "no fences": "draft: true\n\n# A\n",
    "no fences, TOML": "draft = true\n\n# A\n",
    "no fences, after others": "title: A\nauthor: B\ndraft: true\n\n# A\n",
    "no fences, a date": "title: A\ndate: 2099-01-01\n\n# A\n",
    "Pelican": "Title: A\nDate: 2099-01-01\nStatus: draft\n\nWords.\n",
    "MultiMarkdown status": "Status: draft\n\n# A\n",
    "below the heading": "# A\n\n---\ndraft: true\n---\n\nWords.\n",
    "below the heading, a date": "# A\n\n---\ndate: 2099-01-01\n---\n\nWords.\n",
    "below the heading, bare": "# A\n\ndraft: true\n\nWords.\n",
    "below the heading, bold": "# A\n\n**Draft:** true\n",
    "stars": "***\ndraft: true\n***\n# A\n",
    "two dashes": "--\ndraft: true\n--\n# A\n",
    "underscores": "___\ndate: 2099-01-01\n___\n# A\n",
    "semicolons": ";;;\ndraft: true\n;;;\n# A\n",
    "a line before it": "Words.\n---\ndraft: true\n---\n# A\n",
    "never closed": "---\ndraft: true\n\n# A\n",
    "closed too early": "---\ntitle: A\n---\ndraft: true\n---\n# A\n",
    "twice": "---\ntitle: A\n---\n---\ndraft: true\n---\n# A\n",
    "a comment": "<!-- draft: true -->\n# A\n",
    "a comment of lines": "<!--\ndraft: true\n-->\n# A\n",
    "Nikola": "<!--\n.. title: A\n.. status: draft\n-->\n\nWords.\n",
    "MyST comment": "% draft: true\n\n# A\n",
    "a link's comment": "[//]: # (draft: true)\n\n# A\n",
    "in a fence": "```yaml\n---\ndraft: true\n---\n```\n\n# A\n",
    "in a bare fence": "```\ntitle: A\ndate: 2099-01-01\n```\n\n# A\n",
    "a list": "- draft: true\n- title: A\n\n# A\n",
    "a quotation": "> draft: true\n\n# A\n",
    "blank lines": "\n\n---\ndraft: true\n---\n# A\n",
    "indented": "  ---\n  draft: true\n  ---\n# A\n",
    "JSON without braces": '"draft": true,\n"title": "A"\n\n# A\n',
    "JSON without quotes": "{\ndraft: true\n}\n# A\n",
    "a mark before it": "\ufeff\n---\ndraft: true\n---\n# A\n",
    "ABlog": "# A\n\n```{post} Jan 14, 2099\n```\n",
    "ABlog's draft": "```{post}\n:tags: a\n```\n\n# A\n",
    "broken": "---\ntitle: [\ndraft: true\n---\n# A\n",
    "broken, and misspelled": "---\ntitle: [\ndrfat: true\n---\n# A\n",
}
RST_PLACES = {
    "indented": " :draft: true\n\nA\n=\n",
    "no second colon": ":draft true\n\nA\n=\n",
    "no first colon": "draft: true\n\nA\n=\n",
    "a field list whose first line lacks its colon": ":title A\n:draft: true\n\nA\n=\n",
    "a space": ": draft: true\n\nA\n=\n",
    "below the title": "A\n=\n\n:draft: true\n\nWords.\n",
    "right below the title": "Title\n=====\n:date: 2099-01-01\n\nWords.\n",
    "YAML": "---\ndraft: true\n---\n\nA\n=\n",
    "Nikola": ".. title: A\n.. status: draft\n\nWords.\n",
    "ABlog": ".. post:: 2099-01-14\n   :tags: a\n\nA\n=\n",
    "ABlog's draft": "A\n=\n\n.. post::\n   :tags: a\n",
    "a comment": ".. draft: true\n\nA\n=\n",
    "a field of another tool": ":status: draft\n\nA\n=\n",
    "separators": ":publish_date: 2099-01-01\n\nA\n=\n",
    "words first": "Words.\n\n:draft: true\n",
}


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
    robots: noindex|live: https://example.com|schedule: weekly|launch: Ariane 6|embargo: none
"""
ORDINARY_LINES = """
    ```{post} Jan 14, 2020\n```|.. post:: 2020-01-14|
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
