"""Exercise 1.5.3: a journal that does not grow for ever."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from helpline.service_journal import Journal, sync_folder

if TYPE_CHECKING:
    from pathlib import Path


# region solution
def rotate(file: Path, kept: Path) -> int:
    """Begin a new journal with the unanswered tickets; return their number.

    A crash at any point leaves the old journal or the new one, whole.

    Raises:
        FileExistsError: Another file stands where the old journal would go.
    """
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with Journal(file) as old, Journal(fresh) as new:
        names = old.unanswered()
        for name in names:
            new.take(old.ticket(name))
        if not (
            kept.exists() and kept.samefile(file)
        ):  # a crash may have left it linked
            os.link(file, kept)
        sync_folder(kept.parent)
        fresh.replace(file)
        sync_folder(file.parent)
    return len(names)


# endregion solution
