"""The files that a page of the web or of an EPUB needs beside it."""

from __future__ import annotations

from pathlib import Path

STYLESHEET = Path(__file__).parent / "journey.css"
"""The extension's stylesheet for websites."""
EPUB_STYLESHEET = STYLESHEET.with_name("journey-epub.css")
"""The extension's stylesheet for EPUB."""
ENLARGE_SCRIPT = STYLESHEET.with_name("journey-enlarge.js")
"""What enlarges a picture at a click. Without it, the link leads to the picture."""


def stylesheet_for(builder: str) -> Path:
    """Return the stylesheet for the pages of a builder, which is given by name."""
    return EPUB_STYLESHEET if builder == "epub" else STYLESHEET
