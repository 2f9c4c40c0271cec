"""Post 1.2: rules, search and a learned model, by four ways to split the tickets."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import _plot
from helpline.commands.compare import shown
from helpline.comparison import compare, groupings
from helpline.corpus import read_current, read_tickets
from helpline.scores import macro_f1_interval
from helpline.splits import alike, folds, shingles
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.comparison import Row
    from helpline.records import Ticket
    from matplotlib.axes import Axes

NAMES = {
    "nothing": "nothing (at random)",
    "threads": "threads",
    "near-copies": "near-copies",
    "messages": "messages",
    "articles": "articles",
}


def make() -> dict[str, str]:
    """Return the table, what the command prints, the plot, and what the mistake says."""
    tickets = read_tickets()
    rows = compare(tickets, read_current())
    lines = ["Kept whole,Groups,Rules,Search,Learned,Together"]
    lines += [
        f"{NAMES[row.split]},{row.groups},"
        + ",".join(
            map(str, (row.rules, row.found, row.learned, row.together))
        )
        for row in rows
    ]
    heads = ("Learned over rules", "Together over rules")
    gains = [
        ",".join(["Kept whole", *heads, "Together over rules and search"])
    ]
    gains += [
        ",".join(
            [NAMES[row.split]]
            + [
                one.shown(2, signed=True)
                for one in (row.gain, row.gain_together, row.gain_learned)
            ]
        )
        for row in rows
    ]
    return {
        "baseline_first.csv": "\n".join(lines) + "\n",
        "baseline_first-gains.csv": "\n".join(gains) + "\n",
        "baseline_first.txt": shown(rows),
        "baseline_first-pair.txt": _pair(tickets),
        "baseline_first-tickets.txt": _disagreements(tickets),
        **_plot.plots(
            "baseline_first",
            lambda axes, look: _draw(axes, look, rows),
            size=(6.8, 3.6),
        ),
    }


def _pair(tickets: Sequence[Ticket]) -> str:
    """Return what the two versions of the mistake see, and what they decide."""
    runs = [shingles(one.text) for one in tickets]
    lines = ["kept whole   a copy in training  low end  decision"]
    for name, groups in groupings(tickets).items():
        if name not in {"nothing", "near-copies"}:
            continue
        copies = tested = 0
        said = [""] * len(tickets)
        for train, test in folds(groups):
            model = Learned([tickets[place] for place in train])
            for place in test:
                said[place] = model.queue_of(tickets[place].text)
                copies += any(
                    alike(runs[place], runs[other]) >= 0.5 for other in train
                )
                tested += 1
        right = [str(one.queue) for one in tickets]
        low = macro_f1_interval(right, said, groups, rounds=300).low
        says = "go alone" if low >= 0.7 else "a person looks first"
        lines.append(f"{name:13}{copies:15} of {tested}{low:9.2f}  {says}")
    return "\n".join(lines) + "\n"


def _disagreements(tickets: Sequence[Ticket], number: int = 4) -> str:
    """Return short tickets of articles not seen before, on which one of two triages is right."""
    rules = Rules()
    train, test = folds(groupings(tickets)["articles"])[0]
    learned = Learned([tickets[place] for place in train])
    found: dict[bool, list[str]] = {True: [], False: []}
    for one in (tickets[place] for place in test):
        said = rules.queue_of(one.text), learned.queue_of(one.text)
        if said[0] != said[1] and one.queue in said and len(one.text) < 140:
            text = " ".join(one.text.split())
            lines = textwrap.wrap(
                text,
                72,
                initial_indent=f"{one.id}  ",
                subsequent_indent="       ",
            )
            verdict = f"       right: {one.queue}; rules: {said[0]}; learned: {said[1]}"
            found[one.queue == said[0]].append("\n".join([*lines, verdict]))
    half = number // 2
    return "\n\n".join(found[True][:half] + found[False][:half]) + "\n"


def _draw(axes: Axes, look: _plot.Look, rows: Sequence[Row]) -> None:
    for at, (name, title) in enumerate(
        (
            ("rules", "rules"),
            ("learned", "learned"),
            ("together", "all three together"),
        )
    ):
        series, values = look.series[at], [getattr(row, name) for row in rows]
        axes.errorbar(
            [one.value for one in values],
            [place + 0.2 * (1 - at) for place in range(len(rows))][::-1],
            xerr=[
                [one.value - one.low for one in values],
                [one.high - one.value for one in values],
            ],
            fmt=series.marker,
            color=series.color,
            capsize=3,
            label=title,
        )
    axes.set_yticks(
        range(len(rows)), [NAMES[row.split] for row in rows][::-1]
    )
    axes.set_xlim(0.2, 0.9)
    axes.set_xlabel("macro-F1, with 95 percent interval")
    axes.set_ylabel("kept whole by the split")
    axes.grid(axis="x")
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, 1.16), ncols=3)
