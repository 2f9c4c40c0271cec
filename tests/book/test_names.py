"""A post shows what its listings use, or links to a page that does."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from support import ROOT

from sphinx_journey.core.manifest import read_manifest

from .names import Reader

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
RECORDS = """
    '''Records.'''
    from dataclasses import dataclass

    # region record
    @dataclass
    class Record:
        name: str
    # endregion record

    LIMIT = 3

    # region ticket
    class Ticket(Record):
        def short(self, most: int = LIMIT) -> str:
            kept = [part for part in self.name.split()]
            return " ".join(kept[:most])
    # endregion ticket

    # region limit
    LIMIT = 4
    # endregion limit
    """
DESK = """
    from helpline.records import Ticket as Letter

    # region desk
    def reply(letter: "Letter") -> str:
        return len(letter.short()) * other
    # endregion desk

    from another import other
    """
TICKET = ":::{listing} helpline/src/helpline/records.py\n:region: ticket\n:::\n"
RECORD = TICKET.replace("ticket", "record")
LIMIT = TICKET.replace("ticket", "limit")
REPLY = ":::{listing} helpline/src/helpline/desk.py\n:region: desk\n:::\n"


def found(docs: Path, *posts: str) -> list[str]:
    source = docs / "helpline/src/helpline"
    source.mkdir(parents=True, exist_ok=True)
    (source / "records.py").write_text(dedent(RECORDS), encoding="utf-8")
    (source / "desk.py").write_text(dedent(DESK), encoding="utf-8")
    reader, problems = Reader(docs), []
    for number, text in enumerate(posts):
        post = docs / f"p{number}.md"
        post.write_text(text, encoding="utf-8")
        problems += [one.partition(" uses ")[2].partition(",")[0] for one in reader.read(post)]
    return problems


def test_a_name_that_no_listing_defines_is_found_and_locals_are_not(tmp_path: Path) -> None:
    assert found(tmp_path, TICKET) == ["Record", "LIMIT"]
    assert found(tmp_path, RECORD) == []
    assert found(tmp_path, TICKET + RECORD + LIMIT) == []


def test_an_earlier_post_counts_and_a_later_one_does_not(tmp_path: Path) -> None:
    assert found(tmp_path, RECORD + LIMIT, TICKET) == []
    assert found(tmp_path, TICKET, RECORD + LIMIT) == ["Record", "LIMIT"]


def test_a_name_is_followed_to_the_module_that_defines_it(tmp_path: Path) -> None:
    assert found(tmp_path, REPLY) == ["Letter"]
    assert found(tmp_path, TICKET + RECORD + LIMIT, REPLY) == []


def test_a_link_by_the_name_to_a_page_that_shows_it_is_enough(tmp_path: Path) -> None:
    (tmp_path / "parts.md").write_text(RECORD, encoding="utf-8")
    link = "See [`Record`](parts.md#records) and [`LIMIT`](parts.md).\n\n"
    assert found(tmp_path, link + TICKET) == ["LIMIT"]
    assert found(tmp_path, link.replace("parts.md", "none.md") + TICKET) == ["Record", "LIMIT"]
    assert found(tmp_path, "See `Record` and [Record](parts.md).\n\n" + TICKET) == [
        "Record",
        "LIMIT",
    ]


def test_the_posts_show_or_link_every_name_that_their_listings_use() -> None:
    plan, _ = read_manifest((DOCS / "journey.yml").read_text("utf-8"), path="journey.yml")
    [journey] = plan.journeys
    every = [*journey.posts, *(post for pillar in journey.pillars for post in pillar.posts)]
    paths = [DOCS / f"{post.docname}.md" for post in every if post.docname]
    reader = Reader(DOCS)
    assert {path.stem: reader.read(path) for path in paths} == {path.stem: [] for path in paths}
    assert len(paths) >= 7
