"""The solutions of post 1.4."""

from __future__ import annotations

import asyncio
import random
import time

import pytest
from e14_1 import chance_of_a_slow_part
from e14_2 import spent
from e14_3 import longest_block
from helpline.load import percentile, spent_in_queue, times


def test_one_slow_part_in_a_hundred_makes_most_large_pages_slow() -> None:
    assert chance_of_a_slow_part(0.01, 1) == pytest.approx(0.01)
    assert chance_of_a_slow_part(0.01, 100) == pytest.approx(0.634, abs=0.001)
    assert chance_of_a_slow_part(0, 100) == 0


def test_with_one_worker_each_waits_for_those_before_it() -> None:
    due = times(0.8, 300, random.Random(3))
    assert spent(due, 1, 1) == spent_in_queue(due, 1)
    assert spent([0, 0, 0, 9], 1, 2) == [1, 1, 2, 1]


def test_one_queue_before_two_workers_is_shorter_than_two_queues() -> None:
    due = times(1.6, 1_000, random.Random(3))
    shared = percentile(spent(due, 1, 2), 0.95)
    # By turns would be the same as shared, as all work is of one length: so it goes by chance.
    rng, sides = random.Random(4), ([], [])
    for at in due:
        sides[rng.random() < 0.5].append(at)
    apart = percentile([one for side in sides for one in spent(side, 1, 1)], 0.95)
    assert shared < apart


def test_a_block_of_the_loop_is_noticed_and_a_thread_is_none() -> None:
    async def blocks() -> None:
        await asyncio.sleep(0.02)
        time.sleep(0.4)

    async def uses_a_thread() -> None:
        await asyncio.sleep(0.02)
        await asyncio.to_thread(time.sleep, 0.4)

    assert asyncio.run(longest_block(blocks())) > 0.3
    assert asyncio.run(longest_block(uses_a_thread())) < 0.3
