"""Memory that threads share, and give back."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Budget:
    """A number of bytes. Who takes more than is left waits until others have returned theirs."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0
        self._changed = threading.Condition()

    @contextmanager
    def take(self, wanted: int) -> Iterator[None]:
        """Hold a part of it. One that is larger than the whole is held alone."""
        share = min(wanted, self._most)
        with self._changed:
            self._changed.wait_for(lambda: self._taken + share <= self._most)
            self._taken += share
        try:
            yield
        finally:
            with self._changed:
                self._taken -= share
                self._changed.notify_all()


def give_back() -> None:
    """Return freed memory to the system, if the C library has a function for it (glibc).

    glibc keeps freed blocks of up to 32 MB for later, and Pillow's are of 16: without this, large
    PNG and WebP pictures in two threads take 570 MB instead of 350.
    """
    import ctypes

    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
