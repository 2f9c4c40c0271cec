"""The open exercise of chapter 1: a triage, scored against the book's own on the same tickets."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpline.comparison import groupings
from helpline.corpus import read_tickets
from helpline.practice.running import run_job
from helpline.scores import difference_interval, macro_f1_interval
from helpline.splits import digest, folds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.practice.catalog import Exercise
    from helpline.practice.outcomes import Outcome
    from helpline.practice.running import Report
    from helpline.records import Ticket
    from helpline.scores import Interval

SECONDS = 300


class Half(NamedTuple):
    """The tickets of half of the messages, with the message of each."""

    tickets: tuple[Ticket, ...]
    messages: tuple[str, ...]


class Score(NamedTuple):
    """How a triage does, and the book's own on the same tickets.

    Attributes:
        tickets: How many it decided on.
        messages: How many messages they are made of.
        yours: Its macro-F1.
        ours: That of the book's own.
        gain: How much better it is, on the same draws of the same messages.
        unlike: On how many tickets the two differ.
        printed: The beginning of what yours has printed.
    """

    tickets: int
    messages: int
    yours: Interval
    ours: Interval
    gain: Interval
    unlike: int
    printed: str


class Failed(NamedTuple):
    """Why there is no score."""

    unusable: str
    outcome: Outcome | None
    printed: str


def halves(tickets: Sequence[Ticket]) -> tuple[Half, Half]:
    """Return the visible half and the one that is held out; no message is in both."""
    messages = groupings(tickets)["messages"]
    sides: tuple[list[int], list[int]] = ([], [])
    for place, message in enumerate(messages):
        sides[digest(f"half: {message}") % 2].append(place)
    visible, held_out = (
        Half(
            tuple(tickets[at] for at in side),
            tuple(messages[at] for at in side),
        )
        for side in sides
    )
    return visible, held_out


def score(
    exercise: Exercise, file: Path, *, final: bool, seconds: float = SECONDS
) -> Score | Failed:
    """Score a file's triage.

    On the visible half it learns from four fifths of the messages and decides on the fifth, five
    times. For the final score it learns from the visible half and decides on the other.

    Args:
        exercise: The open exercise; its stub has the book's own triage.
        file: The reader's.
        final: Whether the half that is held out is used.
        seconds: How long one round of learning and deciding may take.
    """
    visible, held_out = halves(read_tickets())
    tested = held_out if final else visible
    rounds = [
        (
            list(range(len(visible.tickets))),
            list(range(len(held_out.tickets))),
        )
    ]
    if not final:
        rounds = [(part.train, part.test) for part in folds(visible.messages)]
    yours, ours = [""] * len(tested.tickets), [""] * len(tested.tickets)
    printed = ""
    with as_file(exercise.stub) as own:
        for train, test in rounds:
            learned = Half(
                tuple(visible.tickets[at] for at in train),
                tuple(visible.messages[at] for at in train),
            )
            texts = [tested.tickets[at].text for at in test]
            for path, said in ((file, yours), (own, ours)):
                report = _decide(exercise, path, learned, texts, seconds)
                if isinstance(report, Failed):
                    return report
                for at, queue in zip(test, report.queues, strict=True):
                    said[at] = queue
                printed = printed or (report.printed if said is yours else "")
    right = [str(one.queue) for one in tested.tickets]
    return Score(
        len(right),
        len(set(tested.messages)),
        macro_f1_interval(right, yours, tested.messages),
        macro_f1_interval(right, ours, tested.messages),
        difference_interval(right, (ours, yours), tested.messages),
        sum(one != other for one, other in zip(yours, ours, strict=True)),
        printed,
    )


def _decide(
    exercise: Exercise,
    file: Path,
    learned: Half,
    texts: list[str],
    seconds: float,
) -> Report | Failed:
    """Return the queues of texts; the process that decides has the labels of none of them."""
    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder) / "seen.jsonl"
        lines = [one.model_dump_json() + "\n" for one in learned.tickets]
        seen.write_text("".join(lines), encoding="utf-8")
        work = Path(folder) / "work"
        work.mkdir()
        job = {
            "exercise": exercise.id,
            "file": str(file),
            "seen": str(seen),
            "texts": texts,
            "messages": sorted(set(learned.messages)),
        }
        report = run_job(work, job, seconds)
    failed = next((one for one in report.outcomes if one.problem), None)
    if report.unusable or failed:
        return Failed(report.unusable, failed, report.printed)
    return report


def shown(found: Score, file: Path, *, final: bool) -> str:
    """Return a score as lines for a person to read."""
    half = "held-out" if final else "visible"
    lines = [
        f"the {half} half: {found.tickets} tickets of {found.messages} messages",
        "macro-F1, with 95 percent intervals over messages:",
        f"  {str(file)[:24]:24}  {found.yours}",
        f"  {'the book':24}  {found.ours}",
    ]
    if not found.unlike:  # and so no draw of tickets can show a difference
        return "\n".join(
            [*lines, "Yours decides on each ticket like the book's own.", ""]
        )
    gain = found.gain
    lines.append(f"  {'difference':24} {gain.shown(signed=True)}")
    return "\n".join(
        [
            *lines,
            f"They differ on {found.unlike} tickets. {_verdict(found)}",
            "",
        ]
    )


def _verdict(found: Score) -> str:
    if found.gain.low > 0:
        return "Yours is better."
    if found.gain.high < 0:
        return "The book's own is better."
    return "The interval of the difference holds zero, so these tickets can't tell."
