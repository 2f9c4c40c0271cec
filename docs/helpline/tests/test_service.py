"""The service on real sockets: bad input, slow clients, many at once, and no ticket lost."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from helpline.cli import main
from helpline.desk import Desk
from helpline.records import Article, Reply, Ticket
from helpline.service import Handled, Service, create_app
from helpline.service_guard import Guard, where
from helpline.service_journal import Journal, JournalInUseError, sync_folder
from helpline.service_limits import Limits
from helpline.service_problems import PROBLEMS
from helpline.service_run import (
    SPARE_CONNECTIONS,
    Counted,
    CutOff,
    allow_files,
    config_of,
    handler,
    listen,
    running,
    url_of,
)
from helpline.service_similar import Similar, encode
from helpline.stages import s14_similar
from helpline.triage.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCKED = Article(
    id="locked",
    title="Sign-in is locked",
    queue="sign-in",
    updated=date(2026, 1, 2),
    body="Ten failed attempts lock sign-in for 15 minutes.\n\nWait, then sign in again.",
)
EARLIER = {
    "t1": "Sign-in is locked after ten failed attempts, what now?",
    "t2": "Where is my invoice for May?",
    "t3": "Can guests edit a shared document?",
}
QUICK = Limits(
    workers=2,
    waiting=8,
    handle_seconds=3,
    body_seconds=0.3,
    head_seconds=0.4,
    drain_seconds=0.3,
)
PATIENT = QUICK.model_copy(update={"body_seconds": 10, "head_seconds": 10})
DESK = Desk({"locked": LOCKED}, Rules(), min_score=0.5)


def desk_work(ticket: Ticket) -> Handled:
    return handler(DESK, Similar(EARLIER))(ticket)


def echo(ticket: Ticket) -> Handled:
    return Handled(
        ticket=ticket.id,
        reply=Reply(ticket=ticket.id, queue="tasks", refusal="test"),
    )


class Served:
    """A running service, its client and its journal."""

    def __init__(
        self, url: str, client: httpx.Client, journal: Journal
    ) -> None:
        self.url, self.client, self.journal = url, client, journal

    def post(self, text: Any, **more: Any) -> httpx.Response:
        return self.client.post("/tickets", json={"text": text, **more})

    def raw(self) -> socket.socket:
        parts = urlsplit(self.url)
        return socket.create_connection(
            (parts.hostname, parts.port), timeout=5
        )


@contextmanager
def serving(
    folder: Path,
    work: Any = desk_work,
    limits: Limits = QUICK,
    opens: Any = None,
) -> Iterator[Served]:
    with Journal(folder / "journal") as journal:
        app = create_app(opens or (lambda: work), journal, limits)
        with (
            running(app, limits) as url,
            httpx.Client(base_url=url, timeout=20, trust_env=False) as client,
        ):
            served = Served(url, client, journal)
            if opens is None:
                until(lambda: client.get("/ready").status_code == 200)
            yield served


def until(happens: Callable[[], object], seconds: float = 10) -> None:
    ends = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < ends, "it does not happen"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("service")) as served:
        yield served


def code_of(reply: httpx.Response) -> str:
    """Check the shape of an error; return its code."""
    body = reply.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "field", "ticket"}
    problem = PROBLEMS[body["error"]["code"]]
    assert reply.status_code == problem.status
    assert ("retry-after" in reply.headers) == problem.repeat
    assert "Traceback" not in reply.text
    code: str = body["error"]["code"]
    return code


def test_a_ticket_is_answered_with_its_citation_and_similar_ones(
    served: Served,
) -> None:
    reply = served.post("sign-in is locked after ten failed attempts")
    assert reply.status_code == 200
    body = Handled.model_validate(reply.json())
    assert body.reply.article == "locked"
    assert body.similar[0] == "t1"
    assert served.journal.reply(body.ticket) == reply.json()


@pytest.mark.parametrize(
    "text",
    [
        "Ich kann mich nicht anmelden, bitte helfen Sie mir",
        "无法登录",
        "لا أستطيع",
        "\u200b",
        "🔒" * 99,
    ],
)
def test_another_language_is_refused_and_is_no_error(
    served: Served, text: str
) -> None:
    reply = served.post(text)
    assert reply.status_code == 200
    assert reply.json()["reply"]["refusal"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"text",
        b'{"text": "a"',
        b'{"text": "\xff"}',
        b"[" * 100_000,
        b"1" * 10_000,
        b"null",
    ],
)
def test_what_is_not_json_is_told_so(served: Served, body: bytes) -> None:
    reply = served.client.post(
        "/tickets", content=body, headers={"Content-Type": "application/json"}
    )
    assert code_of(reply) == ("invalid" if body == b"null" else "not_json")


@pytest.mark.parametrize(
    "code", ["utf-16", "utf-16-le", "utf-32-be", "latin-1"]
)
def test_another_encoding_is_no_json(served: Served, code: str) -> None:
    body = '{"text": "caf\xe9"}'.encode(code)
    reply = served.client.post(
        "/tickets", content=body, headers={"Content-Type": "application/json"}
    )
    assert code_of(reply) == "not_json"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("Content-Type", "APPLICATION/JSON ; a=b")], 200),
        ([("Content-Type", 'application/json; charset="UTF-8"')], 200),
        (
            [
                ("Content-Type", "application/json"),
                ("Content-Encoding", "identity"),
            ],
            200,
        ),
        ([("Content-Type", "application/json; charset=latin-1")], 415),
        (
            [
                (
                    "Content-Type",
                    "application/json; charset=utf-8; charset=utf-16",
                )
            ],
            415,
        ),
        ([("Content-Type", "application/vnd.a+json")], 415),
        ([("Content-Type", "text/plain")], 415),
        (
            [
                ("Content-Type", "application/json"),
                ("Content-Type", "text/plain"),
            ],
            415,
        ),
        (
            [
                ("Content-Type", "application/json"),
                ("Content-Encoding", "gzip"),
            ],
            415,
        ),
        ([], 415),
    ],
)
def test_a_body_is_plain_json_and_says_so(
    served: Served, headers: list[tuple[str, str]], status: int
) -> None:
    reply = served.client.post(
        "/tickets", content=b'{"text": "hello"}', headers=headers
    )
    assert reply.status_code == status
    if status != 200:
        assert code_of(reply) == "wrong_type"


def test_head_is_get_without_the_body_and_addresses_are_exact(
    served: Served,
) -> None:
    reply = served.client.head("/health")
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["content-length"] == str(
        len(served.client.get("/health").content)
    )
    assert served.client.head("/tickets").status_code == 405
    assert code_of(served.client.get("/health/")) == "no_such_page"
    assert (
        code_of(served.client.post("/tickets/", json={"text": "a"}))
        == "no_such_page"
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": " \n\t\x00\x07 "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "x" * 50_000}, "text"),
        ({"text": "\u20ac" * 50_000}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "a", "id": "Not An Id"}, "id"),
        ({"text": "a", "id": "a\n"}, "id"),
        ({"text": "a", "id": "x" * 81}, "id"),
        ({"text": "a", "my secret": 1}, None),
        (["a"], None),
        ("a", None),
    ],
)
def test_what_is_no_ticket_says_which_field_and_repeats_nothing(
    served: Served, body: Any, field: str | None
) -> None:
    reply = served.client.post("/tickets", json=body)
    assert code_of(reply) == "invalid"
    assert reply.json()["error"]["field"] == field
    assert "secret" not in reply.text
    assert len(reply.content) < 500


def test_half_of_a_surrogate_pair_is_no_text(served: Served) -> None:
    reply = served.client.post(
        "/tickets",
        content=rb'{"text": "a\ud800"}',
        headers={"Content-Type": "application/json"},
    )
    assert code_of(reply) == "invalid"


def test_control_characters_are_taken_out(served: Served) -> None:
    reply = served.post("lo\x00cked\x1b[31m\r\n\tat \x85sign-in")
    name = reply.json()["ticket"]
    assert served.journal.ticket(name).text == "locked[31m\n\tat sign-in"


def test_another_content_type_address_or_method_is_told_so(
    served: Served,
) -> None:
    assert (
        code_of(served.client.post("/tickets", data={"text": "a"}))
        == "wrong_type"
    )
    assert code_of(served.client.get("/elsewhere")) == "no_such_page"
    assert code_of(served.client.get("/tickets")) == "wrong_method"
    assert code_of(served.client.delete("/tickets")) == "wrong_method"


def test_the_document_of_the_api_names_every_status() -> None:
    app = create_app(lambda: echo, None, QUICK)  # type: ignore[arg-type]
    told = app.openapi()["paths"]["/tickets"]["post"]["responses"]
    ours = {problem.status for problem in PROBLEMS.values()} - {404, 405}
    assert set(map(int, told)) == ours | {200}
    assert "busy" in told["503"]["description"]


def test_the_same_id_is_handled_once_and_gets_the_same_reply(
    tmp_path: Path,
) -> None:
    seen: list[str] = []

    def work(ticket: Ticket) -> Handled:
        seen.append(ticket.id)
        time.sleep(0.05)
        return echo(ticket)

    with serving(tmp_path, work) as served:
        replies = [None] * 5

        def send(at: int) -> None:
            replies[at] = httpx.post(  # type: ignore[call-overload]
                f"{served.url}/tickets",
                json={"text": "hello", "id": "my-1"},
                trust_env=False,
            )

        senders = [
            threading.Thread(target=send, args=(at,)) for at in range(5)
        ]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        replies.append(served.post("hello", id="my-1"))
        assert [reply.status_code for reply in replies] == [200] * 6
        assert len({reply.text for reply in replies}) == 1
        assert seen == ["my-1"]
        assert code_of(served.post("other", id="my-1")) == "id_taken"
    with serving(tmp_path, work) as served:
        assert served.post("hello", id="my-1").text == replies[0].text
        assert seen == ["my-1"]


def test_another_text_with_the_id_of_a_ticket_in_work_is_told_so(
    tmp_path: Path,
) -> None:
    go = threading.Event()

    def work(ticket: Ticket) -> Handled:
        go.wait(5)
        return echo(ticket)

    with serving(
        tmp_path, work, QUICK.model_copy(update={"handle_seconds": 0.1})
    ) as served:
        assert code_of(served.post("hello", id="my-1")) == "late"
        assert code_of(served.post("other", id="my-1")) == "id_taken"
        go.set()
        until(lambda: served.post("hello", id="my-1").status_code == 200)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_of_ten_megabytes_is_refused_while_it_comes(
    served: Served, chunked: bool
) -> None:
    piece, pieces, sent, reply = b"x" * 65_536, 160, 0, b""
    head = b"POST /tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    length = (
        b"Transfer-Encoding: chunked"
        if chunked
        else b"Content-Length: %d" % (65_536 * pieces)
    )
    with served.raw() as sock:
        sock.sendall(head + length + b"\r\n\r\n")
        for _ in range(pieces):
            try:
                sock.sendall(
                    b"10000\r\n" + piece + b"\r\n" if chunked else piece
                )
            except OSError:
                break
            sent += 1
            sock.setblocking(False)
            try:
                reply = sock.recv(4096)
                break
            except BlockingIOError:
                sock.settimeout(5)
        sock.settimeout(5)
        while b"too_large" not in reply:
            reply += sock.recv(4096)
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert sent < pieces / 2


def test_a_client_that_sends_it_all_first_still_reads_why(
    served: Served,
) -> None:
    reply = served.post("x" * 10_000_000)
    assert code_of(reply) == "too_large"


def test_what_still_comes_is_thrown_away_before_the_connection_closes() -> (
    None
):
    seen: list[str] = []
    pieces = [
        {"type": "http.request", "body": b"x" * 600_000, "more_body": True}
    ] * 9

    async def receive() -> Any:
        seen.append("piece")
        return (
            pieces.pop() if pieces else {"type": "http.request", "body": b""}
        )

    async def send(message: Any) -> None:
        seen.append(
            message["type"]
            + (" last" if message.get("more_body") is False else "")
        )

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/tickets",
        "headers": [],
    }
    asyncio.run(Guard(None, QUICK)(scope, receive, send))  # type: ignore[arg-type]
    assert seen[:3] == ["piece", "http.response.start", "http.response.body"]
    assert seen[3:] == ["piece"] * 9 + ["http.response.body last"]


@pytest.mark.parametrize("length", [b"-1", b"999999999999999999999", b"1e9"])
def test_a_length_that_is_none_does_no_harm(
    served: Served, length: bytes
) -> None:
    with served.raw() as sock:
        sock.sendall(
            b"POST /tickets HTTP/1.1\r\nHost: a\r\nContent-Length: "
            + length
            + b"\r\n\r\n"
        )
        assert sock.recv(4096).split()[1] in {b"400", b"413"}


def test_what_is_not_http_never_reaches_the_service(served: Served) -> None:
    with served.raw() as sock:
        sock.sendall(b"hello\r\n\r\n")
        assert sock.recv(4096).startswith(b"HTTP/1.1 400 ")
    assert served.client.get("/health").status_code == 200


def drip(sock: socket.socket, seconds: float) -> bytes:
    """Send a letter now and then; return what comes back."""
    ends, got = time.monotonic() + seconds, b""
    sock.settimeout(0.05)
    while time.monotonic() < ends:
        try:
            sock.sendall(b"x")
            got += (piece := sock.recv(4096))
            if not piece:
                break
        except TimeoutError:
            pass
        except OSError:
            break
    return got


def test_a_body_that_drips_is_cut_off(served: Served) -> None:
    head = b"POST /tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with served.raw() as sock:
        sock.sendall(head + b"Content-Length: 1000\r\n\r\n")
        begun = time.monotonic()
        got = drip(sock, 3)
        spent = time.monotonic() - begun
    assert got.startswith(b"HTTP/1.1 408 ")
    assert b"slow_request" in got
    assert spent < 2.5


def test_a_head_that_drips_is_cut_off_on_a_new_and_on_a_used_connection(
    served: Served,
) -> None:
    health = b"GET /health HTTP/1.1\r\nHost: a\r\n"
    for before in (
        b"",
        health + b"\r\n",
        health + b"Content-Length: 1000\r\n\r\n",
    ):
        with served.raw() as sock:
            if before:
                sock.sendall(before)
                assert sock.recv(4096).startswith(b"HTTP/1.1 200 ")
            if b"Length" not in before:
                sock.sendall(b"GET /health HTTP/1.1\r\n")
            begun = time.monotonic()
            drip(sock, 3)
            assert time.monotonic() - begun < 2.5


def test_a_body_that_breaks_off_is_no_ticket(served: Served) -> None:
    known = len(served.journal.entries)
    with served.raw() as sock:
        sock.sendall(
            b"POST /tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b'Transfer-Encoding: chunked\r\n\r\n10\r\n{"text": "half"}\r\n'
        )
    time.sleep(0.2)
    assert len(served.journal.entries) == known


def test_a_hundred_at_once_all_get_a_documented_reply_and_memory_stays(
    tmp_path: Path,
) -> None:
    def work(ticket: Ticket) -> Handled:
        time.sleep(0.02)
        return echo(ticket)

    async def storm(url: str) -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(
            timeout=20, trust_env=False, limits=limits
        ) as client:
            posts = [
                client.post(
                    f"{url}/tickets", json={"text": f"{at} " + "x" * 19_000}
                )
                for at in range(100)
            ]
            *replies, health = await asyncio.gather(
                *posts, client.get(f"{url}/health")
            )
            assert health.status_code == 200
            return replies

    resource = pytest.importorskip("resource")
    with serving(tmp_path, work, PATIENT) as served:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.monotonic()
        replies = asyncio.run(storm(served.url))
        assert time.monotonic() - begun < 10
        assert (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            < 100_000
        )
        answered = [reply for reply in replies if reply.status_code == 200]
        assert QUICK.workers + QUICK.waiting <= len(answered)
        assert {
            code_of(reply) for reply in replies if reply.status_code != 200
        } <= {"busy"}
        assert {reply.json()["ticket"] for reply in answered} == set(
            served.journal.entries
        )
        assert served.journal.unanswered() == []


def test_a_full_service_says_busy_takes_nothing_in_and_stays_alive(
    tmp_path: Path,
) -> None:
    go = threading.Event()

    def work(ticket: Ticket) -> Handled:
        go.wait(10)
        return echo(ticket)

    limits = Limits(workers=1, waiting=1, handle_seconds=0.1)
    with serving(tmp_path, work, limits) as served:
        late = [served.post(f"ticket {at}", id=f"my-{at}") for at in range(2)]
        assert [code_of(reply) for reply in late] == ["late", "late"]
        assert late[0].json()["error"]["ticket"] == "my-0"
        assert code_of(served.post("one more", id="my-2")) == "busy"
        assert code_of(served.client.get("/ready")) == "busy"
        assert served.client.get("/health").status_code == 200
        assert (
            list(served.journal.entries)
            == served.journal.unanswered()
            == ["my-0", "my-1"]
        )
        go.set()
        until(lambda: not served.journal.unanswered())
        assert served.post("ticket 1", id="my-1").status_code == 200


def test_a_stored_ticket_is_never_said_not_to_be_taken_in(
    tmp_path: Path,
) -> None:
    go, broken = threading.Event(), [True]

    def work(ticket: Ticket) -> Handled:
        if ticket.id == "my-0" and broken:
            broken.clear()
            raise TimeoutError
        go.wait(10)
        return echo(ticket)

    limits = Limits(workers=1, waiting=1, handle_seconds=0.1)
    with serving(tmp_path, work, limits) as served:
        assert code_of(served.post("stored", id="my-0")) == "failed"
        assert [
            code_of(served.post("x", id=f"my-{at}")) for at in (1, 2)
        ] == ["late", "late"]
        again = served.post("stored", id="my-0")
        assert code_of(again) == "late"
        assert again.json()["error"]["ticket"] == "my-0"
        go.set()
        until(
            lambda: (
                not [
                    one
                    for one in served.journal.unanswered()
                    if one != "my-0"
                ]
            )
        )
        assert served.post("stored", id="my-0").status_code == 200


def test_a_crash_is_told_without_its_trace_and_the_ticket_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def work(ticket: Ticket) -> Handled:
        raise TimeoutError(f"my phone is 555 0100: {ticket.text}")

    caplog.set_level(logging.DEBUG)
    with serving(tmp_path, work) as served:
        for _ in range(QUICK.tries + 1):
            reply = served.post("call 555 0100", id="my-1")
            assert code_of(reply) == "failed"
            assert "555 0100" not in reply.text
        assert served.journal.entries["my-1"].tries == QUICK.tries
        assert served.journal.unanswered() == ["my-1"]
    assert "TimeoutError at" in caplog.text
    assert "555 0100" not in caplog.text
    assert "my-1" not in caplog.text


def test_a_fault_in_the_service_itself_is_told_without_its_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(tmp_path) as served:
        served.journal.take = None  # type: ignore[method-assign, assignment]
        assert code_of(served.post("call 555 0100")) == "internal"
    assert "TypeError at" in caplog.text
    assert "555 0100" not in caplog.text


def test_a_ticket_that_is_not_on_the_disk_is_not_confirmed_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    with serving(tmp_path) as served:
        with monkeypatch.context() as patched:
            patched.setattr("helpline.service_journal.os.fsync", full)
            assert code_of(served.post("hello", id="my-1")) == "not_stored"
        assert (tmp_path / "journal").read_bytes() == b""
        assert served.post("hello", id="my-1").status_code == 200


def test_a_disk_that_takes_nothing_is_told_so(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.journal._stream.close()
        served.journal._stream = (tmp_path / "journal").open(
            "rb", buffering=0
        )
        assert code_of(served.post("hello")) == "not_stored"
        assert served.client.get("/health").status_code == 200
    with Journal(tmp_path / "journal") as journal:
        assert not journal.entries


def test_health_answers_while_the_service_gets_ready(tmp_path: Path) -> None:
    go = threading.Event()

    def opens() -> Any:
        go.wait(5)
        return desk_work

    with serving(tmp_path, opens=opens) as served:
        assert served.client.get("/health").json() == {"status": "alive"}
        assert code_of(served.client.get("/ready")) == "not_ready"
        assert code_of(served.post("hello")) == "not_ready"
        go.set()
        until(lambda: served.client.get("/ready").status_code == 200)


def test_a_service_that_cannot_get_ready_says_why_in_its_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def opens() -> Any:
        raise ValueError("bad.md: no title")

    with serving(tmp_path, opens=opens) as served:
        until(lambda: "bad.md: no title" in caplog.text)
        assert served.client.get("/health").status_code == 200
        assert code_of(served.client.get("/ready")) == "not_ready"


def test_what_an_earlier_run_left_is_answered_at_the_start_but_not_for_ever(
    tmp_path: Path,
) -> None:
    with Journal(tmp_path / "journal") as journal:
        for name in ("left", "poison", "done"):
            journal.take(Ticket(id=name, text=f"text of {name}"))
        journal.answered("done", {"old": True})
        for _ in range(QUICK.tries):
            journal.tried("poison")
    with serving(tmp_path, echo) as served:
        until(lambda: served.journal.unanswered() == ["poison"])
        reply = served.journal.reply("left")
        assert Handled.model_validate(reply).ticket == "left"
        assert served.journal.reply("done") == {"old": True}


def test_what_an_earlier_run_left_waits_until_the_pool_has_a_place(
    tmp_path: Path,
) -> None:
    async def catch_up(service: Service) -> None:
        service.work, service.state = echo, "ready"
        place = asyncio.Event()
        service.pool.begin("in work", place.wait())
        catching_up = asyncio.create_task(service._catch_up("left"))
        await asyncio.sleep(0.15)
        assert service.pool.tasks.keys() == {"in work"}
        place.set()
        await catching_up

    full = QUICK.model_copy(update={"workers": 1, "waiting": 0})
    with Journal(tmp_path / "journal") as journal:
        journal.take(Ticket(id="left", text="hello"))
        asyncio.run(catch_up(Service(lambda: echo, journal, full)))
        assert journal.unanswered() == []


def test_a_stop_finishes_what_is_in_work(tmp_path: Path) -> None:
    begun = threading.Event()

    def work(ticket: Ticket) -> Handled:
        begun.set()
        time.sleep(0.3)
        return echo(ticket)

    limits = QUICK.model_copy(update={"handle_seconds": 0.1})
    with serving(tmp_path, work, limits) as served:
        assert code_of(served.post("hello", id="my-1")) == "late"
        assert begun.is_set()
    with Journal(tmp_path / "journal") as journal:
        assert journal.unanswered() == []


SERVE = [
    sys.executable,
    "-m",
    "helpline",
    "serve",
    "--port",
    "0",
    "--journal",
]


@contextmanager
def process(
    file: Path, command: list[str] = SERVE
) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    with subprocess.Popen(
        [*command, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as started:
        try:
            assert started.stdout is not None
            url = started.stdout.readline().split()[-1]
            with httpx.Client(
                base_url=url, timeout=10, trust_env=False
            ) as client:
                until(lambda: client.get("/ready").status_code == 200)
                yield started, client
        finally:
            started.kill()


def test_after_a_kill_no_ticket_that_was_taken_in_is_missing(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    with process(tmp_path / "journal") as (started, client):

        def send() -> None:
            for at in range(500):
                try:
                    reply = client.post(
                        "/tickets", json={"text": f"ticket {at}"}
                    )
                except httpx.HTTPError:
                    return
                told.append(reply.json()["ticket"])

        sender = threading.Thread(target=send)
        sender.start()
        until(lambda: len(told) > 20)
        started.send_signal(signal.SIGKILL)
        sender.join()
    assert len(told) > 20
    with Journal(tmp_path / "journal") as journal:
        assert set(told) <= set(journal.entries)
        assert all(journal.reply(name)["ticket"] == name for name in told)
        left = set(journal.entries) - set(told)
        assert len(left) <= 1
    with process(tmp_path / "journal") as (started, client):
        until(lambda: unanswered_in(tmp_path / "journal") == set())
        started.send_signal(signal.SIGTERM)
        _, log = started.communicate(timeout=10)
    assert "ticket 1" not in log


NEVER_ENDS = """
import sys, threading
from helpline.cli import main
from helpline.commands import serve
from helpline.service_limits import Limits

serve.Limits = lambda: Limits(stop_seconds=1, handle_seconds=0.1)
serve.open_handler = lambda settings: lambda ticket: threading.Event().wait()
sys.exit(main(["serve", "--port", "0", "--journal", sys.argv[1]]))
"""


def test_work_that_never_ends_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    with process(file, [sys.executable, "-c", NEVER_ENDS]) as (
        started,
        client,
    ):
        assert (
            code_of(client.post("/tickets", json={"text": "hello"})) == "late"
        )
        started.send_signal(signal.SIGINT)
        assert started.wait(8) == 1
    with Journal(file) as journal:
        assert len(journal.unanswered()) == 1


def unanswered_in(file: Path) -> set[str]:
    lines = [
        json.loads(line)
        for line in file.read_bytes().splitlines(keepends=True)
    ]
    names = {line["id"]: line["event"] == "answered" for line in lines}
    return {name for name, answered in names.items() if not answered}


def test_a_journal_serves_one_process_and_its_owner_only(
    tmp_path: Path,
) -> None:
    file = tmp_path / "journal"
    with Journal(file):
        assert file.stat().st_mode & 0o077 == 0
        with pytest.raises(JournalInUseError):
            Journal(file)
        assert main(["serve", "--journal", str(file)]) == 2
    with Journal(file):
        pass


def test_a_line_cut_off_by_a_crash_goes_and_a_damaged_one_is_named(
    tmp_path: Path,
) -> None:
    file = tmp_path / "journal"
    with Journal(file) as journal:
        journal.take(Ticket(id="my-1", text="hello"))
    whole = file.read_bytes()
    for cut in range(1, len(whole)):
        file.write_bytes(whole + whole[:cut].replace(b"my-1", b"my-2"))
        with Journal(file) as journal:
            assert list(journal.entries) == ["my-1"]
            journal.take(Ticket(id="my-3", text="more"))
        with Journal(file) as journal:
            assert list(journal.entries) == ["my-1", "my-3"]
            assert journal.ticket("my-3").text == "more"
            with pytest.raises(KeyError):
                journal.reply("my-3")
    for damaged in (
        b"{}\n",
        b"nonsense\n",
        b'{"event": "lost", "id": "my-1"}\n',
        b"\x00\n",
    ):
        file.write_bytes(whole + damaged + whole)
        with pytest.raises(ValueError, match="line 2"):
            Journal(file)


def test_the_command_shows_what_is_unanswered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "journal"
    assert main(["serve", "--unanswered", "--journal", str(file)]) == 2
    assert not file.exists()
    capsys.readouterr()
    with Journal(file) as journal:
        journal.take(Ticket(id="my-1", text="Where is my\ninvoice?"))
        journal.tried("my-1")
    assert main(["serve", "--unanswered", "--journal", str(file)]) == 0
    out = capsys.readouterr().out
    assert "tried 1" in out
    assert r"'Where is my\ninvoice?'" in out
    assert out.endswith("1 unanswered\n")


def test_the_service_listens_on_this_machine_and_sets_its_limits() -> None:
    with listen() as listening:
        assert url_of(listening).startswith("http://127.0.0.1:")
    config = config_of(create_app(lambda: echo, None, QUICK), QUICK)  # type: ignore[arg-type]
    assert config.access_log is False
    assert config.limit_concurrency == QUICK.connections
    assert config.timeout_keep_alive == 5
    assert config.h11_max_incomplete_event_size == 16 * 1024


def test_an_error_is_logged_by_its_kind_and_place() -> None:
    with pytest.raises(ValueError, match="555") as caught:
        int("555 0100")
    assert where(caught.value).startswith("ValueError at ")
    assert "555 0100" not in where(caught.value)
    assert where(OSError("x")) == "OSError at nowhere"


@pytest.mark.parametrize("kind", [Similar, s14_similar.Similar])
def test_similar_tickets_come_the_most_like_first(kind: Any) -> None:
    similar = kind(EARLIER)
    assert similar.to("Where is my invoice for June?") == ["t2"]
    assert similar.to(EARLIER["t3"])[0] == "t3"
    assert similar.to("0123456789" * 3) == []
    assert kind({}).to("hello there") == []


def test_a_text_is_a_vector_of_length_one() -> None:
    vector = encode("Where is my  INVOICE?")
    assert float(vector @ vector) == pytest.approx(1)
    assert (encode("where is my invoice?") == vector).all()
    assert not encode("abc").any()


@pytest.mark.parametrize("method", [b"POST /tickets", b"GET /health"])
def test_a_body_in_tiny_chunks_is_cut_off_and_holds_up_nobody(
    served: Served, monkeypatch: pytest.MonkeyPatch, method: bytes
) -> None:
    pieces: list[int] = []
    receive = Counted.receive_data

    def received(self: Counted, data: bytes) -> None:
        pieces.append(len(data))
        receive(self, data)

    monkeypatch.setattr(Counted, "receive_data", received)
    head = b" HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with served.raw() as sock, contextlib.suppress(OSError):
        sock.sendall(method + head + b"Transfer-Encoding: chunked\r\n\r\n")
        sock.sendall(b"1\r\na\r\n" * 500_000 + b"0\r\n\r\n")
        while sock.recv(4096):
            pass
    monkeypatch.undo()
    assert max(pieces) <= 8 * 1024
    assert sum(pieces) < 200 * 1024
    # On a connection of its own: one that has been idle may be closed under the client's hands.
    assert (
        httpx.get(
            f"{served.url}/health", timeout=20, trust_env=False
        ).status_code
        == 200
    )


def test_small_chunks_of_a_fair_size_are_a_ticket(tmp_path: Path) -> None:
    body = json.dumps({"text": "locked out " * 1_500}).encode()
    pieces = (body[at : at + 16] for at in range(0, len(body), 16))
    headers = {"Content-Type": "application/json"}
    with serving(tmp_path, limits=PATIENT) as served:
        reply = served.client.post(
            "/tickets", content=pieces, headers=headers
        )
    assert reply.status_code == 200


def test_garbage_behind_a_request_leaves_no_trace_in_the_log(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    head = b"GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    with served.raw() as sock:
        sock.sendall(head)
        assert sock.recv(4096).startswith(b"HTTP/1.1 200 ")
        sock.sendall(b"no chunk\r\n")
        with contextlib.suppress(OSError):
            while sock.recv(4096):
                pass
    assert "Traceback" not in caplog.text


def closes(sock: socket.socket) -> bool:
    """Tell whether the other side has closed the connection."""
    sock.settimeout(0.2)
    try:
        return not sock.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True


def test_more_connections_than_can_be_served_are_closed_at_once(
    tmp_path: Path,
) -> None:
    limits = QUICK.model_copy(update={"connections": 64, "head_seconds": 5})
    with (
        serving(tmp_path, echo, limits) as served,
        contextlib.ExitStack() as idle,
    ):
        socks = [
            idle.enter_context(served.raw())
            for _ in range(64 + SPARE_CONNECTIONS + 5)
        ]
        assert closes(socks[-1])
        assert not closes(socks[0])


@pytest.mark.parametrize("requests", [1, 40_000])
def test_a_client_that_does_not_read_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch, requests: int
) -> None:
    seen: list[CutOff] = []
    monkeypatch.setattr(
        CutOff, "data_received", noted(CutOff.data_received, seen)
    )
    one = b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        sock.settimeout(0.2)
        sock.connect(
            (urlsplit(served.url).hostname, urlsplit(served.url).port)
        )
        with contextlib.suppress(OSError):
            sock.sendall(one * requests)
        until(lambda: seen and seen[-1] not in seen[-1].connections, 5)


def noted(method: Any, seen: list[Any]) -> Any:
    def call(self: Any, *given: Any) -> None:
        seen.append(self)
        method(self, *given)

    return call


def test_too_few_open_files_are_told_at_the_start(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    ended = subprocess.run(
        [*SERVE, str(tmp_path / "journal")],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (100, 100)
        ),
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "ulimit -n" in ended.stderr


def test_a_soft_limit_on_open_files_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")
    given: list[Any] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 9_000))
    monkeypatch.setattr(
        resource, "setrlimit", lambda _, pair: given.append(pair)
    )
    allow_files(Limits())
    allow_files(Limits(connections=2))
    assert given == [(2 * 256 + SPARE_CONNECTIONS + 64, 9_000)]


TAKEN = {
    "event": "taken",
    "id": "my-1",
    "text": "hello",
    "at": "2026-01-02T03:04:05+00:00",
}


@pytest.mark.parametrize(
    "line",
    [
        {**TAKEN, "id": "Not An Id"},
        {**TAKEN, "text": " "},
        {**TAKEN, "text": 5},
        {**TAKEN, "at": None},
        {**TAKEN, "at": "soon"},
        {"event": "taken", "id": "my-1", "text": "hello"},
        {"event": "answered", "id": "my-0", "reply": "yes"},
        {"event": "tried", "id": "lost"},
        [],
        5,
        "[" * 100_000,
    ],
)
def test_a_line_of_the_journal_that_is_odd_is_named(
    tmp_path: Path, line: Any
) -> None:
    file = tmp_path / "journal"
    text = line if isinstance(line, str) else json.dumps(line)
    file.write_text(json.dumps({**TAKEN, "id": "my-0"}) + "\n" + text + "\n")
    with pytest.raises(ValueError, match=r"line 2: it is damaged"):
        Journal(file)


def test_a_ticket_that_cannot_be_read_again_does_not_stop_the_others(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    read = Journal.ticket

    def ticket(self: Journal, name: str) -> Ticket:
        if name == "bad":
            raise OSError("555 0100")
        return read(self, name)

    with Journal(tmp_path / "journal") as journal:
        for name in ("bad", "good"):
            journal.take(Ticket(id=name, text=f"text of {name}"))
    monkeypatch.setattr(Journal, "ticket", ticket)
    with serving(tmp_path, echo) as served:
        until(lambda: served.journal.unanswered() == ["bad"])
    assert "can't be caught up: OSError" in caplog.text
    assert "555 0100" not in caplog.text


def test_what_is_unanswered_can_be_seen_while_the_journal_is_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "journal"
    with Journal(file) as journal:
        journal.take(Ticket(id="my-1", text="hello"))
        with file.open("ab") as half:
            half.write(b'{"event": "ta')
        before = file.read_bytes()
        assert main(["serve", "--unanswered", "--journal", str(file)]) == 0
        assert capsys.readouterr().out.endswith("1 unanswered\n")
        assert file.read_bytes() == before


@pytest.mark.skipif(
    os.name != "posix",
    reason="modes and folders that can be synced are POSIX's",
)
def test_a_journal_is_made_private_and_its_name_is_put_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("helpline.service_journal.sync_folder", synced.append)
    file = tmp_path / "journal"
    with Journal(file) as journal:
        journal.take(Ticket(id="my-1", text="hello"))
    assert synced == [tmp_path]
    file.chmod(0o644)
    with Journal(file):
        assert file.stat().st_mode & 0o777 == 0o600
    assert synced == [tmp_path]
    monkeypatch.undo()
    sync_folder(tmp_path)
