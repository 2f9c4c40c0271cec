"""Would more tickets help?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket


def curve(
    tickets: Sequence[Ticket], groups: Sequence[str], shares: Sequence[float]
) -> list[tuple[int, float]]:
    """Return, for each share of the training part, how many tickets it has, and the macro-F1.

    The macro-F1 is that of a ``Learned`` triage on the test part. The two parts are those of the
    first fold: ``helpline.splits.folds(groups)[0]``.

    Args:
        tickets: The tickets.
        groups: The group of each.
        shares: From 0 to 1, the smallest first; 1 is the whole training part.
    """
    raise NotImplementedError  # write this
