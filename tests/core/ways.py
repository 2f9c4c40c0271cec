"""Ways to say "not yet", and the page that lists them: `python -m core.ways` in `tests/`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = Path(__file__).parents[2] / "docs/contributing/near-misses.md"

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
    "cascade: [{draft: true}]",
    "params: {hidden: true}",
    "pelican: {status: draft}",
    "embargo: January 2099",
    "embargo: {until: 2099-01-01}",
    "publish_at: TBD",
    "release_date: January 2099",
    "published_at: 2099-02-30",
    "expires: Dec 2020",
    "status: [draft]",
    "status: draft (v2)",
    "state: scheduled",
    "workflow_state: draft",
    "blogpost: true",
    "tags: [bread, draft]",
    "status: auto-draft",
    "post_status: trash",
    "status: archived",
    "status: entwurf",
    "status: needs review",
    "publish: draft",
    "published: not yet",
    "publish: soon",
    "pubDatetime: 2099-01-01T10:00:00Z",
    "saveAsDraft: true",
    "embargoedUntil: 2099-01-01",
    "valid_from: 2099-01-01",
    "publish-after: 2099-01-01",
    "show_until: 2021-01-01",
    "publi\u00e9: non",
    "publi\u00e9: false",
    "ver\u00f6ffentlicht: nein",
    "publicado: n\u00e3o",
    "Ver\u00f6ffentlichungsdatum: 2099-01-01",
    "build: {render: link}",
    "cascade: {date: 2099-01-01}",
    "date: 1/14/2099",
    "categories: Draft",
    "tags: bread, WIP",
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
    "a key twice": "---\nstatus: draft\nstatus: published\n---\n# A\n",
    "a key twice, TOML": "+++\npublish = false\npublish = true\n+++\n# A\n",
    "twice": "---\ntitle: A\n---\n---\ndraft: true\n---\n# A\n",
    "a comment": "<!-- draft: true -->\n# A\n",
    "a comment of lines": "<!--\ndraft: true\n-->\n# A\n",
    "Nikola": "<!--\n.. title: A\n.. status: draft\n-->\n\nWords.\n",
    "MyST comment": "% draft: true\n\n# A\n",
    "a link's comment": "[//]: # (draft: true)\n\n# A\n",
    "in a fence": "```yaml\n---\ndraft: true\n---\n```\n\n# A\n",
    "in a bare fence": "```\ntitle: A\ndate: 2099-01-01\n```\n\n# A\n",
    "smart dashes": "\u2014\u2014\u2014\nstatus: draft\n\u2014\u2014\u2014\n# A\n",
    "a comment of a template": "{# draft: true #}\n# A\n",
    "another link's comment": "[comment]: <> (draft: true)\n# A\n",
    "ABlog, tildes": "~~~ {post} Jan 14, 2099\n~~~\n\n# A\n",
    "a list": "- draft: true\n- title: A\n\n# A\n",
    "a quotation": "> draft: true\n\n# A\n",
    "blank lines": "\n\n---\ndraft: true\n---\n# A\n",
    "indented": "  ---\n  draft: true\n  ---\n# A\n",
    "JSON without braces": '"draft": true,\n"title": "A"\n\n# A\n',
    "JSON without quotes": "{\ndraft: true\n}\n# A\n",
    "a mark before it": "\ufeff\n---\ndraft: true\n---\n# A\n",
    "ABlog": "# A\n\n```{post} Jan 14, 2099\n```\n",
    "ABlog's draft": "```{post}\n:tags: a\n```\n\n# A\n",
    "ABlog, no day": "# A\n\n```{post} when it is done\n```\n",
    "ABlog, far down": "# A\n" + "\nWords.\n" * 80 + "\n```{post} Jan 14, 2099\n```\n",
    "broken": "---\ntitle: [\ndraft: true\n---\n# A\n",
    "broken, and misspelled": "---\ntitle: [\ndrfat: true\n---\n# A\n",
}
RST_PLACES = {
    "indented": " :draft: true\n\nA\n=\n",
    "a flag": ":wip:\n\nA\n=\n",
    "Pelican": "My post\n#######\n\n:date: 2099-10-03 10:20\n:category: yeah\n\nWords.\n",
    "Pelican's status": "My post\n=======\n\n:category: yeah\n:status: draft\n\nWords.\n",
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
    "ABlog, no day": ".. post:: when it is done\n\nA\n=\n",
    "Nikola's tags": ".. title: A\n.. tags: draft, bread\n\nWords.\n",
    "no colons, then a field": "draft: true\n:title: A\n\nA\n=\n",
    "twice": ":status: draft\n:status: published\n\nA\n=\n",
    "a comment": ".. draft: true\n\nA\n=\n",
    "a field of another tool": ":status: draft\n\nA\n=\n",
    "separators": ":publish_date: 2099-01-01\n\nA\n=\n",
    "words first": "Words.\n\n:draft: true\n",
}
BESIDE = [
    ("a folder's name *", "`drafts/post.md`, `_drafts/post.md`, `unpublished/post.md`"),
    ("a file's name *", "`post.draft.md`"),
    (
        "a day in a blog's file names, without a date in the file *",
        "`_posts/2099-01-14-post.md`, `blog/2099-01-14-post/index.md`, `blog/2099/01/14/post.md`",
    ),
    ("Quarto's metadata of a folder *", "`draft: true` in `_metadata.yml`"),
    ("Eleventy's data of a folder *", '`{"draft": true}` in `posts/posts.json`'),
    ("Hugo's front matter of a section *", "`cascade: {draft: true}` in `_index.md`"),
    ("fields that a document begins by including", "`:draft: true` in `fields.txt`"),
    ("a file of the same name", "`draft: true` in `post.md` beside `post.ipynb`"),
]
_BESIDE = (
    "Held back with one warning for all documents that it concerns. Where there is a *, a document "
    "whose own front matter says `draft: false` is published."
)
"""Tested in `tests/builders/test_beside.py` and `test_near_misses.py`."""


_INTRODUCTION = (
    "The tests try each of these ways to say that a document isn't published; the lists are in "
    "`tests/core/ways.py`, and `python -m core.ways` in `tests/` writes this page."
)


def page() -> str:
    """Return the page that lists every way with what is done."""
    understood = [(_code(line),) for line in UNDERSTOOD]
    keys = [(_code(line),) for line in KEYS]
    places = [(name, _code(text)) for name, text in PLACES.items()]
    fields = [(name, _code(text)) for name, text in RST_PLACES.items()]
    parts = [
        "---",
        "description: Every way to say that a document isn't published that the tests try.",
        "---",
        "# Near misses",
        "",
        _INTRODUCTION,
        "Published silently: none.",
        "",
        "## Understood",
        "",
        "Held back, and nothing is said.",
        "",
        *_table(("Front matter",), understood),
        "",
        "## Not understood",
        "",
        "Held back like a draft, with a warning at its line.",
        "",
        *_table(("Front matter",), keys),
        "",
        "## In another place",
        "",
        "Held back like a draft, with a warning at its line.",
        "",
        "### Markdown",
        "",
        *_table(("Place", "Text"), places),
        "",
        "### reStructuredText",
        "",
        *_table(("Place", "Text"), fields),
        "",
        "## Beside the text",
        "",
        _BESIDE,
        "",
        *_table(("Where", "For instance"), BESIDE),
    ]
    return "\n".join(parts) + "\n"


def _code(text: str) -> str:
    """Return a text as inline code, its lines on one."""
    line = " ⏎ ".join(text.replace("\ufeff", "(byte order mark) ").rstrip().split("\n"))
    marks = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{marks} {line} {marks}" if len(marks) > 1 else f"`{line}`"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ("---",) * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', r'&#124;') for cell in row)} |" for row in lines]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
