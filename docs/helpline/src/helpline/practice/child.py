"""The process in which a reader's code runs: ``python -m helpline.practice.child WORK``.

What happens goes into a file as JSON lines, at once, so that it is known even if this process ends
in the middle. What the reader's code prints goes there too, as far as it is not too much.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpline.practice.answers import Answer, Named
from helpline.practice.catalog import find
from helpline.practice.loading import check_shape, load
from helpline.practice.outcomes import checks_of, run
from helpline.records import QUEUES, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PRINTED = 2_000
"""The most characters that are kept of what the reader's code prints."""


class Kept(io.RawIOBase):
    """The bytes of an output, of which the beginning is kept."""

    name = "output"

    def __init__(self, tell: Callable[..., None]) -> None:
        """Say where to note what is written."""
        self._tell, self._left = tell, PRINTED
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 # whatever has bytes
        """Keep what there is room for."""
        text = self._decoder.decode(bytes(data))
        if kept := text[: self._left]:
            self._left -= len(kept)
            self._tell(printed=kept)
        return len(data)


def output(tell: Callable[..., None]) -> io.TextIOWrapper:
    """Return an output like Python's own, which notes what is written."""
    return io.TextIOWrapper(
        Kept(tell),
        encoding="utf-8",
        errors="backslashreplace",
        write_through=True,
    )


def end_with_parent(work: Path) -> None:
    """End this process, and what it has started, once nobody waits for it any more.

    The parent holds the other end of the standard input, which closes however the parent ends.
    """
    waits = os.dup(0)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 # it is no file
        os.dup2(nothing.fileno(), 0)

    def watch() -> None:
        while os.read(waits, 64):
            pass
        shutil.rmtree(work, ignore_errors=True)
        if sys.platform != "win32":
            with contextlib.suppress(PermissionError):
                os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(work: Path) -> None:
    """Do the job that is described in the folder."""
    end_with_parent(work)
    job = json.loads((work / "job.json").read_text(encoding="utf-8"))
    # A handle of its own: the reader's code may close or replace any that it knows of.
    with (work / "outcomes.jsonl").open("a", encoding="utf-8") as outcomes:

        def tell(**what: object) -> None:
            outcomes.write(json.dumps(what) + "\n")
            outcomes.flush()

        sys.stdout = sys.stderr = output(tell)
        sys.argv = [job["file"]]
        try:
            (decide if "texts" in job else check)(job, tell)
        except InputError as error:
            tell(unusable=str(error))
        tell(ended=True)
        os._exit(
            0
        )  # threads that the reader's code has left would keep the process


def opened(job: Mapping[str, Any]) -> Answer:
    """Load the reader's file, and see that it has what the exercise asks for."""
    path = Path(job["file"])
    code = load(path)
    check_shape(code, find(job["exercise"]), str(path))
    return Answer(code, str(path))


def check(job: Mapping[str, Any], tell: Callable[..., None]) -> None:
    """Run the checks of an exercise."""
    checks = checks_of(find(job["exercise"]).checks())
    answer = opened(job)
    for behavior, one in checks.items():
        tell(begun=behavior)
        tell(done=run(one, answer))


def decide(job: Mapping[str, Any], tell: Callable[..., None]) -> None:
    """Have the reader's triage decide on some texts, of which it has learned nothing."""
    from helpline import corpus

    seen = Path(job["seen"])
    # Code that reads the tickets itself is shown those that it may learn from, and no others.
    # Others may have imported the function before, so its default is what has to be changed.
    corpus.read_tickets.__defaults__ = (seen,)
    hide_messages(frozenset(job["messages"]))
    answer = opened(job)
    tickets = corpus.read_tickets(seen)
    tell(begun="A triage is made, and decides.")

    def decisions(_: Answer) -> None:
        triage = answer.call(
            "make_triage", Named(tickets, f"{len(tickets)} tickets")
        )
        made = Answer(triage.value, answer.file)
        if not callable(getattr(triage.value, "queue_of", None)):
            raise triage.wrong("a triage, which has queue_of(text)")
        queues = []
        for text in job["texts"]:
            got = made.call("queue_of", text)
            if got.value not in QUEUES:
                raise got.wrong(f"one of {', '.join(QUEUES)}")
            queues.append(got.value)
        tell(queues=queues)

    tell(done=run(decisions, answer))


def hide_messages(known: frozenset[str]) -> None:
    """Have the generator of tickets make none from a message that may not be learned from."""
    from helpline.tickets import asks, make

    read_all, make_all = asks.read_asks, make.make_drafts

    def read_asks(*given: Any, **named: Any) -> list[asks.Ask]:  # noqa: ANN401
        return [one for one in read_all(*given, **named) if one.text in known]

    def make_drafts(*given: Any, **named: Any) -> list[make.Draft]:  # noqa: ANN401
        made = make_all(*given, **named)
        return [one for one in made if one.ask.text in known]

    asks.read_asks, make.make_drafts = read_asks, make_drafts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
