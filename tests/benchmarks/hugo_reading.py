"""A command: build a Hugo site once, and print the CPU seconds of reading as JSON.

``conversion`` is what turns Hugo's source into MyST, and gives the doctree its ids, pictures and
links; ``reading`` is all the rest of reading the same documents.
"""

from __future__ import annotations

import io
import json
import sys
import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_journey.reading import hugo, sources

if TYPE_CHECKING:
    from collections.abc import Callable


def main(folder: Path) -> None:
    """Build the site that is in a folder."""
    seconds = {"conversion": 0.0, "reading": 0.0}

    def timed(function: Callable[..., Any], part: str) -> Callable[..., Any]:
        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                seconds[part] += time.process_time() - start

        return run

    parts = [(sources, "as_in_hugo", "conversion"), (hugo, "read_as_hugo", "conversion")]
    for owner, name, part in [*parts, (Builder, "read_doc", "reading")]:
        setattr(owner, name, timed(getattr(owner, name), part))
    source, out = str(folder / "content"), str(folder / "out")
    said, doctrees = io.StringIO(), f"{out}/doctrees"
    app = Sphinx(source, source, out, doctrees, "dummy", status=None, warning=said, freshenv=True)
    app.build()
    if said.getvalue():
        raise SystemExit(said.getvalue())
    seconds["reading"] -= seconds["conversion"]
    sys.stdout.write(json.dumps(seconds))


main(Path(sys.argv[1]))
