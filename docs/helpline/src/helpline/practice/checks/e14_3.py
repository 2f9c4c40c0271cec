"""A watch on the event loop."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from helpline.practice.answers import Got

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from helpline.practice.answers import Answer

BLOCK = 0.4
HALF = BLOCK / 2
ATTEMPTS = 4
"""How often a quiet loop is watched before it counts as late: other programs run here too."""


def look(
    my: Answer, words: str, make: Callable[[], Awaitable[object]]
) -> Got:
    """Have the loop watched while something runs, which must have ended then."""
    call = f"longest_block({words})"
    ended = False

    async def watched() -> None:
        nonlocal ended
        await make()
        ended = True

    async def run() -> object:
        coroutine = watched()
        try:
            called = my.code.longest_block(coroutine)
            if not hasattr(called, "__await__"):
                raise Got(call, called).wrong("a coroutine ('async def')")
            return await called
        finally:
            coroutine.close()

    got = Got(call, my.guard(call, lambda: asyncio.run(run())))
    got.number()
    if not ended:
        raise got.wrong(
            "that what is watched has run to its end", "it has not"
        )
    return got


def look_for_less(
    my: Answer, words: str, make: Callable[[], Awaitable[object]], most: float
) -> Got:
    """Have the loop watched until it is less late than this, or was watched often enough."""
    for _ in range(ATTEMPTS):
        got = look(my, words, make)
        if got.number() < most:
            break
    return got


async def blocks() -> None:
    """Block the loop."""
    await asyncio.sleep(0.02)
    time.sleep(BLOCK)


async def blocks_at_first() -> None:
    """Block the loop for a while, and then run on."""
    await asyncio.sleep(0.02)
    time.sleep(BLOCK)
    await asyncio.sleep(0.1)


async def blocks_thrice() -> None:
    """Block the loop again and again."""
    for _ in range(3):
        await asyncio.sleep(0.1)
        time.sleep(BLOCK)
    await asyncio.sleep(0.1)


async def uses_a_thread() -> None:
    """Sleep in a thread, which leaves the loop alone."""
    await asyncio.to_thread(time.sleep, BLOCK)


async def waits() -> None:
    """Wait in the loop's own way."""
    await asyncio.sleep(BLOCK)


def check_a_block(my: Answer) -> None:
    """A time.sleep(0.4) in a coroutine is noticed."""
    for words, make in (
        ("time.sleep(0.4)", blocks),
        ("time.sleep(0.4), then a wait", blocks_at_first),
    ):
        look(my, words, make).between(HALF, 60, "about 0.4")


def check_several_blocks(my: Answer) -> None:
    """Of several blocks, the longest counts, and not their sum."""
    got = look_for_less(
        my, "time.sleep(0.4), three times", blocks_thrice, 2 * BLOCK
    )
    got.between(HALF, 2 * BLOCK, "about 0.4")


def check_no_block(my: Answer) -> None:
    """A sleep in a thread, or with asyncio.sleep, is no block, however long it takes."""
    for words, make in (
        ("a sleep in a thread", uses_a_thread),
        ("asyncio.sleep(0.4)", waits),
    ):
        got = look_for_less(my, words, make, HALF)
        got.between(0, HALF, "nearly 0")
