"""Requests that may wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpline.practice.answers import Answer


def check_one_worker(my: Answer) -> None:
    """With one worker, all but the first of the rounds within the limit may wait."""
    my.call("places", 5, 0.4, 1).near(11)


def check_more_workers(my: Answer) -> None:
    """Each worker has as many rounds, so twice the workers are twice the places."""
    my.call("places", 5, 0.4, 2).near(22)
    my.call("places", 5, 0.75, 3).near(15)


def check_no_time_to_wait(my: Answer) -> None:
    """Where the limit has time for one round or for none, nobody may wait."""
    my.call("places", 5, 4, 2).near(0)
    my.call("places", 5, 6, 2).near(0)
