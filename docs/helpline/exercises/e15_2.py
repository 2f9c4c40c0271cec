"""Exercise 1.5.2: a client that waits when it is told to, and never sends a ticket twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


# region solution
async def send(
    client: httpx.AsyncClient,
    ticket: dict[str, str],
    tries: int = 5,
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
) -> dict[str, Any]:
    """Return the reply to a ticket with an id; repeat what may go well later.

    Raises:
        httpx.HTTPStatusError: It will not go well later.
        TimeoutError: It has been tried often enough.
    """
    for _ in range(tries):
        try:
            reply = await client.post("/tickets", json=ticket)
        except httpx.TransportError:
            await sleep(1)
            continue
        if "Retry-After" not in reply.headers:
            return dict(reply.raise_for_status().json())
        await sleep(float(reply.headers["Retry-After"]))
    raise TimeoutError(f"no reply after {tries} tries")


# endregion solution
