"""Names of documents: paths from the source directory, without an ending."""

from __future__ import annotations

import posixpath


def joined(here: str, name: str) -> str:
    """Return the document that a name means on a page.

    Args:
        here: the page.
        name: relative to the page's folder; from the source directory with a leading ``/``.
    """
    return posixpath.normpath(posixpath.join(f"/{posixpath.dirname(here)}", name))[1:]
