"""The open exercise of chapter 1: a score on tickets that a triage has not seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpline.cli import main
from helpline.comparison import groupings
from helpline.corpus import read_tickets
from helpline.practice.scored import halves

PATIENT = ("--seconds", "300")
CONSTANT = """
class Triage:
    def queue_of(self, text):
        return {queue}

def make_triage(tickets):
    return Triage()
"""
REMEMBERS = """
from helpline.corpus import read_tickets

class Triage:
    def __init__(self, tickets):
        known = {one.text: one.queue for one in read_tickets()}
        assert len(known) <= len(tickets)
        self.known = known

    def queue_of(self, text):
        assert text not in self.known, "it has seen this one"
        return "privacy"

def make_triage(tickets):
    return Triage(tickets)
"""


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def scored(
    capsys: pytest.CaptureFixture[str], source: str, *more: str
) -> tuple[int, list[str]]:
    Path("my.py").write_text(source, encoding="utf-8")
    status = main(["check", "1", "my.py", *more, *PATIENT])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return status, (out + err).splitlines()


def test_no_message_is_in_both_halves_and_each_queue_is_in_both() -> None:
    tickets = read_tickets()
    visible, held_out = halves(tickets)
    assert {*visible.tickets, *held_out.tickets} == set(tickets)
    assert not {*visible.messages} & {*held_out.messages}
    messages = dict(
        zip(
            [one.id for one in tickets],
            groupings(tickets)["messages"],
            strict=True,
        )
    )
    for half in (visible, held_out):
        assert [messages[one.id] for one in half.tickets] == list(
            half.messages
        )
        assert len({one.queue for one in half.tickets}) == 8
        assert 0.4 < len(half.tickets) / len(tickets) < 0.6


def test_the_start_is_the_books_own_triage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--stub", "1"]) == 0
    assert main(["check", "1", "--final", *PATIENT]) == 0
    lines = capsys.readouterr().out.splitlines()
    yours, ours = (line.rpartition("  ")[2] for line in lines[4:6])
    assert yours == ours
    assert "the held-out half" in lines[2]
    assert lines[-1] == "Yours decides on each ticket like the book's own."


def test_a_worse_triage_is_told_so_by_the_interval_of_the_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, lines = scored(capsys, CONSTANT.format(queue="'billing'"))
    assert status == 0
    assert lines[0].startswith("Make Helpline better, the visible half: ")
    assert lines[4].startswith("  difference               -0.")
    assert lines[5].endswith(" tickets. The book's own is better.")


def test_code_that_reads_the_tickets_itself_is_not_shown_those_it_is_scored_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, lines = scored(capsys, REMEMBERS, "--final")
    assert status == 0, lines
    assert lines[5].endswith("The book's own is better.")


def test_tickets_that_the_generator_makes_are_of_messages_that_may_be_learned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = (
        "from helpline.tickets.asks import read_asks\n"
        "from helpline.tickets.make import make_tickets\n"
        "from helpline.triage.learned import Learned\n\n\n"
        "def make_triage(tickets):\n"
        "    more = [one for one in make_tickets(seed=8) if one.text]\n"
        "    print(len(more) < 1000, len(read_asks()) < 400)\n"
        "    return Learned([*tickets, *more])\n"
    )
    status, lines = scored(capsys, source, "--final")
    assert status == 0, lines
    assert "Yours is better." not in lines[5]
    assert lines[-1] == "  | True True"


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        (
            CONSTANT.format(queue="'sales'"),
            1,
            "expected: one of sign-in, billing",
        ),
        (
            CONSTANT.format(queue="1 / 0"),
            1,
            "got:      ZeroDivisionError: division by zero (line",
        ),
        (
            "def make_triage(tickets):\n    return 3\n",
            1,
            "expected: a triage, which has queue_of",
        ),
        (
            "def make_triage():\n    pass\n",
            2,
            "make_triage() can't be called as make_triage(tick",
        ),
        ("x = 1\n", 2, "my.py: the function make_triage(tickets) is missing"),
    ],
)
def test_what_is_no_triage_is_told(
    capsys: pytest.CaptureFixture[str], source: str, status: int, said: str
) -> None:
    got, lines = scored(capsys, source, "--final")
    assert got == status
    assert any(said in line for line in lines), lines
