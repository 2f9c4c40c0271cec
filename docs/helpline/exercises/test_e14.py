"""The solutions of post 1.4."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from e14_1 import chance_of_a_slow_part
from e14_2 import send
from e14_3 import longest_block
from e14_4 import rotate
from helpline.records import Ticket
from helpline.service_journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

TICKET = {"id": "my-1", "text": "hello"}


def test_one_slow_part_in_a_hundred_makes_most_large_pages_slow() -> None:
    assert chance_of_a_slow_part(0.01, 1) == pytest.approx(0.01)
    assert chance_of_a_slow_part(0.01, 100) == pytest.approx(0.634, abs=0.001)
    assert chance_of_a_slow_part(0, 100) == 0


def sent(
    replies: list[httpx.Response | Exception],
) -> tuple[Any, list[float], list[bytes]]:
    """Send a ticket to a server that gives these replies; return what came of it."""
    slept: list[float] = []
    bodies: list[bytes] = []

    def serve(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        reply = replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run() -> Any:
        transport = httpx.MockTransport(serve)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://test"
        ) as client:
            return await send(client, TICKET, tries=3, sleep=sleep)

    return asyncio.run(run()), slept, bodies


def test_a_client_waits_as_it_is_told_and_sends_the_same_id() -> None:
    busy = httpx.Response(503, headers={"Retry-After": "5"})
    lost = httpx.ReadError("reset")
    reply, slept, bodies = sent(
        [busy, lost, httpx.Response(200, json={"ticket": "my-1"})]
    )
    assert reply == {"ticket": "my-1"}
    assert slept == [5, 1]
    assert len(set(bodies)) == 1
    assert len(bodies) == 3


def test_a_client_gives_up_on_what_will_not_change_and_after_a_while() -> (
    None
):
    with pytest.raises(httpx.HTTPStatusError):
        sent([httpx.Response(422, json={})])
    with pytest.raises(TimeoutError):
        sent(
            [
                httpx.Response(503, headers={"Retry-After": "1"})
                for _ in range(3)
            ]
        )


def test_a_block_of_the_loop_is_noticed_and_a_thread_is_none() -> None:
    async def blocks() -> None:
        await asyncio.sleep(0.02)
        time.sleep(0.4)

    async def uses_a_thread() -> None:
        await asyncio.sleep(0.02)
        await asyncio.to_thread(time.sleep, 0.4)

    assert asyncio.run(longest_block(blocks())) > 0.3
    assert asyncio.run(longest_block(uses_a_thread())) < 0.3


def journal_in(folder: Path) -> Path:
    file = folder / "journal"
    with Journal(file) as journal:
        for name in ("my-1", "my-2", "my-3"):
            journal.take(Ticket(id=name, text=f"text of {name}"))
        journal.answered("my-2", {"answer": "yes"})
    return file


def test_a_rotated_journal_holds_what_is_unanswered_and_the_old_one_is_kept(
    tmp_path: Path,
) -> None:
    file, kept = journal_in(tmp_path), tmp_path / "old"
    before = file.read_bytes()
    assert rotate(file, kept) == 2
    with Journal(file) as journal:
        assert (
            list(journal.entries) == journal.unanswered() == ["my-1", "my-3"]
        )
        assert journal.ticket("my-3").text == "text of my-3"
    assert kept.read_bytes() == before
    assert file.stat().st_size < len(before)


@pytest.mark.parametrize("step", ["link", "replace"])
def test_a_crash_on_the_way_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file, kept = journal_in(tmp_path), tmp_path / "old"
    before = file.read_bytes()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, step, crash)
        with pytest.raises(KeyboardInterrupt):
            rotate(file, kept)
    assert file.read_bytes() == before
    assert rotate(file, kept) == 2


def test_names_are_on_the_disk_before_and_after_the_new_file_is_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = journal_in(tmp_path), tmp_path / "old"
    before, seen = file.stat().st_ino, []

    def synced(folder: Path) -> None:
        seen.append((folder, file.stat().st_ino == before))

    monkeypatch.setattr("e14_4.sync_folder", synced)
    rotate(file, kept)
    assert seen == [(tmp_path, True), (tmp_path, False)]
