"""A journal that is put in the place of another."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpline.practice.answers import Got, Named, Staged
from helpline.records import Ticket
from helpline.service_journal import Journal

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

WAITING = ["my-1", "my-3"]
CHANGES = frozenset(
    {
        "open",
        "os.rename",
        "os.remove",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.mkdir",
    }
)
"""Steps, as Python's audit events call them, before each of which a crash is tried."""


class Crash(Staged):
    """The process ends here; nothing that comes after it may change a file."""


class Watch:
    """Sees each change of a folder's files before it is made, and can end it there."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self.folder: Path | None = None
        self.file = Path()
        self.steps, self.crash_at = 0, 0
        self.is_overwritten = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at an event; this is what ``sys.addaudithook`` takes."""
        if self.folder is None or event not in CHANGES:
            return
        if event == "open" and not _writes(arguments):
            return
        if not any(_inside(one, self.folder) for one in arguments):
            return
        if (
            event == "open"
            and _truncates(arguments)
            and Path(os.fsdecode(arguments[0])) == self.file
        ):
            self.is_overwritten = True
        self.steps += 1
        if self.crash_at and self.steps >= self.crash_at:
            raise Crash


def _writes(arguments: tuple[Any, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(
        flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    )


def _truncates(arguments: tuple[Any, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    is_cut = isinstance(flags, int) and bool(flags & os.O_TRUNC)
    return is_cut or (isinstance(mode, str) and "w" in mode)


def _inside(argument: object, folder: Path) -> bool:
    if not isinstance(argument, str | bytes | os.PathLike):
        return False
    return Path(os.fsdecode(argument)).is_relative_to(folder)


WATCHES: list[Watch] = []


def watch() -> Watch:
    """Return the one watch of this process: what Python is told to call can't be taken back."""
    if not WATCHES:
        WATCHES.append(Watch())
        sys.addaudithook(WATCHES[0])
    return WATCHES[0]


class Run(NamedTuple):
    """What came of one call, and of the steps that it took."""

    got: Got
    steps: int
    is_crashed: bool


def begin(folder: Path) -> Path:
    """Return a journal in a folder, with two tickets that wait and one that has its reply."""
    file = folder / "journal"
    with Journal(file) as journal:
        for name in ("my-1", "my-2", "my-3"):
            journal.take(Ticket(id=name, text=f"text of {name}"))
        journal.answered("my-2", {"answer": "yes"})
    return file


def rotated(my: Answer, file: Path, kept: Path, crash_at: int = 0) -> Run:
    """Rotate a journal, and crash before a step."""
    one = watch()
    one.steps, one.crash_at, one.is_overwritten = 0, crash_at, False
    one.file, one.folder = file, file.parent
    before = file.stat().st_ino, file.read_bytes()
    given = Named(file, "journal"), Named(kept, kept.name)
    try:
        got = my.call("rotate", *given)
    except Crash:
        return Run(
            Got(f"rotate(journal, {kept.name})", None),
            one.steps,
            is_crashed=True,
        )
    finally:
        one.folder = None
    # A file of another name that takes the journal's place is another file. Our solution, and
    # others, open the old one for writing as well, to claim it, and leave it as it is.
    is_changed = (
        file.is_file()
        and file.stat().st_ino == before[0]
        and file.read_bytes() != before[1]
    )
    if one.is_overwritten or is_changed:
        raise got.wrong(
            "a journal that is whole at any time",
            "the old one is overwritten in its place",
        )
    return Run(got, one.steps, is_crashed=False)


def waiting(got: Got, file: Path) -> list[str]:
    """Return the tickets that a journal holds, which must be unanswered and have their texts."""
    if not file.is_file():
        raise got.wrong("a journal in its place", "there is none")
    try:
        with Journal(file, writes=False) as journal:
            names = journal.unanswered()
            texts = [journal.ticket(name).text for name in names]
            if list(journal.entries) != names or texts != [
                f"text of {name}" for name in names
            ]:
                raise got.wrong(
                    "a journal with the unanswered tickets and no others",
                    str(names),
                )
    except ValueError as error:
        raise got.wrong(
            "a journal that can be read", str(error).rpartition("/")[2]
        ) from error
    return names


def check_what_is_left(my: Answer) -> None:
    """The new journal holds the unanswered tickets and no others, and their number is returned."""
    with tempfile.TemporaryDirectory() as folder:
        file = begin(Path(folder))
        got = rotated(my, file, file.with_name("old")).got
        got.near(2)
        if waiting(got, file) != WAITING:
            raise got.wrong(
                f"a journal with {WAITING}", str(waiting(got, file))
            )


def check_the_old_one(my: Answer) -> None:
    """The old journal is kept under the other name, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        file = begin(Path(folder))
        before, kept = file.read_bytes(), file.with_name("old")
        got = rotated(my, file, kept).got
        if not kept.is_file():
            raise got.wrong("a file 'old'", "there is none")
        if kept.read_bytes() != before:
            raise got.wrong(
                "the old journal in the file 'old'",
                "a file that differs from it",
            )


def check_a_crash(my: Answer) -> None:
    """A crash at any point leaves the old journal or the new one in its place, whole."""
    at = 1
    while True:
        with tempfile.TemporaryDirectory() as folder:
            file = begin(Path(folder))
            before = file.read_bytes()
            run = rotated(my, file, file.with_name("old"), crash_at=at)
            got = Got(
                f"{run.got.call}, with a crash before step {at}",
                run.got.value,
            )
            if not file.exists() or file.read_bytes() != before:
                names = waiting(got, file)
                if names != WAITING:
                    raise got.wrong(
                        f"the old journal, or one with {WAITING}", str(names)
                    )
            if not run.is_crashed:
                return
        at += 1
