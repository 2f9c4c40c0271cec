"""A reader's code, run in a process of its own: it may print, hang, or end Python."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpline.commands.rerun import import_path
from helpline.practice.catalog import SECONDS
from helpline.practice.outcomes import Outcome, checks_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helpline.practice.catalog import Exercise


class Report(NamedTuple):
    """What came of running a reader's file.

    Attributes:
        unusable: Why nothing could be checked; empty if it could.
        outcomes: What came of each check.
        printed: The beginning of what the file has printed.
        queues: What the triage of an open exercise has decided.
    """

    unusable: str
    outcomes: tuple[Outcome, ...]
    printed: str
    queues: tuple[str, ...] = ()


def check(
    exercise: Exercise, file: Path, seconds: float | None = None
) -> Report:
    """Run the checks of an exercise against a file."""
    module = exercise.checks()
    limit = (
        seconds
        if seconds is not None
        else float(getattr(module, "SECONDS", SECONDS))
    )
    with tempfile.TemporaryDirectory() as work:
        job = {"exercise": exercise.id, "file": str(file)}
        report = run_job(Path(work), job, limit)
    checked = {one.behavior: one for one in report.outcomes}
    missing = () if report.unusable else checks_of(module)
    never = [
        Outcome(one, ("it was not reached",))
        for one in missing
        if one not in checked
    ]
    return report._replace(outcomes=(*report.outcomes, *never))


def run_job(work: Path, job: Mapping[str, Any], seconds: float) -> Report:
    """Run a job in a process, for so long at most.

    Args:
        work: An empty folder.
        job: What ``helpline.practice.child`` is to do.
        seconds: After these, the process and all that it has started are stopped.
    """
    (work / "job.json").write_text(json.dumps(job), encoding="utf-8")
    file = work / "outcomes.jsonl"
    file.touch()
    ended = _run(work, seconds)
    # A process that is stopped may leave half a line.
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    events = [json.loads(line) for line in lines if line.endswith("\n")]
    return _report(events, str(job["file"]), ended)


def _run(work: Path, seconds: float) -> str:
    """Return what ended the process, in words that follow on 'your code'."""
    # -P: no file of the reader's in this folder takes the place of one of Python's.
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "helpline.practice.child", str(work)],
        stdin=subprocess.PIPE,  # it closes when this process ends, and so does the child
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": import_path()},
    )
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        unit = "second" if seconds == 1 else "seconds"
        return f"didn't end within {seconds:g} {unit}, and was stopped"
    finally:
        _stop(process)
    return f"ended Python, with exit status {status}"


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it has started, where the system has groups of processes."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _report(
    events: Sequence[Mapping[str, Any]], file: str, ended: str
) -> Report:
    unusable, begun = "", ""
    outcomes: list[Outcome] = []
    printed: list[str] = []
    queues: tuple[str, ...] = ()
    for event in events:
        unusable = event.get("unusable", unusable)
        begun = event.get("begun", begun)
        queues = tuple(event.get("queues", queues))
        printed.append(event.get("printed", ""))
        if "done" in event:
            outcomes.append(Outcome(begun, tuple(event["done"])))
            begun = ""
    if not any("ended" in event for event in events):
        if begun:
            outcomes.append(Outcome(begun, (f"your code {ended}",)))
        else:
            unusable = f"{file}: importing it {ended}"
    return Report(unusable, tuple(outcomes), "".join(printed), queues)
