"""Pillow's warnings about damaged files, kept off standard error: a fault says what matters."""

from __future__ import annotations

import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN: Final = threading.Lock()


@contextmanager
def quiet() -> Iterator[None]:
    """Ignore Pillow's warnings in this thread and in those that it starts meanwhile.

    Filters of warnings belong to the whole process, so only one thread at a time may do this.
    """
    with _TURN, warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
        yield
