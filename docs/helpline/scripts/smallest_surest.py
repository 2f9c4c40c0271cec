"""Post 0.2, exercise 2: right articles among the surest tenth, by score and by score per word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from helpline.corpus import read_tickets
from helpline.scores import draw_groups, interval_of
from helpline.stages import smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE = 0.1


def make() -> dict[str, str]:
    """Return the table."""
    shelf = smallest.count(smallest.read_articles())
    tickets = read_tickets()
    found = [smallest.search(one.text, shelf) for one in tickets]
    right = np.array(
        [
            hit["id"] == one.article
            for (_, hit), one in zip(found, tickets, strict=True)
        ]
    )
    scores = np.array([score for score, _ in found])
    lengths = np.array([len(smallest.words(one.text)) + 3 for one in tickets])
    orders = [
        np.argsort(-one, kind="stable") for one in (scores, scores / lengths)
    ]
    groups = sorted({str(one.thread) for one in tickets})
    place = {name: at for at, name in enumerate(groups)}
    at = np.array([place[str(one.thread)] for one in tickets])
    values = [
        _among_surest(right[order], np.ones(len(order))) for order in orders
    ]
    draws = np.array(
        [
            [
                _among_surest(right[order], times[at[order]])
                for order in orders
            ]
            for times in draw_groups(len(groups))
        ]
    )
    n = round(SHARE * len(tickets))
    lines = ["The surest tenth by,n,Right article"]
    for name, value, drawn in zip(
        ("score", "score per word"), values, draws.T, strict=True
    ):
        lines.append(f"{name},{n},{interval_of(value, drawn, n)}")
    gap = interval_of(
        values[1] - values[0], draws[:, 1] - draws[:, 0], n, lowest=-1
    )
    lines.append(f"gain on the same draws,,{gap.shown(signed=True)}")
    return {"smallest_surest.csv": "\n".join(lines) + "\n"}


def _among_surest(
    right: Sequence[bool] | np.ndarray, times: np.ndarray
) -> float:
    """Return the share of right ones in the first tenth, each counting so many times."""
    counted = np.minimum(np.cumsum(times), round(SHARE * times.sum()))
    taken = np.diff(counted, prepend=0)
    return float(taken @ right / taken.sum())
