"""The times of the score line: how long a reply takes after each post, and what it costs."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
from _machine import record
from _states import STATES
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from helpline.corpus import read_tickets
from helpline.desk import open_desk
from helpline.records import Ticket
from helpline.service import Handled, Incoming, create_app
from helpline.service_journal import Journal
from helpline.service_limits import Limits
from helpline.service_run import open_handler, running
from helpline.stages import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from _states import State

TIMING = True
NUMBER, ROUNDS = 1500, 5
SHORT = 150


class Measured(NamedTuple):
    """What a run over tickets took.

    Attributes:
        seconds: How long each reply took, by the clock.
        cpu: The seconds that processors worked for all replies together, senders left out.
    """

    seconds: list[float]
    cpu: float


def make() -> dict[str, str]:
    """Measure each state five times, and keep the quietest run."""
    texts = [one.text for one in read_tickets()][:NUMBER]
    values: dict[str, dict[str, float]] = {}
    known: dict[object, str] = {}
    for state in STATES:
        same = known.setdefault(state.runs, state.post)
        if same != state.post:
            values[state.post] = values[same]
            continue
        runs = [measured(state, texts) for _ in range(ROUNDS)]
        best = min(runs, key=lambda run: p95(run.seconds)[0])
        low, high = p95(best.seconds)[1:]
        values[state.post] = {
            "p95": _ms(p95(best.seconds)[0]),
            "low": _ms(low),
            "high": _ms(high),
            "cpu": round(min(run.cpu for run in runs) / len(texts) * 1000, 2),
        }
    return {"score_line_times.json": record(NUMBER, values)}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def show(timing: Mapping[str, Any]) -> dict[str, str]:
    """Return the table."""
    lines = ['After,p95 in ms,"Processor seconds for 1,000 tickets"']
    for state in STATES:
        one = timing["values"][state.post]
        p95, low, high = (one[name] for name in ("p95", "low", "high"))
        lines.append(
            f"{state.title},{p95:.2f} ({low:.2f} to {high:.2f}),{one['cpu']:.2f}"
        )
    return {"score_line_times.csv": "\n".join(lines) + "\n"}


def claims() -> list[tuple[str, bool]]:
    """Measure a few tickets of each state once more."""
    texts = [one.text for one in read_tickets()][:SHORT]
    states = {state.runs: state for state in STATES}.values()
    runs = [measured(state, texts) for state in states]
    return [
        (
            "19 of 20 replies take less than half a second",
            all(p95(run.seconds)[0] < 0.5 for run in runs),
        ),
        (
            "1,000 tickets cost less than a minute of one processor",
            all(run.cpu / SHORT * 1000 < 60 for run in runs),
        ),
    ]


def p95(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return the 95th percentile with its 95 percent interval, from the ranks of the values."""
    ordered, number = sorted(seconds), len(seconds)
    reach = 1.96 * math.sqrt(number * 0.95 * 0.05)
    ranks = (0.95 * number, 0.95 * number - reach, 0.95 * number + reach)
    middle, low, high = (
        ordered[min(number, math.ceil(rank)) - 1] for rank in ranks
    )
    return middle, low, high


def measured(state: State, texts: Sequence[str]) -> Measured:
    """Have a state reply to tickets, one after the other."""
    if not state.served:
        return in_process(caller(state), texts)
    if state.settings is None:
        raise ValueError(f"{state.post} is served and has no settings")
    handle = open_handler(state.settings)
    if not state.stored:
        return over_http(app_of(handle), texts)
    with (
        tempfile.TemporaryDirectory() as folder,
        Journal(Path(folder) / "journal") as journal,
    ):
        return over_http(create_app(lambda: handle, journal, Limits()), texts)


def caller(state: State) -> Callable[[str], object]:
    """Return what replies to a text in this process."""
    if state.settings is None:
        shelf = smallest.count(smallest.read_articles())
        return lambda text: smallest.reply(text, shelf)
    desk = open_desk(state.settings)
    return lambda text: desk.reply(Ticket(id="now", text=text))


def app_of(handle: Callable[[Ticket], Handled]) -> FastAPI:
    """Return a service that stores nothing."""
    app, limiter = FastAPI(), CapacityLimiter(2)

    @app.post("/tickets")
    async def tickets(incoming: Incoming) -> Handled:
        ticket = Ticket(id="now", text=incoming.text)
        return await to_thread.run_sync(handle, ticket, limiter=limiter)

    @app.get("/ready")
    async def ready() -> str:
        return "ready"

    return app


def in_process(
    reply: Callable[[str], object], texts: Sequence[str]
) -> Measured:
    """Call a function with each text."""
    reply(texts[0])
    worked, seconds = time.process_time(), []
    for text in texts:
        begun = time.perf_counter()
        reply(text)
        seconds.append(time.perf_counter() - begun)
    return Measured(seconds, time.process_time() - worked)


def over_http(app: FastAPI, texts: Sequence[str]) -> Measured:
    """Serve in this process, and send each text from another one, over one connection."""
    with running(app) as url:
        wait(url)
        worked = time.process_time()
        sent = subprocess.run(
            [sys.executable, __file__, url],
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        )
        return Measured(json.loads(sent.stdout), time.process_time() - worked)


def wait(url: str) -> None:
    """Return when a service is ready."""
    while httpx.get(f"{url}/ready", trust_env=False).status_code != 200:
        time.sleep(0.05)


def send(url: str, texts: Sequence[str]) -> list[float]:
    """Return how long each reply took, sent one after the other."""
    seconds = []
    with httpx.Client(base_url=url, trust_env=False) as client:
        client.get("/ready")
        for text in texts:
            begun = time.perf_counter()
            client.post("/tickets", json={"text": text}).raise_for_status()
            seconds.append(time.perf_counter() - begun)
    return seconds


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps(send(sys.argv[1], json.loads(sys.stdin.read())))
    )
