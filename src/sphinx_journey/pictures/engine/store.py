"""The cache of derivatives: content-addressed, written atomically, encoded in parallel.

In its folder, ``files/`` holds derivatives named by a digest of their bytes, ``entries/`` what
came of a source for one want, named by a digest of all that shapes it, ``users/`` which entries
each builder uses, and ``index.json`` the digests of sources. A derivative is written before the
entry that names it, and each file in one step: what a killed build leaves is whole, or isn't seen.
"""

from __future__ import annotations

import json
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...core.files import write_whole
from .budget import Budget
from .entries import Entries, Entry, entry_key
from .files import UnusableError, status_of
from .index import Index
from .model import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .model import Job, Prepared

Progress = Callable[[int, int, Path], None]
"""Called with how many jobs are done, how many there are to do, and the source of the last one.

Jobs that the cache has the answers to aren't counted, so it isn't called if nothing is encoded.
It is called in the thread that called ``prepare``.
"""
_FILES: Final = 64_000_000
_PIXELS: Final = 160_000_000
"""Bytes in memory at any time, of all sources together: of their files, and of their pixels."""
_TURN: Final = threading.Lock()


@contextmanager
def quiet() -> Iterator[None]:
    """Ignore Pillow's warnings in this thread and in those that it starts meanwhile.

    Filters of warnings belong to the whole process, so only one thread at a time may do this.
    """
    with _TURN, warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
        yield


class Store:
    """A folder of derivatives, which several builders and several processes may share.

    Sources are decoded and encoded in threads: Pillow releases the interpreter's lock while it
    works, and threads need neither a second interpreter nor a second copy of anything.
    """

    def __init__(self, folder: Path, workers: int = 1) -> None:
        """Use the folder, which is made when something is first written.

        Args:
            folder: Absolute; best beside the doctrees. Everything in it belongs to the store.
            workers: How many sources are encoded at once.
        """
        self.folder = folder
        self.encoded = 0
        """How many files this object has made; 0 after a build in which nothing changed."""
        self._workers = max(1, workers)
        self._entries = Entries(folder)
        self._index = Index(folder / "index.json")
        self._looked: tuple[tuple[Job, ...], Mapping[Job, str]] = ((), {})
        self._files, self._pixels = Budget(_FILES), Budget(_PIXELS)

    def prepare(self, jobs: Iterable[Job], progress: Progress | None = None) -> dict[Job, Prepared]:
        """Return what came of each job, encoding what the cache doesn't have.

        Each job is answered, in the order given, whatever state its source is in: what is wrong
        with a source stands in ``Prepared.faults``. The bytes of a derivative depend on those of
        its source, on what is wanted and on the encoders, and on nothing else.

        Raises:
            OSError: The cache's folder can't be written.
        """
        jobs = tuple(dict.fromkeys(jobs))
        keys, faults = self._look(jobs)
        self._looked = jobs, keys
        found: dict[str, Entry] = {}
        missing: dict[str, Job] = {}
        for job, key in keys.items():
            if key not in found and key not in missing:
                entry = self._entries.load(key)
                if entry is None:
                    missing[key] = job
                else:
                    found[key] = entry
        if missing:
            from concurrent.futures import ThreadPoolExecutor

            with quiet(), ThreadPoolExecutor(self._workers) as pool:
                made = zip(missing.items(), pool.map(self._make, missing.values()), strict=True)
                for done, ((key, job), entry) in enumerate(made, start=1):
                    found[key] = entry
                    self.encoded += len(set(entry.files()))
                    if progress is not None:
                        progress(done, len(missing), job.source)
        self._index.save()
        answers = {}
        for job in jobs:
            entry = found[keys[job]] if job in keys else Entry(faults=(faults[job.source],))
            answers[job] = self._entries.answer(entry, job.source)
        return answers

    def prune(self, user: str, jobs: Iterable[Job], grace: float = 3600) -> int:
        """Delete what no build uses any more, and return the number of files deleted.

        Args:
            user: A name for who uses the store now, such as a builder's, that is fit for a file.
                What other users said they use last is kept.
            jobs: All jobs of this user's project, not just those of the pages it wrote.
            grace: Seconds for which a file is kept after it was made or last asked for, whoever
                uses it: another build may have asked for it and not have said so yet. If this
                user wants what it wanted last, the store is also looked through no more often.

        Raises:
            OSError: The cache's folder can't be written.
        """
        if not self.folder.is_dir():
            return 0
        jobs = tuple(jobs)
        keys = self._looked[1] if self._looked[0] == jobs else self._look(jobs)[0]
        own = self.folder / "users" / f"{user}.json"
        says = json.dumps(sorted(set(keys.values()))).encode()
        with suppress(OSError):
            if own.read_bytes() == says and time.time() - own.stat().st_mtime < grace:
                return 0
        write_whole(own, says)
        self._index.save(forget_missing=True)
        used: set[str] = set()
        for path in own.parent.glob("*.json"):
            with suppress(OSError, ValueError, TypeError):
                used.update(json.loads(path.read_bytes()))
        return self._entries.prune(used, grace)

    def _look(self, jobs: Iterable[Job]) -> tuple[dict[Job, str], dict[Path, Fault]]:
        """Return the keys of jobs whose sources can be read, and why others can't."""
        jobs = tuple(jobs)
        digests: dict[Path, str] = {}
        faults: dict[Path, Fault] = {}
        for source in dict.fromkeys(job.source for job in jobs):
            try:
                digests[source] = self._index.digest(source)
            except UnusableError as error:
                faults[source] = error.fault
        keys = {
            job: entry_key(digests[job.source], job.source, job.wanted)
            for job in jobs
            if job.source in digests
        }
        return keys, faults

    def _make(self, job: Job) -> Entry:
        # Imported here: a build in which everything is in the cache needs no decoders.
        from .making import make

        try:
            with self._files.take(2 * status_of(job.source).st_size):
                return make(job, self._pixels, self._entries)
        except UnusableError as error:
            return Entry(faults=(error.fault,))
        except MemoryError:
            message = "There isn't enough memory for this picture. Make it smaller."
            return Entry(faults=(Fault("too_large", message),))
