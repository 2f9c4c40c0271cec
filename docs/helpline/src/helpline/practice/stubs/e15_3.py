"""A journal that does not grow for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def rotate(file: Path, kept: Path) -> int:
    """Put a new journal in the place of an old one; return how many tickets it holds.

    A crash at any point must leave either the old journal or the new one in place, whole. Use
    ``Journal`` of ``helpline.service_journal`` to read the one and to write the other.

    Args:
        file: The journal. Afterwards it holds the tickets that have no reply yet, and no others.
        kept: A path in the same folder, where nothing is yet; the old journal goes there.
    """
    raise NotImplementedError  # write this
