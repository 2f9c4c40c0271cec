"""Post 1.3: how often changes that mean nothing matter, and how often a gate fails by chance."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import _plot
from _shares import share
from helpline.checks import RELATIONS
from helpline.commands.flakes import SIZES, shown
from helpline.corpus import read_current, read_tickets
from helpline.gate import fails, sampled, verdicts, wilson
from helpline.splits import folds, near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from types import ModuleType

    from helpline.gate import Verdicts
    from helpline.scores import Interval
    from helpline.triage import Triage
    from matplotlib.axes import Axes

LEAST = 0.55
MISTAKES = Path(__file__).parents[1] / "mistakes"


def make() -> dict[str, str]:
    """Return the tables, what the command prints, and the plot."""
    made = verdicts(read_tickets())
    rates = ["Gate,Good triage fails,Broken triage passes"]
    for name, title in (
        ("wrong", "100 tickets drawn"),
        ("mended", "all tickets"),
    ):
        gate = _load("seed-dependent-test", name).passes
        failed = fails(partial(gate, made.right, made.good))
        passed = 50 - fails(partial(gate, made.right, made.broken))
        cells = (_rate(failed), _rate(passed))
        if name == "mended":  # it draws nothing, so fifty runs are one
            cells = (f"{failed} of 50", f"{passed} of 50")
        rates.append(f"{title},{','.join(cells)}")
    return {
        "testing_learners.csv": "\n".join(rates) + "\n",
        "testing_learners.txt": shown(made, LEAST),
        "testing_learners-relations.csv": _relations(),
        "testing_learners-words.txt": _words(),
        **_plot.plots(
            "testing_learners",
            lambda axes, look: _draw(axes, look, made),
            size=(6.5, 3.4),
        ),
    }


def _load(pair: str, name: str) -> ModuleType:
    path = MISTAKES / pair / f"{name}.py"
    spec = importlib.util.spec_from_file_location(
        f"_{pair}_{name}".replace("-", "_"), path
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rate(times: int) -> str:
    one = wilson(times, 50)
    return f"{times} of 50 ({one.low:.2f} to {one.high:.2f})"


def _words() -> str:
    """Return how many tickets break the rule that words of words are the same."""
    lines = []
    for name in ("wrong", "mended"):
        words = _load("plurals-of-stop-words", name).words
        texts = [one.text for one in read_tickets()]
        broken = sum(
            words(" ".join(words(text))) != words(text) for text in texts
        )
        lines.append(
            f"{name}.py: {broken} of {len(texts):,} tickets break the rule\n"
        )
    return "".join(lines)


def _relations() -> str:
    """Return the share of tickets that a change sends to another queue, by models new to them."""
    tickets = read_tickets()
    groups = near_copies([one.text for one in tickets])
    rules, found = Rules(), Found(read_current())
    moved = {
        (relation.name, kind): [False] * len(tickets)
        for relation in RELATIONS
        for kind in ("rules", "learned", "together")
    }
    for train, test in folds(groups):
        learned = Learned([tickets[at] for at in train])
        triages: dict[str, Triage] = {
            "rules": rules,
            "learned": learned,
            "together": Together(rules, found, learned),
        }
        for kind, triage in triages.items():
            for at in test:
                text = tickets[at].text
                queue = triage.queue_of(text)
                for relation in RELATIONS:
                    is_other = triage.queue_of(relation.change(text)) != queue
                    moved[relation.name, kind][at] = is_other
    lines = [f'"Change, n = {len(tickets):,}",Rules,Learned,Together']
    every = [True] * len(tickets)
    for relation in RELATIONS:
        kinds = ("rules", "learned", "together")
        cells = [
            _cell(share(moved[relation.name, kind], every, groups))
            for kind in kinds
        ]
        lines.append(f"{relation.name},{','.join(cells)}")
    return "\n".join(lines) + "\n"


def _cell(one: Interval) -> str:
    if one.value == 0:
        return "none"  # a bootstrap of no hits has no width
    return str(one)


def _draw(axes: Axes, look: _plot.Look, made: Verdicts) -> None:
    for at, (said, title) in enumerate(
        ((made.good, "good triage"), (made.broken, "broken triage"))
    ):
        for place, size in enumerate(SIZES):
            scores = [
                sampled(made.right, said, size, seed) for seed in range(50)
            ]
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
    axes.set_xlabel(
        "macro-F1 with each of 50 seeds; the dashed line is the limit"
    )
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=2)
