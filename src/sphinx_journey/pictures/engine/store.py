"""The cache of derivatives: content-addressed, written atomically, encoded in parallel.

In its folder, ``files/`` holds derivatives named by a digest of their bytes, ``entries/`` what
came of a source for one want, named by a digest of all that shapes it, ``users/`` which entries
each builder uses, and ``index.json`` the digests of sources. A derivative is written before the
entry that names it, and each file in one step: what a killed build leaves is whole, or isn't seen.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from .budget import Budget, give_back, in_threads
from .convert import converter
from .entries import Entries, Entry, entry_key, prepared
from .index import Index, digest_of
from .model import Fault, Print
from .quiet import quiet
from .reading import Reading, UnreadableError, read_file, status_of
from .session import clear, session
from .sniff import kind_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .model import Job, Prepared, Web
    from .session import Session

Progress = Callable[[int, int, "Path"], None]
"""Called with how many sources are done, how many there are to encode, and the one just done.

Sources that the cache already has aren't counted, so it isn't called where nothing is encoded.
It is called in the thread that called ``prepare``.
"""
_FILES: Final = 64_000_000
_PIXELS: Final = 160_000_000
"""Bytes in memory at any time, of all sources together: of their files, and of their pixels."""
_LARGE: Final = 64_000_000


class _Task(NamedTuple):
    """A source to encode."""

    source: Path
    wants: dict[str, Web | Print]
    """By key of the entry."""


class Store:
    """A folder of derivatives, which several builders and several processes may share.

    Sources are decoded and encoded in threads: Pillow lets go of the interpreter's lock while it
    works, and threads need neither a second interpreter nor a second copy of anything.
    """

    def __init__(self, folder: Path, workers: int = 1) -> None:
        """Use the folder, which is made when something is first written.

        Args:
            folder: Absolute; best beside the doctrees. Everything in it belongs to the store.
            workers: How many sources are encoded at once; 1 is no parallelism at all.
        """
        self.folder = folder
        self.workers = workers
        self.encoded = 0
        """How many files this object has made; 0 after a build where nothing changed."""
        self._entries = Entries(folder)
        self._index = Index(folder / "index.json")
        self._keys: dict[Job, str] = {}
        self._files, self._pixels = Budget(_FILES), Budget(_PIXELS)
        self._lock = threading.Lock()

    def prepare(self, jobs: Iterable[Job], progress: Progress | None = None) -> dict[Job, Prepared]:
        """Return what came of each job, encoding what the cache doesn't have.

        Each job is answered, in the order given, whatever state its source is in: what is wrong
        with a source stands in ``Prepared.faults``. The bytes of a derivative depend on those of
        its source, on what is wanted and on the encoders, and on nothing else.

        Raises:
            OSError: The cache's folder can't be written.
        """
        wanted = tuple(dict.fromkeys(jobs))
        keys, faults = self._look(wanted)
        self._keys.update(keys)
        found = {key: self._entries.load(key) for key in set(keys.values())}
        tasks: dict[Path, _Task] = {}
        claimed: set[str] = set()
        for job, key in keys.items():
            if found[key] is None and key not in claimed:
                claimed.add(key)
                tasks.setdefault(job.source, _Task(job.source, {})).wants[key] = job.wanted
        if tasks or self._index.has_news:
            with quiet(), session(self.folder / "tmp") as writing:
                made = in_threads(
                    lambda task: self._make(task, writing), tasks.values(), self.workers
                )
                for done, (task, entries) in enumerate(made, start=1):
                    found.update(entries)
                    if progress is not None:
                        progress(done, len(tasks), task.source)
                self._index.save(writing)
        answers = {}
        for job in wanted:
            entry = found[keys[job]] if job in keys else None
            answers[job] = self._answer(job, entry or Entry("", faults=(faults[job.source],)))
        return answers

    def prune(self, user: str, jobs: Iterable[Job], grace: float = 3600) -> int:
        """Delete what no build uses any more, and return the number of derivatives deleted.

        Args:
            user: A name for who uses the store now, such as a builder's. What other users said
                they use last is kept.
            jobs: All jobs of this user's project, not just those of the pages it wrote.
            grace: Seconds for which a file is kept after it was made or last asked for, whoever
                uses it: another build may have asked for it and not have said so yet. Where this
                user wants what it wanted last, the store is also looked through no more often.

        Raises:
            OSError: The cache's folder can't be written.
        """
        if not self.folder.is_dir():
            return 0
        wanted = tuple(dict.fromkeys(jobs))
        unknown = tuple(job for job in wanted if job not in self._keys)
        known = self._keys | self._look(unknown)[0]
        keys = sorted({known[job] for job in wanted if job in known})
        users = self.folder / "users"
        own = users / f"{hashlib.sha256(user.encode()).hexdigest()[:16]}.json"
        text = json.dumps({"user": user, "entries": keys}).encode()
        clear(self.folder / "tmp")
        try:
            is_same = own.read_bytes() == text
            if is_same and time.time() - own.stat().st_mtime < grace:
                return 0
        except OSError:
            is_same = False
        if is_same:
            os.utime(own)
        else:
            with session(self.folder / "tmp") as writing:
                writing.write(own, text)
                self._index.save(writing, forget_missing=True)
        used: set[str] = set()
        for path in users.glob("*.json"):
            try:
                used.update(json.loads(path.read_bytes())["entries"])
            except (ValueError, TypeError, KeyError):
                continue
        return self._entries.prune(used, grace)

    def _look(self, jobs: tuple[Job, ...]) -> tuple[dict[Job, str], dict[Path, Fault]]:
        """Return the keys of jobs whose sources can be read, and why others can't."""
        digests: dict[Path, str] = {}
        faults: dict[Path, Fault] = {}
        unread: list[Path] = []
        for source in dict.fromkeys(job.source for job in jobs):
            # A look is quicker than handing it to a thread.
            known = self._index.digest(source)
            if known is None:
                unread.append(source)
            else:
                digests[source] = known
        for source, found in in_threads(self._digest, unread, self.workers):
            if isinstance(found, Fault):
                faults[source] = found
            else:
                digests[source] = found
        return {
            job: _key(digests[job.source], job.source, job.wanted)
            for job in jobs
            if job.source in digests
        }, faults

    def _digest(self, source: Path) -> str | Fault:
        """Read a source and return the digest of its bytes."""
        try:
            status = status_of(source)
            with self._files.take(status.st_size):
                digest = digest_of(read_file(source))
        except UnreadableError as error:
            return error.fault
        self._index.note(source, status, digest)
        return digest

    def _make(self, task: _Task, writing: Session) -> dict[str, Entry]:
        """Encode what is wanted of one source, and write it."""
        try:
            with self._files.take(2 * status_of(task.source).st_size):
                data = read_file(task.source)
                digest, reading = digest_of(data), Reading(data)
                del data
                return {
                    key: self._made(reading, digest, task.source, wanted, writing)
                    for key, wanted in task.wants.items()
                }
        except UnreadableError as error:
            return dict.fromkeys(task.wants, Entry("", faults=(error.fault,)))

    def _made(
        self, reading: Reading, digest: str, source: Path, wanted: Web | Print, writing: Session
    ) -> Entry:
        try:
            memory = reading.memory(wanted)
            with self._pixels.take(memory):
                entry, files = reading.make(wanted)
                if memory > _LARGE:
                    give_back()
        except MemoryError:
            fault = Fault(
                "too_large", "There isn't enough memory for this picture. Make it smaller."
            )
            return Entry(reading.kind, faults=(fault,))
        for one, data in files.items():
            self._entries.add(writing, one, data)
        # The file may have changed since its key was made: the entry belongs to what was read.
        # What a missing converter could not do isn't kept: one may be installed.
        if all(fault.kind != "unprintable" for fault in entry.faults):
            self._entries.save(writing, _key(digest, source, wanted), entry)
        with self._lock:
            self.encoded += len(files)
        return entry

    def _answer(self, job: Job, entry: Entry) -> Prepared:
        promised = kind_of_name(job.source.suffix)
        faults: tuple[Fault, ...] = ()
        if promised is not None and entry.kind and promised != entry.kind:
            message = (
                f"The file is named {job.source.suffix}, but it is a {entry.kind.upper()}. Give it "
                "the name of what it is."
            )
            faults = (Fault("mislabelled", message),)
        return prepared(entry, job.source, self._entries, faults)


def _key(digest: str, source: Path, wanted: Web | Print) -> str:
    drawn = ""
    if (
        isinstance(wanted, Print)
        and wanted.vector != "svg"
        and kind_of_name(source.suffix) == "svg"
    ):
        chosen = converter(wanted.vector)
        drawn = f"{chosen.name} {chosen.version}" if chosen else "none"
    return entry_key(digest, wanted, drawn)
