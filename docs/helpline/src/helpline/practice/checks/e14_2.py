"""One queue before several workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.practice.answers import Got, Named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.practice.answers import Answer


def look(
    my: Answer,
    due: Sequence[float],
    work: float,
    workers: int,
    *wanted: float,
) -> None:
    """See that each request takes as long as it should."""
    got = my.call("spent", list(due), work, workers)
    every = got.items()
    if len(every) != len(wanted):
        raise got.wrong(
            f"{len(wanted)} numbers, one for each request", f"{len(every)}"
        )
    for number, (one, expected) in enumerate(
        zip(every, wanted, strict=True), 1
    ):
        Got(f"{got.call}, request {number}", one).near(expected)


def check_one_worker(my: Answer) -> None:
    """With one worker, each waits for those before it."""
    look(my, [0, 0.5, 0.75, 9], 1, 1, 1, 1.5, 2.25, 1)


def check_two_workers(my: Answer) -> None:
    """With two, the first that is free takes the next request."""
    look(my, [0, 0, 0, 9], 1, 2, 1, 1, 2, 1)
    look(my, [0, 0.5, 0.75, 1], 1, 2, 1, 1, 1.25, 1.5)


def check_enough_workers(my: Answer) -> None:
    """Where there are more workers than requests, none waits; and no requests take no time."""
    look(my, [0, 0, 0], 2, 5, 2, 2, 2)
    look(my, [], 2, 5)


def check_any_way_to_go_through(my: Answer) -> None:
    """What can be gone through only once will do, too."""
    got = my.call("spent", Named(iter([0.0, 0.0]), "iter([0, 0])"), 1, 1)
    got.holds([1, 2], in_order=True)
