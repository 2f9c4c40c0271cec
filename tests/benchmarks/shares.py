"""A Sphinx extension that adds up the CPU time of a package's event handlers in a build."""

from __future__ import annotations

import json
import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    Handler = Callable[..., Any]

OPTION = "bench_shares"
"""The configuration value that names the file for the figures."""
MEASURED = "sphinx_journey.gate."


def setup(app: Sphinx) -> dict[str, bool]:
    """Measure handlers from the first event on."""
    app.add_config_value(OPTION, "", "", str)
    seconds: dict[str, float] = {}

    def begin(app: Sphinx, _config: object) -> None:
        for event, listeners in app.events.listeners.items():
            app.events.listeners[event] = [
                one._replace(handler=_timed(one.handler, seconds))
                if one.handler.__module__.startswith(MEASURED)
                else one
                for one in listeners
            ]

    def end(app: Sphinx, _exception: Exception | None) -> None:
        Path(app.config[OPTION]).write_text(json.dumps(seconds), encoding="utf-8")

    app.connect("config-inited", begin, priority=0)
    app.connect("build-finished", end, priority=10_000)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _timed(handler: Handler, seconds: dict[str, float]) -> Handler:
    name = f"{handler.__module__.removeprefix(MEASURED)}.{handler.__name__}"

    @wraps(handler)
    def timed(*arguments: object) -> object:
        start = time.process_time()
        try:
            return handler(*arguments)
        finally:
            seconds[name] = seconds.get(name, 0) + time.process_time() - start

    return timed
