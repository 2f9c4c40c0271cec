"""A bounded pool: a few threads at work, a few requests that wait, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread

if TYPE_CHECKING:
    from collections.abc import Callable

# region types
Work = Coroutine[Any, Any, Any]
Given = TypeVar("Given")
Result = TypeVar("Result")
# endregion types


# region pool
class Pool:
    """Tasks by key; each outlives its request, so none is half done."""

    def __init__(self, workers: int, waiting: int) -> None:
        self.most, self.limiter = workers + waiting, CapacityLimiter(workers)
        self.tasks: dict[str, asyncio.Task[Any]] = {}

    @property
    def full(self) -> bool:
        """Whether one more would be too many."""
        return len(self.tasks) >= self.most

    def begin(self, key: str, work: Work) -> asyncio.Task[Any]:
        """Run a coroutine as a task of its own."""
        task = self.tasks[key] = asyncio.create_task(work)
        task.add_done_callback(lambda _: self.tasks.pop(key, None))
        return task

    async def in_thread(
        self, work: Callable[[Given], Result], given: Given
    ) -> Result:
        """Run a function in a thread that nothing can stop."""
        return await to_thread.run_sync(
            work, given, limiter=self.limiter, abandon_on_cancel=True
        )

    # endregion pool

    async def finish(self, seconds: float) -> int:
        """Wait for the tasks; return how many have not ended in time."""
        if self.tasks:
            await asyncio.wait(list(self.tasks.values()), timeout=seconds)
        return len(self.tasks)
