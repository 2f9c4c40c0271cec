"""The kind of machine on which a time was measured; never which one."""

from __future__ import annotations

import json
import os
import platform
from typing import Any


def machine() -> dict[str, Any]:
    """Return the number of cores, the version of Python and the platform."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def record(n: int, values: Any) -> str:  # noqa: ANN401 # whatever JSON holds
    """Return the record of a timing: its number of runs, the machine and what was measured."""
    return (
        json.dumps({"n": n, "machine": machine(), "values": values}, indent=2)
        + "\n"
    )
