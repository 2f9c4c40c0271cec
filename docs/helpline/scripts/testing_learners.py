"""Post 1.3: how often changes that mean nothing matter, and how often a gate fails by chance."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import _plot
from _shares import share, share_gain
from helpline.checks import RELATIONS
from helpline.commands.flakes import SIZES, shown
from helpline.corpus import read_current, read_tickets
from helpline.gate import all_said, fails, may_replace, sampled
from helpline.records import QUEUES
from helpline.scores import difference_interval, macro_f1, table, wilson
from helpline.splits import folds, near_copies
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

if TYPE_CHECKING:
    from types import ModuleType

    from helpline.gate import Said
    from helpline.triage import Triage
    from matplotlib.axes import Axes

LEAST = 0.44
CANDIDATES = {
    "tuned": "tuned: C = 5 in place of 10",
    "limited": "limited: learns from 800 tickets",
    "slipped": "slipped: rules count 0.02 and not 0.1",
    "empty": "empty: no articles to search",
}
MISTAKES = Path(__file__).parents[1] / "mistakes"


def make() -> dict[str, str]:
    """Return the tables, what the command prints, and the plot."""
    made = all_said(read_tickets())
    rates = ["Gate,Good triage fails,Broken triage passes"]
    for name, title in (
        ("wrong", "100 tickets drawn"),
        ("fixed", "all tickets paired"),
    ):
        gate = _load("seed-dependent-test", name).passes
        failed = fails(partial(gate, made, made.candidates["tuned"]))
        passed = 50 - fails(partial(gate, made, made.candidates["empty"]))
        rates.append(f"{title},{_rate(failed)},{_rate(passed)}")
    return {
        "testing_learners.csv": "\n".join(rates) + "\n",
        "testing_learners-gates.csv": _gates(made),
        "testing_learners-splits.csv": _splits(
            made, all_said(read_tickets(), "near-copies")
        ),
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


def _gates(made: Said) -> str:
    """Return what an absolute bound and the paired gate say of each candidate."""
    lines = ["Candidate,Macro-F1,Bound of 0.44,Difference,Paired gate"]
    for name, title in CANDIDATES.items():
        said = made.candidates[name]
        score = macro_f1(table(made.right, said, QUEUES))
        bound = "ships" if score >= LEAST else "stops"
        paired = "ships" if may_replace(made, said) else "stops"
        lines.append(
            f'"{title}",{score:.2f},{bound},{_difference(made, said)},{paired}'
        )
    return "\n".join(lines) + "\n"


def _splits(messages: Said, copies: Said) -> str:
    """Return the differences by two splits, over the same draws of messages."""
    copies = copies._replace(groups=messages.groups)
    lines = ["Candidate,Split by near-copies,Split by messages"]
    for name in CANDIDATES:
        cells = (
            _difference(made, made.candidates[name])
            for made in (copies, messages)
        )
        lines.append(f"{name},{','.join(cells)}")
    return "\n".join(lines) + "\n"


def _difference(made: Said, said: list[str]) -> str:
    found = difference_interval(
        made.right, (made.accepted, said), made.groups
    )
    return found.shown(3, signed=True)


def _words() -> str:
    """Return how many tickets break the rule that words of words are the same."""
    lines = []
    for name in ("wrong", "fixed"):
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
    lines = [
        f'"Change, n = {len(tickets):,}",Rules,Learned,Together,Together less learned'
    ]
    every = [True] * len(tickets)
    for relation in RELATIONS:
        kinds = ("rules", "learned", "together")
        cells = [
            str(share(moved[relation.name, kind], every, groups))
            for kind in kinds
        ]
        both = (
            moved[relation.name, "learned"],
            moved[relation.name, "together"],
        )
        cells.append(share_gain(*both, groups).shown(3, signed=True))
        lines.append(f"{relation.name},{','.join(cells)}")
    return "\n".join(lines) + "\n"


def _draw(axes: Axes, look: _plot.Look, made: Said) -> None:
    for at, (said, title) in enumerate(
        (
            (made.candidates["tuned"], "good triage"),
            (made.candidates["empty"], "broken triage"),
        )
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
