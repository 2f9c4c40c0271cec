"""A healthy instance that is at work must stay in service."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import httpx
from helpline.load import Balancer
from helpline.service_run import running

if TYPE_CHECKING:
    from types import ModuleType


# region decision
def test_a_busy_instance_stays_in_service(subject: ModuleType) -> None:
    begun, checked = threading.Event(), threading.Event()

    def work(text: str) -> list[str]:
        begun.set()
        checked.wait(
            3
        )  # it ends once the checks are through, or else after 3 s
        return [text]

    async def morning(url: str) -> Balancer:
        balancer = Balancer(limit=0.2, failures=3)
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            ticket = asyncio.create_task(
                client.post("/tickets", json={"text": "help"})
            )
            await asyncio.to_thread(begun.wait, 3)
            for _ in range(3):
                balancer.note(passed=await passes(client, balancer.limit))
            checked.set()
            assert (await ticket).json() == ["help"]
        return balancer

    with running(subject.create_app(work)) as url:
        assert asyncio.run(morning(url)).in_service


# endregion decision


# region passes
async def passes(client: httpx.AsyncClient, limit: float) -> bool:
    """Return whether a health check comes back in time."""
    try:
        return (await client.get("/health", timeout=limit)).status_code == 200
    except httpx.TimeoutException:
        return False


# endregion passes
