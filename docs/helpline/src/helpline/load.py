"""A load test: tickets at times set beforehand, health checks beside them, loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import math
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

# region most
MOST = 2_000
# endregion most


class Plan(BaseModel):
    """How much load, and for how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rate: float = Field(default=2, gt=0, le=200)
    """Tickets per second, on average."""
    seconds: float = Field(default=10, gt=0, le=60)
    checks: float = Field(default=5, gt=0, le=50)
    """Health checks per second."""
    patience: float = Field(default=30, gt=0, le=60)
    """Seconds after which a request counts as failed."""
    seed: int = 7


# region sample
@dataclass(frozen=True, slots=True)
class Sample:
    """A request: when it was due, what came back, and how much later."""

    due: float
    status: int
    seconds: float


# endregion sample


@dataclass(slots=True)
class Report:
    """What was measured."""

    tickets: list[Sample] = field(default_factory=list)
    health: list[Sample] = field(default_factory=list)


# region balancer
# region rule
@dataclass(slots=True)
class Balancer:
    """The rule by which a load balancer takes an instance out of service."""

    limit: float = 0.2
    """Seconds that a health check may take."""
    failures: int = 3
    """As many failed checks in a row take the instance out."""
    failed: int = 0
    in_service: bool = True

    def note(self, *, passed: bool) -> None:
        """Take in one check."""
        self.failed = 0 if passed else self.failed + 1
        if self.failed >= self.failures:
            self.in_service = False


# endregion rule


def turned_away(report: Report, rule: Balancer) -> int:
    """Return how many tickets were due after the rule had taken the instance out."""
    for check in report.health:
        rule.note(passed=check.status == 200 and check.seconds <= rule.limit)
        if not rule.in_service:
            out = check.due + rule.limit
            return sum(ticket.due > out for ticket in report.tickets)
    return 0


# endregion balancer


# region percentile
def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all doesn't exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


# endregion percentile


# region queue
def spent_in_queue(due: Sequence[float], work: float) -> list[float]:
    """Return the seconds from when each request is due until it is done.

    Args:
        due: When each request comes, the earliest first.
        work: Seconds of work in each.
    """
    free, spent = 0.0, []
    for at in due:
        free = max(free, at) + work
        spent.append(free - at)
    return spent


# endregion queue


def on_loopback(url: str) -> str:
    """Return an address of this machine without its path.

    Raises:
        ValueError: It is another machine's, and a load test has no business there.
    """
    parts = urlsplit(url)
    host = (
        "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    )
    try:
        ours = ipaddress.ip_address(host).is_loopback
    except ValueError:
        ours = False
    if not ours or parts.scheme != "http":
        raise ValueError(
            f"{url!r}: a load test runs on this machine only, over http"
        )
    return f"http://{f'[{host}]' if ':' in host else host}:{parts.port or 80}"


def answers(url: str) -> bool:
    """Tell whether anything at all answers at an address."""
    try:
        httpx.get(f"{on_loopback(url)}/health", trust_env=False)
    except httpx.TimeoutException:
        return True
    except httpx.HTTPError:
        return False
    return True


def when_ready(url: str, seconds: float = 20) -> str:
    """Wait until a service says that it is ready; return its address.

    Raises:
        TimeoutError: It does not say so in time.
    """
    ends = time.monotonic() + seconds
    with httpx.Client(base_url=on_loopback(url), trust_env=False) as client:
        while time.monotonic() < ends:
            with contextlib.suppress(httpx.HTTPError):
                if client.get("/ready").status_code == 200:
                    return url
            time.sleep(0.02)
    raise TimeoutError(f"{url} is not ready after {seconds} s")


# region due
def times(rate: float, seconds: float, rng: random.Random) -> list[float]:
    """Return when requests are due, as from independent senders."""
    due, at = list[float](), 0.0
    while len(due) < MOST:
        at += rng.expovariate(rate)
        if at > seconds:
            break
        due.append(at)
    return due


async def sent(
    client: httpx.AsyncClient, due: float, begun: float, text: str | None
) -> Sample:
    """Send a request when it is due, whether or not earlier ones are back."""
    await asyncio.sleep(max(0.0, begun + due - time.perf_counter()))
    try:
        if text is None:
            reply = await client.get("/health")
        else:
            reply = await client.post("/tickets", json={"text": text})
        status = reply.status_code
    except httpx.HTTPError:
        status = 0
    return Sample(due, status, time.perf_counter() - begun - due)


# endregion due


async def run_load(url: str, texts: Sequence[str], plan: Plan) -> Report:
    """Send tickets and health checks as planned, and return all samples in the order due."""
    rng = random.Random(plan.seed)
    due = times(plan.rate, plan.seconds, rng)
    chosen = [rng.choice(texts) for _ in due]
    checks = [
        number / plan.checks
        for number in range(int(plan.seconds * plan.checks))
    ]
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
    async with (
        httpx.AsyncClient(
            base_url=on_loopback(url),
            timeout=plan.patience,
            limits=limits,
            trust_env=False,
        ) as client,
        asyncio.TaskGroup() as group,
    ):
        begun = time.perf_counter()
        tickets = [
            group.create_task(sent(client, at, begun, text))
            for at, text in zip(due, chosen, strict=True)
        ]
        health = [
            group.create_task(sent(client, at, begun, None)) for at in checks
        ]
    return Report(
        [task.result() for task in tickets],
        [task.result() for task in health],
    )


def shown(report: Report) -> str:
    """Return a report as lines for a person to read."""
    lines = [
        f"{'':10}{'n':>5}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}  status"
    ]
    for name, samples in (
        ("/tickets", report.tickets),
        ("/health", report.health),
    ):
        spent = [1000 * sample.seconds for sample in samples]
        if not spent:
            continue
        counts = Counter(sample.status for sample in samples)
        status = ", ".join(
            f"{count} x {code or 'none'}"
            for code, count in sorted(counts.items())
        )
        figures = "".join(
            f"{percentile(spent, share):9.0f}" for share in (0.5, 0.95, 1.0)
        )
        lines.append(f"{name:10}{len(samples):5}{figures}  {status}")
    away = turned_away(report, Balancer())
    verdict = f"turned {away} tickets away" if away else "kept the instance"
    lines.append(f"A balancer would have {verdict}.")
    return "\n".join(lines) + "\n"
