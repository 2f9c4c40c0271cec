"""The score line: what is counted, its intervals, and how it is measured."""

from __future__ import annotations

import numpy as np
import pytest
import score_line
import score_line_times
from _states import STATES, State, Verdict, by_all_together, by_rules
from helpline.corpus import read_tickets
from helpline.records import Ticket
from helpline.settings import Settings
from score_line import counted, counts_of, gain_of, interval_of


def ticket(
    number: int, article: str | None = "a", queue: str = "billing"
) -> Ticket:
    return Ticket(id=f"t{number}", text="Hello", queue=queue, article=article)


def test_what_is_counted_is_what_the_page_says() -> None:
    tickets = [ticket(1), ticket(2), ticket(3, None), ticket(4, None)]
    verdicts = [
        Verdict("billing", "a"), Verdict("tasks", "b"), Verdict("billing", None),
        Verdict("billing", "a"),
    ]  # fmt: skip
    counts = counted(tickets, verdicts, ["g1", "g2", "g3", "g4"])
    found = {
        name: (one.hits.sum(), one.among.sum())
        for name, one in counts.items()
    }
    assert found == {
        "answered": (3, 4),
        "article": (1, 3),
        "refused": (1, 2),
        "queue": (3, 4),
    }


def test_an_interval_of_all_or_none_has_a_width() -> None:
    for hits, value in (([True] * 30, 1.0), ([False] * 30, 0.0)):
        one = interval_of(
            counts_of(hits, [True] * 30, [f"g{at}" for at in range(30)])
        )
        assert one.value == value
        assert one.high - one.low == pytest.approx(3.84 / 33.84, abs=1e-3)
    alone = interval_of(counts_of([True] * 30, [True] * 30, ["g"] * 30))
    assert alone.high - alone.low > 0.7


def test_tickets_that_hang_together_are_drawn_together() -> None:
    hits, every = [True, False] * 100, [True] * 200
    apart = interval_of(
        counts_of(sorted(hits), every, [f"g{at}" for at in range(200)])
    )
    together = interval_of(
        counts_of(sorted(hits), every, [f"g{at // 20}" for at in range(200)])
    )
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_a_gain_is_measured_on_the_same_draws() -> None:
    groups, every = [f"g{at}" for at in range(200)], [True] * 200
    before = counts_of([at % 2 == 0 for at in range(200)], every, groups)
    after = counts_of(
        [at % 2 == 0 or at < 20 for at in range(200)], every, groups
    )
    gain = gain_of(after, before)
    assert gain.value == pytest.approx(0.05)
    assert 0 < gain.low < 0.05 < gain.high < 0.09
    assert tuple(gain_of(before, before)) == (0, 0, 0)


def test_a_post_that_changes_nothing_gains_nothing() -> None:
    tickets = read_tickets()[:60]
    lines = score_line.lines_of(tickets)
    gains = {
        line["post"]: {
            name for name, one in line["shares"].items() if one.get("gain")
        }
        for line in lines
    }
    assert (
        not gains["testing-learners"]
        | gains["serve-it"]
        | gains["lose-no-ticket"]
    )
    assert not gains["baseline-first"] - {"queue"}
    assert "gain" not in lines[0]["shares"]["queue"]


def test_only_the_queue_differs_between_two_triages() -> None:
    tickets = read_tickets()[:60]
    by_both = by_rules(tickets), by_all_together(tickets)
    assert [one.article for one in by_both[0]] == [
        one.article for one in by_both[1]
    ]


def test_a_high_percentile_has_an_interval_by_ranks() -> None:
    seconds = list(np.random.default_rng(1).permutation(1000) / 1000)
    middle, low, high = score_line_times.p95(seconds)
    assert (middle, low, high) == (0.949, 0.936, 0.963)
    assert score_line_times.p95([0.5]) == (0.5, 0.5, 0.5)


QUICK = [
    STATES[0],
    *(
        one._replace(settings=Settings())
        for one in (*STATES[1:2], *STATES[4:])
    ),
]


@pytest.mark.parametrize("state", QUICK, ids=[one.post for one in QUICK])
def test_each_state_is_measured_in_its_own_way(state: State) -> None:
    run = score_line_times.measured(
        state, ["Where is my invoice?", "My phone is gone."]
    )
    assert len(run.seconds) == 2
    assert all(one > 0 for one in run.seconds)
    assert run.cpu >= 0
