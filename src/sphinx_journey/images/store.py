"""The cache of derivatives: content-addressed, written atomically, encoded in parallel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .model import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .model import Job

Progress = Callable[[int, int, "Path"], None]
"""Called with how many sources are done, how many there are to encode, and the one just done.

Sources that the cache already has aren't counted, so it isn't called where nothing is encoded.
It is called in the thread that called ``prepare``.
"""


class Store:
    """A folder of derivatives, which several builders and several processes may share."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        """Use the folder, which is made when something is first written.

        Args:
            folder: Absolute; best beside the doctrees. Everything in it belongs to the store.
            workers: How many sources are encoded at once; 1 is no parallelism at all.
        """
        self.folder = folder
        self.workers = workers
        self.encoded = 0
        """How many files this object has encoded; 0 after a build where nothing changed."""

    def prepare(
        self, jobs: Iterable[Job], progress: Progress | None = None
    ) -> dict[Job, Prepared]:
        """Return what came of each job, encoding what the cache doesn't have.

        Each job is answered, in the order given, whatever state its source is in: what is wrong
        with a source stands in ``Prepared.faults``. The bytes of a derivative depend on those of
        its source, on what is wanted and on the encoders, and on nothing else.

        Raises:
            OSError: The cache's folder can't be written.
        """
        raise NotImplementedError

    def prune(self, user: str, jobs: Iterable[Job], grace: float = 3600) -> int:
        """Delete what no build uses any more, and return the number of files deleted.

        Args:
            user: A name for who uses the store now, such as a builder's. What other users said
                they use last is kept.
            jobs: All jobs of this user's project, not just those of the pages it wrote.
            grace: Seconds for which a file is kept after it was made, whoever uses it: another
                build may have made it and not have said so yet.
        """
        raise NotImplementedError
