"""Triage by all three: what rules, search and the learned model say is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import QUEUES

if TYPE_CHECKING:
    from helpline.records import Queue
    from helpline.triage.found import Found
    from helpline.triage.learned import Learned
    from helpline.triage.rules import Rules


# region together
class Together:
    """Each has a say, and none has the last word."""

    def __init__(
        self,
        rules: Rules,
        found: Found,
        learned: Learned | None,
        point: float = 0.1,
        score: float = 0.02,
    ) -> None:
        """Keep them; without a learned one, the other two decide alone."""
        self.rules, self.found, self.learned = rules, found, learned
        self.point, self.score = point, score

    def queue_of(self, text: str) -> Queue:
        """Return the queue with the highest sum."""
        points, scores = self.rules.weigh(text), self.found.weigh(text)
        shares = self.learned.weigh(text) if self.learned else {}

        def total(queue: Queue) -> float:
            worth = self.point * points[queue] + self.score * scores[queue]
            return worth + shares.get(queue, 0)

        return max(QUEUES, key=total)


# endregion together
