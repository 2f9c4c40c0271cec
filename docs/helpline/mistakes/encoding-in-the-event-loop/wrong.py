"""A small service that encodes tickets in the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Callable


# region app
class Incoming(BaseModel):
    text: str


def create_app(similar_to: Callable[[str], list[str]]) -> FastAPI:
    app = FastAPI()

    @app.post("/tickets")
    async def tickets(incoming: Incoming) -> list[str]:
        return similar_to(incoming.text)

    @app.get("/health")
    async def health() -> str:
        return "alive"

    return app


# endregion app
