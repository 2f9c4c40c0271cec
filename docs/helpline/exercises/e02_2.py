"""A long ticket has a high score because it is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.stages.smallest import search, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket
    from helpline.stages.smallest import Shelf


# region solution
def right_among_surest(
    tickets: Sequence[Ticket], shelf: Shelf, share: float, *, per_word: bool
) -> float:
    """Return how many of the surest answers cite the right article."""
    judged = []
    for ticket in tickets:
        score, article = search(ticket.text, shelf)
        sure = score / (len(words(ticket.text)) + 3) if per_word else score
        judged.append((sure, article["id"] == ticket.article))
    judged.sort(key=lambda pair: -pair[0])
    surest = judged[: round(share * len(judged))]
    return sum(right for _, right in surest) / len(surest)


# endregion solution
