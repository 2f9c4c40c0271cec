"""The load test: what it measures, and where it may be pointed."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from helpline.cli import main
from helpline.load import (
    Balancer,
    Plan,
    Report,
    Sample,
    on_loopback,
    percentile,
    run_load,
    shown,
    times,
    turned_away,
    when_ready,
)
from helpline.service_run import running
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.5, 10), (0.95, 19), (0.951, 20), (1, 20), (0.001, 1)],
)
def test_a_percentile_is_a_value_that_was_measured(
    share: float, expected: int
) -> None:
    values = list(range(1, 21))
    random.Random(3).shuffle(values)
    assert percentile(values, share) == expected
    assert percentile([7], share) == 7


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "http://10.0.0.1:80",
        "https://127.0.0.1",
        "127.0.0.1:80",
        "http://",
        "",
    ],
)
def test_only_this_machine_is_put_under_load(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match="this machine"):
        on_loopback(url)
    if url:
        assert main(["load", "--url", url]) == 2
        assert "this machine" in capsys.readouterr().err


def test_addresses_of_this_machine_are_taken() -> None:
    assert on_loopback("http://localhost:8000/x") == "http://127.0.0.1:8000"
    assert on_loopback("http://127.0.0.1") == "http://127.0.0.1:80"
    assert on_loopback("http://[::1]:8000") == "http://[::1]:8000"


@pytest.mark.parametrize(
    "wrong", [{"rate": 0}, {"rate": 201}, {"seconds": 61}, {"checks": 51}]
)
def test_load_is_bounded(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Plan(**wrong)
    assert len(times(200, 60, random.Random(1))) <= 2_000


def test_arrivals_are_the_same_for_a_seed_and_come_at_about_the_rate() -> (
    None
):
    due = times(10, 60, random.Random(1))
    assert due == times(10, 60, random.Random(1)) == sorted(due)
    assert 500 < len(due) < 700


def test_three_failed_checks_in_a_row_take_an_instance_out() -> None:
    rule = Balancer()
    for passed in (False, False, True, False, False):
        rule.note(passed=passed)
    assert rule.in_service
    rule.note(passed=False)
    assert not rule.in_service
    rule.note(passed=True)
    assert not rule.in_service


def test_tickets_after_that_are_turned_away() -> None:
    slow = [Sample(at, 200, 0.3) for at in (0.0, 1.0, 2.0)]
    tickets = [Sample(at, 200, 0.1) for at in (0.5, 2.1, 2.3, 9.0)]
    report = Report(tickets, slow)
    assert turned_away(report, Balancer()) == 2
    assert "turned 2 tickets away" in shown(report)
    report.health[1] = Sample(1.0, 200, 0.1)
    assert turned_away(report, Balancer()) == 0
    assert "kept the instance" in shown(report)


@pytest.fixture
def slow_app() -> Iterator[str]:
    app = FastAPI()

    @app.post("/tickets")
    async def tickets() -> None:
        time.sleep(0.1)

    @app.get("/health")
    async def health() -> None: ...

    with running(app) as url:
        yield url


def test_a_late_sender_is_measured_from_when_it_was_due(
    slow_app: str,
) -> None:
    plan = Plan(rate=50, seconds=0.4, checks=10, seed=1)
    report = asyncio.run(run_load(slow_app, ["a"], plan))
    assert len(report.tickets) == len(times(50, 0.4, random.Random(1)))
    assert {sample.status for sample in report.tickets} == {200}
    last = max(report.tickets, key=lambda sample: sample.seconds)
    assert last.seconds > 0.1 * len(report.tickets) / 2
    assert max(sample.seconds for sample in report.health) > 0.1


def test_a_service_that_is_not_there_is_counted_and_waited_for_in_vain() -> (
    None
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    report = asyncio.run(
        run_load(url, ["a"], Plan(rate=20, seconds=0.2, seed=1))
    )
    assert {sample.status for sample in report.tickets} == {0}
    assert "x none" in shown(report)
    with pytest.raises(TimeoutError):
        when_ready(url, seconds=0.1)


def test_the_command_starts_a_service_measures_it_and_stops_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    before = threading.active_count()
    assert main(["load", "--rate", "20", "--seconds", "0.5"]) == 0
    out = capsys.readouterr().out
    assert "/tickets" in out
    assert " x 200" in out
    assert threading.active_count() == before
