"""Pictures inside of a drawing, as ``data:`` URLs: other drawings, and photographs."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from .sniff import sniff
from .strip import CutError, orientation_of, strip, with_orientation
from .svg_rules import is_reference

if TYPE_CHECKING:
    from .svg_rules import Name

_PHOTOGRAPH: Final = re.compile(rb"""(data:image/(?:jpe?g|png|gif|webp);base64,)([^"')]++)""")
_DRAWING: Final = re.compile(r"data:image/svg\+xml((?:;[\w=.-]+)*),", re.IGNORECASE)


def without_metadata(svg: bytes) -> bytes:
    """Return a drawing whose photographs have no metadata."""
    return _PHOTOGRAPH.sub(_without_metadata, svg)


def embedded_drawing(element: Name, name: Name, value: str) -> bytes | None:
    """Return the drawing that an ``<image>`` holds as a ``data:`` URL, or ``None``."""
    if element.local.lower() not in {"image", "feimage"} or not is_reference(name):
        return None
    address = value.strip()
    found = _DRAWING.match(address)
    if found is None:
        return None
    data = unquote_to_bytes(address[found.end() :])
    if not found[1].lower().endswith(";base64"):
        return data
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data), validate=True)
    except binascii.Error:
        return None


def _without_metadata(found: re.Match[bytes]) -> bytes:
    """Return a picture in a drawing without its metadata; as it is if there is none to take out."""
    try:
        data = base64.b64decode(re.sub(rb"\s+|&#(?:9|10|13|xA|xD);", b"", found[2]), validate=True)
        kind = sniff(data)
        bare, exif = strip(kind, data) if kind else (data, b"")
        if kind == "jpeg" and (orientation := orientation_of(exif)) != 1:
            bare = with_orientation(bare, orientation)
    except (binascii.Error, ValueError, CutError):
        return found[0]
    return found[0] if bare == data else found[1] + base64.b64encode(bare)
