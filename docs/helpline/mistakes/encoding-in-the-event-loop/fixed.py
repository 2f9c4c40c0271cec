"""A small service that encodes tickets in a bounded number of threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable


# region app
class Incoming(BaseModel):
    text: str


def create_app(similar_to: Callable[[str], list[str]]) -> FastAPI:
    app = FastAPI()
    limiter = CapacityLimiter(2)

    @app.post("/tickets")
    async def tickets(incoming: Incoming) -> list[str]:
        return await to_thread.run_sync(
            similar_to, incoming.text, limiter=limiter
        )

    @app.get("/health")
    async def health() -> str:
        return "alive"

    return app


# endregion app
