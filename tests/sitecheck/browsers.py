"""Where the browser is."""

from __future__ import annotations

import os
import shutil

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the browser: the one named, otherwise the system's; ``None`` for Playwright's own."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return os.environ.get("CHROME_PATH") or found
