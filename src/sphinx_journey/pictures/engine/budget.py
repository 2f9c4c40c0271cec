"""Work shared out among threads, and the memory they share."""

from __future__ import annotations

import ctypes
import functools
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")


class Budget:
    """So many bytes; who takes more than is left waits until others have given theirs back."""

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
    """Have the C library give freed memory back to the system, where it can be told to (glibc).

    It keeps freed blocks of up to 32 MB for later, and pixels come in blocks of 16: after a few
    large pictures it would hold several times what is in use.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@functools.cache
def _trim() -> Callable[[int], int] | None:
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return None
    trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
    return cast("Callable[[int], int]", trim)


def in_threads(
    function: Callable[[T], R], values: Iterable[T], workers: int
) -> Iterator[tuple[T, R]]:
    """Yield each value with what the function returns of it, as they are done.

    Raises:
        Exception: Whatever the function raises; values that haven't begun are dropped.
    """
    values = list(values)
    if workers <= 1 or len(values) <= 1:
        for value in values:
            yield value, function(value)
        return
    with ThreadPoolExecutor(min(workers, len(values)), "pictures") as pool:
        waiting = {pool.submit(function, value): value for value in values}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
