"""A watch on the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable


async def longest_block(watched: Awaitable[object]) -> float:
    """Return by how many seconds the event loop was late at most while something ran.

    Args:
        watched: A coroutine; it has ended when this function returns.
    """
    raise NotImplementedError  # write this
