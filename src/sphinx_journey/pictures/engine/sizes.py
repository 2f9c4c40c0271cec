"""Which widths a picture gets, and which of its candidates are worth publishing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .encode import Encoded

SMALL = 16_384
"""Bytes that aren't worth saving: less than what a connection sends at once when it opens."""
_NEAR = 1.1
"""A width this close to the picture's own isn't worth a file beside it."""


def chosen_widths(own: int, widths: Sequence[int]) -> tuple[int, ...]:
    """Return the widths to make of a picture, ascending, in pixels.

    A picture that isn't as wide as the widest also gets its own width: shown at full size it
    must not be blurred. None is wider than the picture.
    """
    if own >= widths[-1]:
        return tuple(widths)
    return (*(width for width in widths if width * _NEAR < own), own)


def scaled_height(size: tuple[int, int], width: int) -> int:
    """Return the height of a picture of this size at another width: at least 1."""
    return max(1, round(size[1] * width / size[0]))


def worthwhile(candidates: Sequence[Encoded]) -> tuple[Encoded, ...]:
    """Return candidates by ascending width, without those no smaller in bytes than a wider one.

    A screenshot at its own size can be smaller in bytes than scaled down, where every edge is
    blurred. A browser would load more to show less. Small files are all returned.
    """
    kept: list[Encoded] = []
    for candidate in sorted(candidates, key=lambda one: (-one.width, len(one.data))):
        least = max(len(kept[-1].data), SMALL) if kept else math.inf
        if len(candidate.data) < least and not (kept and kept[-1].width == candidate.width):
            kept.append(candidate)
    return tuple(reversed(kept))
