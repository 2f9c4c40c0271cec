"""Why long tickets look sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket
    from helpline.stages.smallest import Shelf


def right_among_surest(
    tickets: Sequence[Ticket], shelf: Shelf, share: float, *, per_word: bool
) -> float:
    """Return the share of right articles among the surest answers.

    Args:
        tickets: Each has the id of the right article, or None where no article answers it.
        shelf: The articles, as ``helpline.stages.smallest.count`` returns them.
        share: Which share of the tickets counts as the surest: 0.1 for a tenth.
        per_word: Whether a score is divided by the number of the ticket's words plus three; the
            words are those that ``helpline.stages.smallest.words`` returns.
    """
    raise NotImplementedError  # write this
