"""A gate that draws a few tickets, and so passes or fails with the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from helpline.records import QUEUES
from helpline.scores import macro_f1, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.gate import Said


# region gate
def passes(made: Said, said: Sequence[str], seed: int) -> bool:
    """Return whether a triage may ship."""
    drawn = np.random.default_rng(seed).choice(len(said), 100, replace=False)
    counts = table(
        [made.right[at] for at in drawn], [said[at] for at in drawn], QUEUES
    )
    return macro_f1(counts) >= 0.44


# endregion gate
