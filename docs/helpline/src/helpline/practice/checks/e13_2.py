"""What no failure still allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpline.practice.answers import Answer


def check_fifty(my: Answer) -> None:
    """In fifty runs, a rate of 5.8 percent shows none with a chance of five percent."""
    my.call("most_with_none", 50).near(1 - 0.05 ** (1 / 50), 1e-4)


def check_one_run(my: Answer) -> None:
    """One run says little: a test that fails 19 times in 20 may pass it."""
    my.call("most_with_none", 1).near(0.95, 1e-4)


def check_many_runs(my: Answer) -> None:
    """With many runs it comes close to three divided by their number."""
    my.call("most_with_none", 1000).near(1 - 0.05 ** (1 / 1000), 1e-5)


def check_the_doubt(my: Answer) -> None:
    """The chance can be chosen: who doubts more has to allow a higher rate."""
    my.call("most_with_none", 50, doubt=0.01).near(1 - 0.01 ** (1 / 50), 1e-4)
