"""What the solution of exercise 1.4.2 shows beyond what the exercise asks for."""

from __future__ import annotations

import random

from e14_2 import spent
from helpline.load import percentile, spent_in_queue, times


def test_one_worker_is_the_queue_of_the_post() -> None:
    due = times(0.8, 300, random.Random(3))
    assert spent(due, 1, 1) == spent_in_queue(due, 1)


def test_one_queue_before_two_workers_is_shorter_than_two_queues() -> None:
    due = times(1.6, 1_000, random.Random(3))
    shared = percentile(spent(due, 1, 2), 0.95)
    # By turns would be the same as shared, as all work is of one length: so it goes by chance.
    rng, sides = random.Random(4), ([], [])
    for at in due:
        sides[rng.random() < 0.5].append(at)
    apart = percentile(
        [one for side in sides for one in spent(side, 1, 1)], 0.95
    )
    assert shared < apart
