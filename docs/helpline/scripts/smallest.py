"""Post 0.2: what the smallest whole makes of the tickets, over thresholds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import _plot
from _shares import Cases, share, share_difference, share_gain
from helpline.corpus import find_ticket, read_tickets
from helpline.splits import digest
from helpline.stages import smallest

if TYPE_CHECKING:
    from helpline.records import Ticket
    from helpline.scores import Interval
    from matplotlib.axes import Axes

EXAMPLES = {
    "answer": "It says our tax number is not yet checked. Do I have to do anything?",
    "refusal": "Can I pay for the workspace with a lottery ticket?",
}
WRONG = "t0037"
"""The ticket that finds an article on bells."""
THRESHOLDS = (0, 8, 10, 12, 14, 16, 18)


class Case(NamedTuple):
    """A ticket and what search found for it."""

    ticket: Ticket
    score: float
    article: str

    @property
    def is_first(self) -> bool:
        """Whether it is of the half on which the threshold is chosen."""
        return digest(f"half:{self.ticket.thread}") % 2 == 0


def make() -> dict[str, str]:
    """Return the examples, the table, the plot, and the figures at the chosen threshold."""
    shelf = smallest.count(smallest.read_articles())
    cases = []
    for ticket in read_tickets():
        score, article = smallest.search(ticket.text, shelf)
        cases.append(Case(ticket, score, article["id"]))
    first = [case for case in cases if case.is_first]
    second = [case for case in cases if not case.is_first]
    examples = {
        f"smallest-{name}.txt": smallest.as_line(text, shelf) + "\n"
        for name, text in {
            **EXAMPLES,
            "wrong": find_ticket(WRONG).text,
        }.items()
    }
    lines = [
        "Threshold,n answered,Answered,Right article,Refused of the unanswerable"
    ]
    lines += [
        f"{threshold},{_number(first, threshold)},{_answered(first, threshold)!s},"
        f"{_right(first, threshold)!s},{_refused(first, threshold)!s}"
        if threshold  # no score is below zero, so nothing is measured there but the articles
        else f"0,{len(first)},all,{_right(first, 0)!s},none"
        for threshold in THRESHOLDS
    ]
    chosen = smallest.MIN_SCORE
    queues = [
        smallest.triage(case.ticket.text) == case.ticket.queue
        for case in cases
    ]
    threads = [str(case.ticket.thread) for case in cases]
    rows = [
        ("answered", _answered(second, chosen), len(second)),
        (
            "right article, of those answered",
            _right(second, chosen),
            _number(second, chosen),
        ),
        (
            "refused, of those that no article answers",
            _refused(second, chosen),
            sum(case.ticket.article is None for case in second),
        ),
        (
            "right queue, all tickets",
            share(queues, [True] * len(cases), threads),
            len(cases),
        ),
    ]
    report = [
        "What,Share,n",
        *(f'"{name}",{one!s},{n}' for name, one, n in rows),
    ]
    [(largest, _)] = Counter(case.ticket.queue for case in cases).most_common(
        1
    )
    lazy = [case.ticket.queue == largest for case in cases]
    gain = share_gain(lazy, queues, threads).shown(signed=True)
    report.append(
        f'"right queue, gain over always the largest queue",{gain},{len(cases)}'
    )
    return {
        **examples,
        "smallest.csv": "\n".join(lines) + "\n",
        "smallest-report.csv": "\n".join(report) + "\n",
        "smallest-halves.csv": _halves(first, second, chosen),
        **_plot.plots(
            "smallest", lambda axes, look: _draw(axes, look, first)
        ),
    }


def _halves(first: list[Case], second: list[Case], threshold: float) -> str:
    """Return the shares of right articles in the two halves, and their difference."""
    one, other = (
        Cases(
            [case.article == case.ticket.article for case in cases],
            [case.score >= threshold for case in cases],
            [str(case.ticket.thread) for case in cases],
        )
        for cases in (first, second)
    )
    lines = ["Half,n answered,Right article"]
    for name, half in (("first", one), ("second", other)):
        lines.append(f"{name},{sum(half.counted)},{share(*half)!s}")
    gap = share_difference(one, other).shown(signed=True)
    return "\n".join([*lines, f"second less first,,{gap}"]) + "\n"


def _share(
    cases: list[Case], hits: list[bool], counted: list[bool]
) -> Interval:
    return share(hits, counted, [str(case.ticket.thread) for case in cases])


def _answered(cases: list[Case], threshold: float) -> Interval:
    return _share(
        cases,
        [case.score >= threshold for case in cases],
        [True] * len(cases),
    )


def _right(cases: list[Case], threshold: float) -> Interval:
    hits = [case.article == case.ticket.article for case in cases]
    return _share(cases, hits, [case.score >= threshold for case in cases])


def _refused(cases: list[Case], threshold: float) -> Interval:
    hits = [case.score < threshold for case in cases]
    return _share(
        cases, hits, [case.ticket.article is None for case in cases]
    )


def _number(cases: list[Case], threshold: float) -> int:
    return sum(case.score >= threshold for case in cases)


def _draw(axes: Axes, look: _plot.Look, cases: list[Case]) -> None:
    for at, (title, measured) in enumerate(
        (
            ("answered", _answered),
            ("right article, of those answered", _right),
        )
    ):
        values = [measured(cases, threshold) for threshold in THRESHOLDS]
        series = look.series[at]
        axes.errorbar(
            [threshold + 0.2 * at for threshold in THRESHOLDS],
            [one.value for one in values],
            yerr=[
                [one.value - one.low for one in values],
                [one.high - one.value for one in values],
            ],
            capsize=3,
            label=title,
            **series.line,
        )
    axes.set_xlabel("score below which Helpline refuses")
    axes.set_ylabel("share, with 95 percent interval")
    axes.set_ylim(0, 1.05)
    axes.grid(axis="y")
    axes.legend()
