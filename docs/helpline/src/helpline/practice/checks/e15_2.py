"""A client that waits as it is told."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from helpline.practice.answers import Got, Staged

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

TICKET = {"id": "my-1", "text": "hello"}
CALL = "send(client, {'id': 'my-1', 'text': 'hello'}, tries=3, sleep=sleep)"
Answered = tuple[int, dict[str, str]]
"""Status and headers."""
Reply = Answered | httpx.TransportError
"""What the service answers, or in what way the request breaks off."""
BUSY: Answered = (503, {"Retry-After": "5"})
DONE: Answered = (200, {})
BROKEN = (
    httpx.ReadError("reset"),
    httpx.ConnectError("refused"),
    httpx.ReadTimeout("no reply in time"),
)


class TooManyError(Staged):
    """A client sends without end; what it does about errors must not catch this."""


class Sent(NamedTuple):
    """What a client did, and what it returned or raised."""

    got: Got
    slept: list[float]
    requests: list[httpx.Request]


def sent(my: Answer, *replies: Reply) -> Sent:
    """Have a ticket sent to a service that gives these replies, the last one for ever."""
    call = f"{CALL}; the service: {', '.join(map(in_words, replies))}"
    slept: list[float] = []
    requests: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if len(requests) > 50:
            raise TooManyError  # a client that never gives up would take all of its time
        reply = replies[min(len(requests), len(replies)) - 1]
        if isinstance(reply, httpx.TransportError):
            raise type(reply)(str(reply), request=request)
        status, headers = reply
        return httpx.Response(
            status, headers=headers, json={"ticket": "my-1"}
        )

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run() -> Any:  # noqa: ANN401 # what the reader's function returns
        transport = httpx.MockTransport(serve)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://test"
        ) as client:
            called = my.code.send(client, dict(TICKET), tries=3, sleep=sleep)
            if not hasattr(called, "__await__"):
                raise Got(call, called).wrong("a coroutine ('async def')")
            try:
                return await called
            except (httpx.HTTPStatusError, TimeoutError) as error:
                return error

    try:
        value = my.guard(call, lambda: asyncio.run(run()))
    except TooManyError:
        raise Got(call, None).wrong(
            "at most 3 requests", "more than 50"
        ) from None
    return Sent(Got(call, value), slept, requests)


def in_words(reply: Reply) -> str:
    """Return what a service does, as it is shown."""
    if isinstance(reply, httpx.TransportError):
        return f"httpx.{type(reply).__name__}"
    status, headers = reply
    return " ".join([str(status), *(f"{k}: {v}" for k, v in headers.items())])


def expect(one: Sent, number: int) -> None:
    """See that so many requests were sent, all with the same ticket."""
    if len(one.requests) != number:
        raise one.got.wrong(f"{number} requests", f"{len(one.requests)}")
    for request in one.requests:
        what = f"{request.method} {request.url.path}"
        if what != "POST /tickets":
            raise one.got.wrong("POST /tickets", what)
        try:
            ticket = json.loads(request.content)
        except ValueError:
            raise one.got.wrong(
                "the ticket as JSON", repr(request.content[:60])
            ) from None
        if ticket != TICKET:
            raise one.got.wrong(f"a request with {TICKET}", f"{ticket}")


def check_a_reply(my: Answer) -> None:
    """A reply that comes at once is returned."""
    one = sent(my, DONE)
    one.got.equals({"ticket": "my-1"})
    expect(one, 1)


def check_busy(my: Answer) -> None:
    """It waits as long as Retry-After says, with the sleep that it is given, and tries again.

    Which status the reply has doesn't matter, be it 503 or 429.
    """
    cases: list[list[Answered]] = [
        [BUSY],
        [(503, {"Retry-After": "2"})],
        [(429, {"Retry-After": "7"})],
        [(503, {"Retry-After": "3"}), (429, {"Retry-After": "8"})],
    ]
    for busy in cases:
        one = sent(my, *busy, DONE)
        one.got.equals({"ticket": "my-1"})
        expect(one, len(busy) + 1)
        waits = [int(headers["Retry-After"]) for _, headers in busy]
        if [float(seconds) for seconds in one.slept] != waits:
            calls = " and ".join(f"sleep({seconds})" for seconds in waits)
            raise one.got.wrong(
                f"a call of {calls}", f"sleep was called with {one.slept}"
            )


def check_broken(my: Answer) -> None:
    """A request that breaks off is repeated, with the same id, however it breaks off.

    The connection may be reset, or refused, or no reply may come in time.
    """
    for broken in BROKEN:
        one = sent(my, broken, DONE)
        one.got.equals({"ticket": "my-1"})
        expect(one, 2)


def check_without_header(my: Answer) -> None:
    """A 503 without Retry-After is no reply to return: the client raises, at once or in the end."""
    one = sent(my, (503, {}))
    if not isinstance(one.got.value, httpx.HTTPStatusError | TimeoutError):
        raise one.got.wrong("an httpx.HTTPStatusError")
    if len(one.requests) > 3:
        raise one.got.wrong("at most 3 requests", f"{len(one.requests)}")


def check_hopeless(my: Answer) -> None:
    """What will not get better, such as 422, is sent once, and raises httpx.HTTPStatusError."""
    one = sent(my, (422, {}))
    if not isinstance(one.got.value, httpx.HTTPStatusError):
        raise one.got.wrong("an httpx.HTTPStatusError")
    expect(one, 1)


def check_giving_up(my: Answer) -> None:
    """After so many tries it gives up with TimeoutError, be the service busy or unreachable."""
    for reply in (BUSY, *BROKEN):
        one = sent(my, reply)
        if not isinstance(one.got.value, TimeoutError):
            raise one.got.wrong("a TimeoutError after 3 tries")
        expect(one, 3)
