"""The score line: what Helpline makes of the same tickets after each post."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import _plot
import numpy as np
from _states import STATES
from helpline.comparison import groupings
from helpline.corpus import read_tickets
from helpline.scores import Interval, draw_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _states import Verdict
    from helpline.records import Ticket
    from matplotlib.axes import Axes

ROUNDS = 2000
NAMES = {
    "answered": "answered",
    "article": "right article, of those answered",
    "refused": "refused, of those that no article answers",
    "queue": "right queue",
}
"""The shares of the line, in its order."""


class Counts(NamedTuple):
    """Of a share, by group: how many hits there are among how many."""

    hits: np.ndarray
    among: np.ndarray

    @property
    def share(self) -> float:
        """The share over all groups."""
        return float(self.hits.sum() / self.among.sum())

    def drawn(self) -> np.ndarray:
        """Return the share in each draw of groups; the same groups are drawn each time."""
        draws = draws_of(len(self.hits))
        among = draws @ self.among
        made = np.full(len(draws), np.nan)
        np.divide(draws @ self.hits, among, out=made, where=among > 0)
        return made


@cache
def draws_of(groups: int) -> np.ndarray:
    """Return how often each group is drawn, in each round."""
    return draw_groups(groups, ROUNDS)


def make() -> dict[str, str]:
    """Return the lines as JSON for the posts, as a table, and as a plot."""
    lines = lines_of(read_tickets())
    rows = [
        f"After,{','.join(_capital(name) for name in map(_short, NAMES))}"
    ]
    rows += [
        f"{line['title']},{','.join(str(_interval(line, name)) for name in NAMES)}"
        for line in lines
    ]
    return {
        "score_line.json": json.dumps({"n": 1500, "lines": lines}, indent=1)
        + "\n",
        "score_line.csv": "\n".join(rows) + "\n",
        **_plot.plots(
            "score_line",
            lambda axes, look: _draw(axes, look, lines),
            size=(6.6, 4.2),
        ),
    }


def _short(name: str) -> str:
    return {"article": "right article", "refused": "refused rightly"}.get(
        name, NAMES[name]
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lines_of(tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """Return the line of each state, with what has changed since the one before it."""
    groups = groupings(tickets)["messages"]
    lines: list[dict[str, Any]] = []
    before: dict[str, Counts] = {}
    replies: dict[Any, list[Verdict]] = {}
    for state in STATES:
        verdicts = replies.get(state.replies) or state.replies(tickets)
        replies[state.replies] = verdicts
        counts = counted(tickets, verdicts, groups)
        shares = {
            name: _share(one, before.get(name))
            for name, one in counts.items()
        }
        lines.append(
            {"post": state.post, "title": state.title, "shares": shares}
        )
        before = counts
    return lines


def counted(
    tickets: Sequence[Ticket],
    verdicts: Sequence[Verdict],
    groups: Sequence[str],
) -> dict[str, Counts]:
    """Return what is counted for each share."""
    every = [True] * len(tickets)
    answered = [one.article is not None for one in verdicts]
    outside = [ticket.article is None for ticket in tickets]
    both = list(zip(tickets, verdicts, strict=True))
    right = [said.article == ticket.article for ticket, said in both]
    sorted_right = [said.queue == ticket.queue for ticket, said in both]
    return {
        "answered": counts_of(answered, every, groups),
        "article": counts_of(right, answered, groups),
        "refused": counts_of([not one for one in answered], outside, groups),
        "queue": counts_of(sorted_right, every, groups),
    }


def counts_of(
    hits: Sequence[bool], among: Sequence[bool], groups: Sequence[str]
) -> Counts:
    """Count hits by group, where something is counted."""
    place = {name: at for at, name in enumerate(sorted(set(groups)))}
    made = Counts(np.zeros(len(place)), np.zeros(len(place)))
    for hit, one, group in zip(hits, among, groups, strict=True):
        made.hits[place[group]] += hit and one
        made.among[place[group]] += one
    return made


def _share(now: Counts, before: Counts | None) -> dict[str, Any]:
    made = {"n": int(now.among.sum()), **interval_of(now)._asdict()}
    if before is None:
        return made
    if all(np.array_equal(*both) for both in zip(now, before, strict=True)):
        return {**made, "gain": None}
    return {**made, "gain": gain_of(now, before)._asdict()}


# region interval
def interval_of(counts: Counts) -> Interval:
    """Return a share with its 95 percent interval.

    A bootstrap of no misses, or of no hits, has no width. Then the other end is Wilson's for as
    many independent cases as there are groups in which something is counted.
    """
    if counts.share in {0.0, 1.0}:
        number = int(np.count_nonzero(counts.among))
        reach = 1.96**2 / (number + 1.96**2)
        low, high = (
            max(0.0, counts.share - reach),
            min(1.0, counts.share + reach),
        )
    else:
        low, high = np.nanquantile(counts.drawn(), [0.025, 0.975])
    return Interval(
        *(round(float(one), 4) for one in (counts.share, low, high))
    )


def gain_of(now: Counts, before: Counts) -> Interval:
    """Return how much larger a share has become, on the same draws of the same groups."""
    low, high = np.nanquantile(now.drawn() - before.drawn(), [0.025, 0.975])
    return Interval(
        *(
            round(float(one), 4)
            for one in (now.share - before.share, low, high)
        )
    )


# endregion interval


def _interval(line: dict[str, Any], name: str) -> Interval:
    share = line["shares"][name]
    return Interval(share["value"], share["low"], share["high"])


def _draw(
    axes: Axes, look: _plot.Look, lines: Sequence[dict[str, Any]]
) -> None:
    for at, (name, series) in enumerate(zip(NAMES, look.series, strict=True)):
        values = [_interval(line, name) for line in lines]
        places = [
            len(lines) - 1 - row + 0.14 * (1.5 - at)
            for row in range(len(lines))
        ]
        axes.errorbar(
            [one.value for one in values],
            places,
            xerr=[
                [one.value - one.low for one in values],
                [one.high - one.value for one in values],
            ],
            capsize=2,
            label=NAMES[name],
            **{**series.line, "linewidth": 1.2},
        )
    axes.set_yticks(
        range(len(lines)), [line["title"] for line in lines][::-1]
    )
    axes.set_xlim(0, 1)
    axes.set_xlabel("share, with 95 percent interval")
    axes.grid(axis="x")
    axes.legend(
        loc="lower center", bbox_to_anchor=(0.35, 1.0), ncols=2, fontsize=9
    )
