"""Earlier tickets that are much like a new one, so that a person sees what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# region buckets
BUCKETS = 4096
MIX = np.array([1_000_003, 8_191, 131_071, 524_287], dtype=np.uint32)
# endregion buckets


# region encode
def encode(text: str) -> NDArray[np.float32]:
    """Return a text as a vector of length 1: its counts of runs of 4 bytes.

    The runs are hashed into buckets, so that no vocabulary is needed. An
    empty text is all zeros.
    """
    raw = np.frombuffer(
        " ".join(text.lower().split()).encode(), dtype=np.uint8
    )
    if len(raw) < len(MIX):
        return np.zeros(BUCKETS, dtype=np.float32)
    runs = np.lib.stride_tricks.sliding_window_view(raw, len(MIX)).astype(
        np.uint32
    )
    hashed = (runs * MIX).sum(axis=1, dtype=np.uint32) * np.uint32(
        2_654_435_761
    )
    buckets = hashed >> np.uint32(32 - 12)
    counts = np.bincount(buckets, minlength=BUCKETS).astype(np.float32)
    return counts / np.linalg.norm(counts)


# endregion encode


# region similar
class Similar:
    """Earlier tickets as one matrix, with a row for each."""

    def __init__(
        self, tickets: Mapping[str, str], least: float = 0.6
    ) -> None:
        """Encode earlier tickets, texts by id; ``least`` is a cosine."""
        self.names, self.least = list(tickets), least
        rows = [encode(text) for text in tickets.values()]
        self.matrix = (
            np.stack(rows)
            if rows
            else np.zeros((0, BUCKETS), dtype=np.float32)
        )

    def to(self, text: str, k: int = 3) -> list[str]:
        """Return the ids of the k tickets most like a text, best first."""
        cosines = self.matrix @ encode(text)
        best = np.argsort(-cosines, kind="stable")[:k]
        return [self.names[row] for row in best if cosines[row] >= self.least]


# endregion similar
