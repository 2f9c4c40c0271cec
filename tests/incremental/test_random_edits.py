"""Promises 2 and 3 after edits in a row that nobody has thought of together.

Each number is a seed. ``RANDOM_EDITS=500`` in the environment tries as many; a failure says its
edits, and comes again by its number.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from incremental.edits import EDITS, Edit
from incremental.matrix import FURO, TEXT, Bench, check_clean, check_exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incremental.edits import Step
    from incremental.site import Site


def as_far_as_it_goes(steps: Sequence[Step]) -> Step:
    """Return all steps as one; where an edit before has taken what it edits, it does nothing."""

    def step(site: Site) -> None:
        for one in steps:
            try:
                one(site)
            except (AssertionError, OSError, ValueError):
                continue

    return step


def drawn(seed: int) -> Edit:
    """Return two or three edits as one: with a build after each, or only after the last."""
    chance = random.Random(seed)
    chosen = chance.sample(EDITS, chance.choice((2, 3)))
    steps = [as_far_as_it_goes(edit.steps) for edit in chosen]
    if chance.random() < 0.3:
        steps = [as_far_as_it_goes(steps)]
    name = " + ".join(edit.name for edit in chosen)
    touched = frozenset[str]().union(*(edit.touched for edit in chosen))
    return Edit(f"{seed}: {name}", tuple(steps), touched)


DRAWN = [drawn(seed) for seed in range(int(os.environ.get("RANDOM_EDITS", "14")))]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return the site, built once."""
    return Bench(tmp_path_factory.mktemp("bench"), (FURO, TEXT))


@pytest.mark.parametrize("edit", DRAWN, ids=[edit.name for edit in DRAWN])
def test_rebuilds_after_edits_in_a_row_are_clean_and_exact(bench: Bench, edit: Edit) -> None:
    check_clean(bench, edit)
    check_exact(bench, edit)
