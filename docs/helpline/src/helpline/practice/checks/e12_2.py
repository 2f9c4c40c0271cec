"""Tested texts that have a copy in training."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.practice.answers import Named
from helpline.splits import alike, folds, near_copies, shingles

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

SECONDS = 60
NUMBER = 400


@cache
def texts() -> list[str]:
    """Return some texts of tickets."""
    return [one.text for one in read_tickets()[:NUMBER]]


@cache
def alone() -> list[str]:
    """Return a group for each text."""
    return [f"t{at}" for at in range(NUMBER)]


def expected(groups: list[str], least: float) -> float:
    """Return the share."""
    train, test = folds(groups)[0]
    known = [shingles(texts()[at]) for at in train]
    tested = [shingles(texts()[at]) for at in test]
    copied = [
        one
        for one in tested
        if max(alike(one, other) for other in known) >= least
    ]
    return len(copied) / len(tested)


def check_groups_of_one(my: Answer) -> None:
    """With groups of one, some tested texts have a copy in training."""
    got = my.call(
        "copied",
        Named(texts(), f"{NUMBER} texts"),
        Named(alone(), "groups of one"),
    )
    got.near(expected(alone(), 0.5))


def check_the_limit(my: Answer) -> None:
    """How much two texts must be alike can be chosen."""
    given = (
        Named(texts(), f"{NUMBER} texts"),
        Named(alone(), "groups of one"),
    )
    for least in (0.2, 0.9):
        my.call("copied", *given, least=least).near(expected(alone(), least))


def check_near_copies(my: Answer) -> None:
    """With groups of near-copies, no tested text has a copy in training."""
    groups = Named(near_copies(texts()), "near_copies(texts)")
    my.call("copied", Named(texts(), f"{NUMBER} texts"), groups).near(0)
