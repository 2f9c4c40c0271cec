"""Answers to exercise 1.4.3."""

from __future__ import annotations

import asyncio
import time


class RightByCallbacks:
    """Has the loop call it back, and looks how late it is."""

    @staticmethod
    async def longest_block(watched):
        loop = asyncio.get_running_loop()
        longest, due = 0.0, loop.time() + 0.02
        handle = None

        def look():
            nonlocal longest, due, handle
            longest = max(longest, loop.time() - due)
            due = loop.time() + 0.02
            handle = loop.call_at(due, look)

        handle = loop.call_at(due, look)
        try:
            await watched
            longest = max(longest, loop.time() - due)
        finally:
            handle.cancel()
        return longest


class RightByTask:
    @staticmethod
    async def longest_block(watched):
        late = [0.0]

        async def look():
            while True:
                begun = time.monotonic()
                await asyncio.sleep(0.05)
                late.append(time.monotonic() - begun - 0.05)

        task = asyncio.create_task(look())
        await asyncio.sleep(0)
        await watched
        await asyncio.sleep(0.06)
        task.cancel()
        return max(late)


class WrongWholeTime:
    says = r"expected: nearly 0"

    @staticmethod
    async def longest_block(watched):
        begun = time.perf_counter()
        await watched
        return time.perf_counter() - begun


class WrongDoesNotRunIt:
    says = r"has run to its end"

    @staticmethod
    async def longest_block(watched):
        begun = time.perf_counter()
        await asyncio.sleep(0.01)
        return time.perf_counter() - begun - 0.01


class WrongSum:
    """Adds up how late the loop is."""

    says = (
        r"time\.sleep\(0\.4\), three times\)\nexpected: about 0\.4\ngot: +1\."
    )

    @staticmethod
    async def longest_block(watched):
        task, late = asyncio.ensure_future(watched), 0.0
        while not task.done():
            begun = time.perf_counter()
            await asyncio.sleep(0.01)
            delay = time.perf_counter() - begun - 0.01
            late += delay if delay > 0.02 else 0.0
        await task
        return late
