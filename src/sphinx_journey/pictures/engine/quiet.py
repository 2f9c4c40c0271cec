"""Pillow's warnings about damaged files, kept off standard error: a fault says what matters."""

from __future__ import annotations

import sys
import threading
import warnings
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Users:
    """Who wants Pillow to be quiet just now."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.number = 0
        self.filters = ExitStack()


_USERS: Final = _Users()


@contextmanager
def quiet() -> Iterator[None]:
    """Ignore Pillow's warnings in this thread and in those that it starts meanwhile.

    To be used around threads and never in them. Filters of warnings belong to the process (but
    for Pythons that keep them by context), and restoring them isn't safe where several threads
    do it: so the first who comes sets them, and the last who goes restores them.
    """
    if getattr(sys.flags, "context_aware_warnings", False):
        with warnings.catch_warnings():
            _ignore()
            yield
        return
    with _USERS.lock:
        if not _USERS.number:
            _USERS.filters.enter_context(warnings.catch_warnings())
            _ignore()
        _USERS.number += 1
    try:
        yield
    finally:
        with _USERS.lock:
            _USERS.number -= 1
            if not _USERS.number:
                _USERS.filters.close()


def _ignore() -> None:
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
