"""Names of derivatives: readable, the same each time, safe in a URL and on any file system."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Format

_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST_STEM = 60
_SHOWN_OF_DIGEST = 10


def derivative_name(stem: str, digest: str, image_format: Format, width: int) -> str:
    """Return a derivative's name in the output, such as ``two-loops-3f9c21d7aa-800w.webp``.

    Args:
        stem: The source's name without its ending, with whatever characters.
        digest: Of the derivative's bytes, hexadecimal.
        image_format: The derivative's.
        width: In pixels; what has no pixels of its own is named without it.
    """
    size = "" if image_format in {"svg", "pdf"} else f"-{width}w"
    return f"{_readable(stem)}-{digest[:_SHOWN_OF_DIGEST]}{size}.{ending(image_format)}"


def ending(image_format: Format) -> str:
    """Return how the name of a file of a format ends, without a dot."""
    return "jpg" if image_format == "jpeg" else image_format


@functools.lru_cache
def _readable(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-_")[:_LONGEST_STEM].rstrip("-_") or "picture"
