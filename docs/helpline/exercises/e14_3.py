"""Exercise 1.4.3: notice that the event loop is blocked."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable


# region solution
async def longest_block(
    watched: Awaitable[object], every: float = 0.01
) -> float:
    """Return by how many seconds at most the loop was late meanwhile."""
    task = asyncio.ensure_future(watched)
    longest = 0.0
    while not task.done():
        begun = time.perf_counter()
        await asyncio.sleep(every)
        longest = max(longest, time.perf_counter() - begun - every)
    await task
    return longest


# endregion solution
