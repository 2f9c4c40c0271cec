"""A client that waits as it is told."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from helpline.practice.answers import Got

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

TICKET = {"id": "my-1", "text": "hello"}
CALL = "send(client, {'id': 'my-1', 'text': 'hello'}, tries=3, sleep=sleep)"
Reply = tuple[int, dict[str, str]]
BUSY: Reply = (503, {"Retry-After": "5"})
DONE: Reply = (200, {})
BROKEN: Reply = (0, {})
"""Status and headers; without a status, the connection breaks."""


class TooManyError(BaseException):
    """A client sends without end; what it does about errors must not catch this."""


class Sent(NamedTuple):
    """What a client did, and what it returned or raised."""

    got: Got
    slept: list[float]
    requests: list[httpx.Request]


def sent(my: Answer, *replies: Reply) -> Sent:
    """Have a ticket sent to a service that gives these replies, the last one for ever."""
    slept: list[float] = []
    requests: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if len(requests) > 50:
            raise TooManyError  # a client that never gives up would take all of its time
        status, headers = replies[min(len(requests), len(replies)) - 1]
        if not status:
            raise httpx.ReadError("reset")
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
                raise Got(CALL, called).wrong("a coroutine ('async def')")
            try:
                return await called
            except (httpx.HTTPStatusError, TimeoutError) as error:
                return error

    try:
        value = my.guard(CALL, lambda: asyncio.run(run()))
    except TooManyError:
        raise Got(CALL, None).wrong(
            "at most 3 requests", "more than 50"
        ) from None
    return Sent(Got(CALL, value), slept, requests)


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
    """It waits as long as Retry-After says, with the sleep that it is given, and tries again."""
    one = sent(my, BUSY, DONE)
    one.got.equals({"ticket": "my-1"})
    expect(one, 2)
    if [float(seconds) for seconds in one.slept] != [5]:
        raise one.got.wrong(
            "a call of sleep(5)", f"sleep was called with {one.slept}"
        )


def check_broken(my: Answer) -> None:
    """A request that breaks off is repeated, with the same id."""
    one = sent(my, BROKEN, DONE)
    one.got.equals({"ticket": "my-1"})
    expect(one, 2)


def check_hopeless(my: Answer) -> None:
    """What will not get better, such as 422, is sent once, and raises httpx.HTTPStatusError."""
    one = sent(my, (422, {}))
    if not isinstance(one.got.value, httpx.HTTPStatusError):
        raise one.got.wrong("an httpx.HTTPStatusError")
    expect(one, 1)


def check_giving_up(my: Answer) -> None:
    """After so many tries it gives up with TimeoutError, be the service busy or unreachable."""
    for replies in (BUSY, BROKEN):
        one = sent(my, replies)
        if not isinstance(one.got.value, TimeoutError):
            raise one.got.wrong("a TimeoutError after 3 tries")
        expect(one, 3)
