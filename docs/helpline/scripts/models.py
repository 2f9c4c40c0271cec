"""The models: what each is and weighs, as ``python -m helpline models`` prints it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _machine import record
from helpline.commands.models import MEGA, shown, state_of
from helpline.models.catalog import (
    MODELS,
    ModelError,
    checked,
    library,
    weight_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMING = True  # what is installed differs from system to system, as times do
LOCK = Path(__file__).resolve().parents[1] / "models.lock"
MOST = 400
"""More megabytes than the extra may weigh."""


def missing() -> str:
    """Say which model isn't installed."""
    try:
        for model in MODELS:
            checked(model)
            for name in model.libraries:
                library(name)
    except ModelError as error:
        return str(error)
    return ""


def make() -> dict[str, str]:
    """Measure the packages, once."""
    states = [state_of(model) for model in MODELS]
    return {"models.json": record(1, {"shown": shown(states)})}


def show(timing: Mapping[str, Any]) -> dict[str, str]:
    """Return what the command printed."""
    return {"models.txt": timing["values"]["shown"]}


def claims() -> list[tuple[str, bool]]:
    """Weigh the packages once more."""
    return [
        (
            "every model is ready",
            not any(state_of(model).problem for model in MODELS),
        ),
        (f"the extra weighs less than {MOST} MB", 0 < weight() < MOST * MEGA),
    ]


def weight() -> int:
    """Return the bytes of all packages in models.lock that are installed."""
    return weight_of(
        re.findall(
            r"^([\w-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE
        )
    )
