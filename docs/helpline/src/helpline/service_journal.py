"""The journal: each ticket is on the disk before its sender hears that it was taken in.

A file of JSON lines that only grows. ``taken`` carries a ticket, ``tried`` notes that work on it
has begun, ``answered`` carries its reply. A ticket without an ``answered`` line is unanswered.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from helpline.records import Ticket

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform != "win32":
    import fcntl


class JournalInUseError(RuntimeError):
    """Another process writes the journal."""


DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a line that is damaged can raise."""


@dataclass(slots=True)
class Entry:
    """Where a ticket stands in the file; its text stays on the disk."""

    taken_at: int
    digest: str
    answered_at: int | None = None
    tries: int = 0


# region digest
def digest_of(text: str) -> str:
    """Return what tells two texts apart without keeping them."""
    return hashlib.sha256(text.encode()).hexdigest()


# endregion digest


def ticket_of(line: dict[str, Any]) -> Ticket:
    """Return the ticket of a ``taken`` line.

    Raises:
        ValueError: It holds none.
    """
    ticket = Ticket(id=line["id"], text=line["text"], received=line["at"])
    if ticket.received is None:
        raise ValueError("no time")
    return ticket


# region sync_folder
def sync_folder(folder: Path) -> None:
    """Put the names of a folder on the disk (POSIX), to find files again."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


# endregion sync_folder


# region journal
class Journal:
    """The journal of one process; any thread may call its methods."""

    def __init__(
        self,
        file: Path,
        now: Callable[[], datetime] | None = None,
        *,
        writes: bool = True,
    ) -> None:
        """Open or make the file, readable for its owner only, and read it.

        A last line without an end was cut off by a crash. No one was told
        that its ticket had been taken in, so it is removed.

        Args:
            file: The journal.
            now: Tells the time.
            writes: Whether this is the process that writes; if not, the file
                stays as it is, and what has no end yet is left out.

        Raises:
            JournalInUseError: Another process has it open.
            ValueError: A line is damaged; the message names it.
        """
        # endregion journal
        self.file = file
        self._now = now or (lambda: datetime.now(UTC))
        self._lock = threading.Lock()
        self._writes = writes
        self.entries: dict[str, Entry] = {}
        flags = (os.O_RDWR | os.O_CREAT if writes else os.O_RDONLY) | getattr(
            os, "O_BINARY", 0
        )
        mode = "r+b" if writes else "rb"
        self._stream = open(  # noqa: SIM115 - it stays open
            file,
            mode,
            buffering=0,
            opener=lambda name, _: os.open(name, flags, 0o600),
        )
        try:
            if writes:
                self._claim()
            self._end = self._read()
            if writes and not self._end:
                sync_folder(file.parent)
        except BaseException:
            self._stream.close()
            raise

    def _claim(self) -> None:
        if sys.platform != "win32":
            try:
                fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise JournalInUseError(
                    f"{self.file}: another process has it open"
                ) from error
            os.fchmod(self._stream.fileno(), 0o600)

    def _read(self) -> int:
        at = 0
        with self.file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    if self._writes:
                        self._stream.truncate(at)
                    break
                try:
                    self._note(json.loads(line), at)
                except DAMAGED as error:
                    raise ValueError(
                        f"{self.file}, line {number}: it is damaged"
                    ) from error
                at += len(line)
        return at

    def _note(self, line: dict[str, Any], at: int) -> None:
        name = str(line["id"])
        if line["event"] == "taken":
            self.entries[name] = Entry(at, digest_of(ticket_of(line).text))
        elif line["event"] == "tried":
            self.entries[name].tries += 1
        elif line["event"] == "answered":
            dict(line["reply"])
            self.entries[name].answered_at = at
        else:
            raise ValueError(line["event"])

    # region append
    def _append(self, line: dict[str, Any], *, safe: bool = True) -> None:
        """Write a line whole or not at all; a safe one is on disk then."""
        data = json.dumps(line).encode() + b"\n"
        with self._lock:
            try:
                self._stream.seek(self._end)
                while data:
                    data = data[self._stream.write(data) :]
                if safe:
                    os.fsync(self._stream.fileno())
            except OSError:
                self._stream.truncate(self._end)
                raise
            self._note(line, self._end)
            self._end = self._stream.tell()

    # endregion append

    def take(self, ticket: Ticket) -> None:
        """Store a ticket that the journal does not know yet."""
        at = self._now().isoformat()
        self._append(
            {"event": "taken", "id": ticket.id, "text": ticket.text, "at": at}
        )

    def tried(self, name: str) -> None:
        """Note that work on a ticket begins; this survives a crash of the process, and need
        not survive a loss of power."""
        self._append({"event": "tried", "id": name}, safe=False)

    def answered(self, name: str, reply: dict[str, Any]) -> None:
        """Store the reply to a ticket."""
        self._append({"event": "answered", "id": name, "reply": reply})

    def reply(self, name: str) -> dict[str, Any]:
        """Return the stored reply to a ticket.

        Raises:
            KeyError: There is none.
        """
        at = self.entries[name].answered_at
        if at is None:
            raise KeyError(name)
        reply: dict[str, Any] = self._line(at)["reply"]
        return reply

    def ticket(self, name: str) -> Ticket:
        """Return a ticket as it was taken in."""
        return ticket_of(self._line(self.entries[name].taken_at))

    def unanswered(self) -> list[str]:
        """Return the ids of the tickets that wait for a reply, the oldest first."""
        return [
            name
            for name, entry in list(self.entries.items())
            if entry.answered_at is None
        ]

    def _line(self, at: int) -> dict[str, Any]:
        with self.file.open("rb") as lines:
            lines.seek(at)
            line: dict[str, Any] = json.loads(lines.readline())
            return line

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
