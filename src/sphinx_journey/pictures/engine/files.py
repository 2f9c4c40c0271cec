"""Sources as files: whether one is there, and its bytes. It needs no library of pictures."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from .model import Fault

if TYPE_CHECKING:
    import os
    from pathlib import Path

MOST_BYTES: Final = 128_000_000
"""Of a source's file; a larger one isn't read."""


class UnusableError(Exception):
    """Nothing can be made of a source."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def status_of(source: Path) -> os.stat_result:
    """Return the status of a file that can be a source.

    Raises:
        UnusableError: It isn't there, isn't a file or is too large.
    """
    try:
        status = source.stat()
    except FileNotFoundError as error:
        raise UnusableError(Fault("missing", "There is no such file.")) from error
    except (OSError, ValueError) as error:
        raise _refused(error) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(Fault("missing", "There is something of that name, but not a file."))
    if status.st_size > MOST_BYTES:
        message = f"The file has over {MOST_BYTES // 1_000_000} MB. Make the picture smaller."
        raise UnusableError(Fault("too_large", message))
    return status


def read_file(source: Path) -> bytes:
    """Return the bytes of a source.

    Raises:
        UnusableError: It can't be read.
    """
    try:
        return source.read_bytes()
    except OSError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> UnusableError:
    reason = getattr(error, "strerror", None) or error
    return UnusableError(
        Fault("broken", f"The file can't be read: {reason}. Check its permissions.")
    )
