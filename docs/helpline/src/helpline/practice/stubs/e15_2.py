"""A client with manners."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx


async def send(
    client: httpx.AsyncClient,
    ticket: dict[str, str],
    tries: int = 5,
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
) -> dict[str, Any]:
    """Post a ticket to ``/tickets``, and return the reply.

    A request that breaks off is repeated. One whose reply has the header ``Retry-After`` is
    repeated after so many seconds.

    Args:
        client: It knows the address of the service.
        ticket: It has an id, so that the service knows it again.
        tries: How many requests are sent at most.
        sleep: Waits for so many seconds.

    Raises:
        httpx.HTTPStatusError: The service says what will not get better, such as 422.
        TimeoutError: No reply has come after so many tries.
    """
    raise NotImplementedError  # write this
