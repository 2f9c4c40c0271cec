"""Post 1.5: kill a service at random moments, and count confirmed tickets that are gone.

Both versions of the mistake take tickets from eight senders at once. Then the process is killed
with signal 9, and its journal is read. A third case leaves out ``fsync``, to see what kills can't
show.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import itertools
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import httpx
from helpline.scores import wilson
from helpline.service_journal import Journal
from helpline.service_run import running

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMING = True
MISTAKE = (
    Path(__file__).resolve().parents[1]
    / "mistakes"
    / "acknowledged-before-stored"
)
CASES = {
    "wrong": "confirmed, then stored",
    "fixed": "stored, then confirmed",
    "unsynced": "stored without fsync, then confirmed",
}
KILLS, SENDERS = 100, 8


def serve(case: str, file: str) -> None:
    """Serve one of the cases until the process is killed; print the address first."""
    name = "wrong" if case == "wrong" else "fixed"
    spec = importlib.util.spec_from_file_location(
        name, MISTAKE / f"{name}.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    synced = (
        mock.patch("os.fsync")
        if case == "unsynced"
        else contextlib.nullcontext()
    )
    with (
        synced,
        Journal(Path(file)) as journal,
        running(module.create_app(journal)) as url,
    ):
        print(url, flush=True)
        sys.stdin.read()


@contextlib.contextmanager
def served(
    case: str, file: Path
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start a server in a process of its own; yield its address and the process."""
    with subprocess.Popen(
        [sys.executable, __file__, case, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        if process.stdout is None:
            raise RuntimeError("it is a pipe")
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


async def confirmed_until(
    url: str, process: subprocess.Popen[str], seconds: float
) -> set[str]:
    """Send tickets, kill the process after so many seconds, return the ids it confirmed."""
    numbers, confirmed = itertools.count(), set[str]()

    async def send(client: httpx.AsyncClient) -> None:
        with contextlib.suppress(httpx.TransportError):
            for number in numbers:
                ticket = {
                    "id": f"k-{number}",
                    "text": f"Where is invoice {number}?",
                }
                reply = await client.post("/tickets", json=ticket)
                if reply.status_code == 202:
                    confirmed.add(ticket["id"])

    async with httpx.AsyncClient(
        base_url=url, trust_env=False, timeout=20
    ) as client:
        senders = [asyncio.create_task(send(client)) for _ in range(SENDERS)]
        await asyncio.sleep(seconds)
        process.kill()
        await asyncio.gather(*senders)
    return confirmed


def kill_once(case: str, seconds: float) -> tuple[int, int]:
    """Return how many tickets were confirmed before a kill, and how many of them are gone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal"
        with served(case, file) as (url, process):
            confirmed = asyncio.run(confirmed_until(url, process, seconds))
        with Journal(file) as journal:
            return len(confirmed), len(confirmed - journal.entries.keys())


def make() -> dict[str, str]:
    """Kill; the cases take turns, and each gets the same moments."""
    from _machine import record

    rng = random.Random(15)
    counts: dict[str, list[str]] = {case: [] for case in CASES}
    for _ in range(KILLS):
        seconds = rng.uniform(0.05, 0.5)
        for case in CASES:
            counts[case].append("{}/{}".format(*kill_once(case, seconds)))
    values = {case: " ".join(one) for case, one in counts.items()}
    return {"lose_no_ticket.json": record(KILLS, values)}


def show(timing: Any) -> dict[str, str]:  # noqa: ANN401 - whatever JSON holds
    """Return the table."""
    lines = [
        "The sender's ticket is,n kills,Kills that lost some,Confirmed,Lost"
    ]
    for case, title in CASES.items():
        pairs = [
            tuple(map(int, one.split("/")))
            for one in timing["values"][case].split()
        ]
        confirmed, lost = (sum(column) for column in zip(*pairs, strict=True))
        # A kill before the first confirmation could lose nothing.
        able = [gone > 0 for count, gone in pairs if count > 0]
        kills = wilson(sum(able), len(able))
        lines.append(f'"{title}",{len(able)},{kills},{confirmed},{lost}')
    return {"lose_no_ticket.csv": "\n".join(lines) + "\n"}


def claims() -> list[tuple[str, bool]]:
    """Kill a few times more."""
    rng = random.Random(16)
    moments = [rng.uniform(0.1, 0.4) for _ in range(4)]
    lost = {
        case: sum(kill_once(case, one)[1] for one in moments)
        for case in ("wrong", "fixed")
    }
    return [
        (
            "a service that confirms first loses confirmed tickets",
            lost["wrong"] > 0,
        ),
        ("a service that stores first loses none", lost["fixed"] == 0),
    ]


if __name__ == "__main__":
    serve(*sys.argv[1:3])
