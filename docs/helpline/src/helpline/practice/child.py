"""The process in which a reader's code runs: ``python -m helpline.practice.child WORK``.

What happens goes into a file as JSON lines, at once, so that it is known even if this process ends
in the middle. What the reader's code prints goes there too, as far as it is not too much.
"""

from __future__ import annotations

import io
import json
import os
import sys
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


class Kept(io.TextIOBase):
    """An output that keeps its beginning, and lets go of the rest."""

    def __init__(self, tell: Callable[..., None]) -> None:
        """Say where what is written is told."""
        self._told, self._left = tell, PRINTED

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if kept := text[: self._left]:
            self._left -= len(kept)
            self._told(printed=kept)
        return len(text)


def main(work: Path) -> None:
    """Do the job that is described in the folder."""
    job = json.loads((work / "job.json").read_text(encoding="utf-8"))
    # A handle of its own: the reader's code may close or replace any that it knows of.
    with (work / "told.jsonl").open("a", encoding="utf-8") as told:

        def tell(**what: object) -> None:
            told.write(json.dumps(what) + "\n")
            told.flush()

        sys.stdout = sys.stderr = Kept(tell)
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
