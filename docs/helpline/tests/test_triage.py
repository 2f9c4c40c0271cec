"""Triage, splits and scores."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from _shares import share
from helpline.cli import main
from helpline.commands import compare as command
from helpline.comparison import Row, groupings, said_by
from helpline.corpus import read_current, read_tickets
from helpline.desk import open_desk
from helpline.records import QUEUES, Ticket
from helpline.scores import (
    Interval,
    difference_interval,
    macro_f1,
    macro_f1_interval,
    table,
    wilson,
)
from helpline.settings import Settings
from helpline.splits import alike, folds, near_copies, shingles
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together
from sklearn.metrics import f1_score

TICKETS = read_tickets()


def ticket(text: str, queue: str) -> Ticket:
    return Ticket(id="t1", text=text, queue=queue)


def test_macro_f1_is_that_of_scikit_learn() -> None:
    random = np.random.default_rng(1)
    right, said = (
        random.choice(list(QUEUES), 300).tolist() for _ in range(2)
    )
    expected = f1_score(right, said, average="macro")
    assert macro_f1(table(right, said, QUEUES)) == pytest.approx(expected)


def test_no_interval_is_without_a_width() -> None:
    right, alone = ["a", "b", "c"] * 10, [str(at) for at in range(30)]
    expected = (1, pytest.approx(wilson(30, 30).low), 1)
    assert macro_f1_interval(right, right, alone) == expected
    assert share([True] * 30, [True] * 30, alone) == expected
    assert share([False] * 30, [True] * 30, alone) == (
        0,
        0,
        pytest.approx(wilson(0, 30).high),
    )
    same = difference_interval(right, (right, right), alone)
    assert same == (0, -wilson(0, 30).high, wilson(0, 30).high)
    # Tickets of one group are one case, and groups in which nothing is counted are none.
    assert share([True] * 30, [True] * 30, right).low == pytest.approx(
        wilson(3, 3).low
    )
    assert share(
        [True] * 30, [at < 9 for at in range(30)], alone
    ).low == pytest.approx(wilson(9, 9).low)


def test_an_interval_is_shown_with_as_many_places_as_its_ends_need() -> None:
    assert str(Interval(0.5, 0.4, 0.6)) == "0.50 (0.40 to 0.60)"
    assert str(Interval(0, 0, 0.004)) == "0.000 (0.000 to 0.004)"
    assert (
        Interval(-0.0301, -0.052, -0.01).shown(2, signed=True)
        == "-0.03 (-0.05 to -0.01)"
    )
    assert (
        Interval(0, -0.001, 0.001).shown(2, signed=True)
        == "+0.000 (-0.001 to +0.001)"
    )
    assert (
        Interval(-0.0001, -0.01, 0.01).shown(2, signed=True)
        == "+0.00 (-0.01 to +0.01)"
    )
    # The verdict is in the sign of an end, so it is not rounded away.
    assert (
        Interval(-0.024, -0.047, -0.002).shown(2, signed=True)
        == "-0.024 (-0.047 to -0.002)"
    )
    assert (
        Interval(0.01, 0, 0.02).shown(2, signed=True)
        == "+0.01 (+0.00 to +0.02)"
    )


def test_groups_that_are_drawn_together_make_a_wider_interval() -> None:
    right = [("a", "b")[at % 2] for at in range(200)]
    said = [
        one if at < 140 else "ab"["ba".index(one)]
        for at, one in enumerate(right)
    ]
    alone = macro_f1_interval(right, said, [str(at) for at in range(200)])
    in_tens = macro_f1_interval(
        right, said, [str(at // 10) for at in range(200)]
    )
    assert alone.value == in_tens.value
    assert alone.high - alone.low < in_tens.high - in_tens.low
    assert alone.low < alone.value < alone.high


def test_no_difference_has_an_interval_round_zero() -> None:
    right = ["a", "b"] * 50
    said = ["a"] * 100
    same = difference_interval(right, (said, said), right)
    assert same.low < same.value == 0 < same.high
    gain = difference_interval(
        right, (said, right), [str(at) for at in range(100)]
    )
    assert gain.low > 0


def test_folds_keep_groups_whole_and_test_on_each_ticket_once() -> None:
    groups = [f"g{at % 40}" for at in range(200)]
    parts = folds(groups)
    assert sorted(place for part in parts for place in part.test) == list(
        range(200)
    )
    for train, test in parts:
        assert not {groups[at] for at in train} & {groups[at] for at in test}
    assert folds(groups, seed=8) != parts
    longer = folds([*groups, "new"])
    assert [
        set(old.test) - set(new.test)
        for old, new in zip(parts, longer, strict=True)
    ] == ([set()] * 5)


def test_what_is_alike_goes_together_and_nothing_else() -> None:
    texts = [
        "my invoice from March has the wrong address on it",
        "Any news? My invoice from March has the wrong address on it!",
        "push messages do not arrive on my phone",
    ]
    one, other, third = near_copies(texts)
    assert one == other != third
    assert alike(shingles("red apple pie"), shingles("red apple pie")) == 1
    assert alike(shingles(""), shingles("red apple pie")) == 0
    assert (
        len(set(near_copies(["请帮我", "发票在哪里", "Привет", "请帮我"])))
        == 3
    )


def test_a_ticket_that_comes_earlier_or_later_renames_no_group() -> None:
    texts = [one.text for one in TICKETS[:300]]
    groups = near_copies(texts)
    assert (
        near_copies(["Unlike all of the others, this one.", *texts])[1:]
        == groups
    )
    assert (
        near_copies([*texts, "Unlike all of the others, this one."])[:-1]
        == groups
    )


def test_near_copies_leave_messages_on_both_sides_and_messages_do_not() -> (
    None
):
    groups = groupings(TICKETS)
    messages = groups["messages"]

    def crossing(kind: str) -> int:
        return sum(
            messages[at] in {messages[other] for other in train}
            for train, test in folds(groups[kind])
            for at in test
        )

    assert crossing("near-copies") > 500
    assert crossing("messages") == 0


def test_near_copies_find_nearly_all_that_senders_sent_again() -> None:
    groups = near_copies([one.text for one in TICKETS])
    threads = defaultdict(list)
    for group, one in zip(groups, TICKETS, strict=True):
        threads[one.thread].append(group)
    several = [found for found in threads.values() if len(found) > 1]
    whole = sum(len(set(found)) == 1 for found in several)
    assert whole / len(several) > 0.9
    assert max(groups.count(group) for group in set(groups)) < 40


def test_the_learned_triage_learns_what_it_is_told() -> None:
    told = [
        ticket("apples and pears", "billing"),
        ticket("nuts and bolts", "tasks"),
    ] * 3
    triage = Learned(told)
    assert triage.queue_of("a pear, an apple") == "billing"
    assert math.isclose(sum(triage.weigh("bolts").values()), 1)
    with pytest.raises(ValueError, match="class"):
        Learned(told[:1])


def test_search_knows_the_queue_of_an_article() -> None:
    found = Found(read_current())
    assert (
        found.queue_of(
            "set up SAML single sign-on with our identity provider"
        )
        == "sign-in"
    )
    assert found.queue_of("") == QUEUES[0]


def test_together_goes_with_the_majority_where_two_are_sure() -> None:
    told = [
        ticket("apples and pears", "billing"),
        ticket("nuts and bolts", "tasks"),
    ] * 3
    together = Together(Rules(), Found(read_current()), Learned(told))
    assert together.queue_of(
        "webhook deliveries are missing, no retries, signature"
    ) == ("integrations")


def test_nothing_is_said_of_a_ticket_by_a_model_that_saw_its_group() -> None:
    some = TICKETS[:60]
    groups = groupings(some)["threads"]
    seen: list[set[str]] = []

    def make(train: list[Ticket]) -> dict[str, Rules]:
        seen.append({str(one.thread) for one in train})
        return {"rules": Rules()}

    said = said_by(make, some, groups)
    assert said == {"rules": [Rules().queue_of(one.text) for one in some]}
    for (_, test), threads in zip(folds(groups), seen, strict=True):
        assert not threads & {groups[at] for at in test}


def test_a_desk_may_use_all_three() -> None:
    desk = open_desk(Settings(triage="together"))
    assert isinstance(desk.triage, Together)
    reply = desk.reply(
        Ticket(id="t1", text="we were charged twice, please refund")
    )
    assert reply.queue == "billing"


def test_without_a_learned_one_rules_and_search_decide_alone() -> None:
    rules, found = Rules(), Found(read_current())
    both = Together(rules, found, None)
    text = "we were charged twice, please refund"
    points, scores = rules.weigh(text), found.weigh(text)
    sums = {one: 0.1 * points[one] + 0.02 * scores[one] for one in points}
    assert both.queue_of(text) == max(sums, key=lambda one: sums[one])
    assert Together(rules, found, None, 0, 1).queue_of(
        text
    ) == found.queue_of(text)


def test_the_command_prints_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Interval(0.5, 0.4, 0.6)
    monkeypatch.setattr(
        command,
        "compare",
        lambda _tickets, _articles: [Row("x", 3, *[one] * 7)],
    )
    assert main(["compare"]) == 0
    assert "0.50" in capsys.readouterr().out
