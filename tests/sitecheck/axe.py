"""What axe-core finds on a page, in light and dark, on a desktop and on a phone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from playwright.sync_api import Browser

SCRIPT = Path(str(importlib.util.find_spec("axe_playwright_python").origin)).parent / "axe.min.js"  # type: ignore[union-attr]
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (360, "dark"))
PATIENCE = 120_000
"""Milliseconds: the machine may be busy with other things."""
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def faults(browser: Browser, address: str) -> Iterator[str]:
    """Yield each fault of a page, with the first element that has it."""
    seen: set[tuple[str, str]] = set()
    for width, scheme in VIEWS:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.evaluate(OPEN)
        page.add_script_tag(path=SCRIPT)
        for fault in page.evaluate("axe.run().then((found) => found.violations)"):
            where = fault["nodes"][0]
            key = (fault["id"], str(where["target"]))
            if key not in seen:
                seen.add(key)
                why = where["failureSummary"].splitlines()[-1].strip()
                times = len(fault["nodes"])
                yield f"{fault['id']} ({width}, {scheme}, {times} times): {key[1]} {why}"
        page.close()
