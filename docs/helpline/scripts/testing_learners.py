"""Post 1.3: how often changes that mean nothing matter, and how often a gate fails by chance."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _plot
from _shares import share
from helpline.checks import RELATIONS, changed
from helpline.commands.flakes import SIZES, shown
from helpline.corpus import read_current, read_tickets
from helpline.gate import fails, sampled, verdicts, wilson
from helpline.splits import folds, near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpline.gate import Verdicts
    from helpline.scores import Interval
    from matplotlib.axes import Axes

LEAST = 0.55
PAIR = Path(__file__).parents[1] / "mistakes" / "seed-dependent-test"


def make() -> dict[str, str]:
    """Return the tables, what the command prints, and the plot."""
    made = verdicts(read_tickets())
    rates = ["Gate,Good triage fails,Broken triage passes"]
    for name, title in (("wrong", "100 tickets drawn"), ("mended", "all tickets")):
        gate = _gate(name)
        failed = fails(partial(gate, made.right, made.good))
        passed = 50 - fails(partial(gate, made.right, made.broken))
        rates.append(f"{title},{_rate(failed)},{_rate(passed)}")
    return {
        "testing_learners.csv": "\n".join(rates) + "\n",
        "testing_learners.txt": shown(made, LEAST),
        "testing_learners-relations.csv": _relations(),
        **_plot.plots(
            "testing_learners", lambda axes, look: _draw(axes, look, made), size=(6.5, 3.4)
        ),
    }


def _gate(name: str) -> Callable[..., bool]:
    spec = importlib.util.spec_from_file_location(f"_gate_{name}", PAIR / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(PAIR)
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gate: Callable[..., bool] = module.passes
    return gate


def _rate(times: int) -> str:
    one = wilson(times, 50)
    return f"{times} of 50 ({one.low:.2f} to {one.high:.2f})"


def _relations() -> str:
    """Return the share of tickets, new to the triage, that a change sends to another queue."""
    tickets = read_tickets()
    groups = near_copies([one.text for one in tickets])
    train, test = folds(groups)[0]
    rules, learned = Rules(), Learned([tickets[at] for at in train])
    together = Together(rules, Found(read_current()), learned)
    texts, drawn = [tickets[at].text for at in test], [groups[at] for at in test]
    lines = [f'"Change, n = {len(test)}",Rules,Learned,Together']
    for relation in RELATIONS:
        cells = []
        for triage in (rules, learned, together):
            moved = set(changed(triage, texts, relation))
            hits = [text in moved for text in texts]
            cells.append(_cell(share(hits, [True] * len(texts), drawn)))
        lines.append(f"{relation.name},{','.join(cells)}")
    return "\n".join(lines) + "\n"


def _cell(one: Interval) -> str:
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def _draw(axes: Axes, look: _plot.Look, made: Verdicts) -> None:
    for at, (said, title) in enumerate(
        ((made.good, "good triage"), (made.broken, "broken triage"))
    ):
        for place, size in enumerate(SIZES):
            scores = [sampled(made.right, said, size, seed) for seed in range(50)]
            axes.plot(
                scores,
                [place + (0.14 if at == 0 else -0.14)] * 50,
                linestyle="none",
                marker=look.series[at].marker,
                markersize=4,
                markerfacecolor="none",
                color=look.series[at].color,
                label=title if place == 0 else None,
            )
    axes.axvline(LEAST, color=look.ink, linewidth=1, linestyle="--")
    axes.set_yticks(range(len(SIZES)), [str(size) for size in SIZES])
    axes.set_ylabel("tickets drawn")
    axes.set_xlabel("macro-F1 with each of 50 seeds; the dashed line is the limit")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=2)
