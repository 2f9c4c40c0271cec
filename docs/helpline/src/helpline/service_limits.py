"""The limits of the service, in one value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


# region limits
class Limits(BaseModel):
    """How much the service takes on, and how long it waits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workers: int = Field(default=2, ge=1)
    """Tickets in work at once."""
    waiting: int = Field(default=32, ge=0)
    """Tickets that may wait for a worker."""
    handle_seconds: float = Field(default=5, gt=0)
    """From the whole body to the reply, waiting included."""
    body_bytes: int = Field(default=512 * 1024, ge=1)
    """A ticket of 50,000 characters fits, however JSON escapes them."""
    body_seconds: float = Field(default=5, gt=0)
    head_seconds: float = Field(default=10, gt=0)
    drain_seconds: float = Field(default=1, ge=0)
    stop_seconds: int = Field(default=10, ge=1)
    tries: int = Field(default=3, ge=1)
    """After as many, a ticket is left to a person."""
    connections: int = Field(default=256, ge=2)


# endregion limits
