"""The files that a page of the web needs beside it."""

from pathlib import Path

STYLESHEET = Path(__file__).parent / "journey.css"
"""The extension's stylesheet."""
ENLARGE_SCRIPT = STYLESHEET.with_name("journey-enlarge.js")
"""What enlarges a picture at a click. Without it, the link leads to the picture."""
SEARCH_SCRIPT = STYLESHEET.with_name("journey-search.js")
"""What keeps navigation out of the excerpts on the search page."""


def style_of_books() -> bytes:
    """Return the style sheet without what EPUB forbids: ``direction`` and ``unicode-bidi``.

    See https://www.w3.org/TR/epub-33/#sec-css-req
    """
    before, _, rest = STYLESHEET.read_bytes().partition(b"/* not in books: */")
    return before + rest.partition(b"/* in books again */")[2]
