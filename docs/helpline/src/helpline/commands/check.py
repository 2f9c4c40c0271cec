"""``helpline check``: the exercises of the book, a start for each, and checks of an answer."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.practice import running
from helpline.practice.catalog import find, read_exercises
from helpline.practice.outcomes import UNWRITTEN, Outcome
from helpline.records import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from helpline.practice.catalog import Exercise
    from helpline.practice.running import Report

COMMAND = "python -m helpline check"
LINES = 10
"""How many lines are shown of what a reader's file prints."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "exercise", nargs="?", help="as in 1.1.3; without it, all are listed"
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="your answer (default: exercise_1_1_3.py)",
    )
    parser.add_argument(
        "--stub", action="store_true", help="write a file to start from"
    )
    parser.add_argument(
        "--final",
        action="store_true",
        help="score an open exercise on the half that is held out",
    )
    parser.add_argument(
        "--seconds", type=seconds, help="how long your code may take"
    )


def seconds(text: str) -> float:
    """Return a number of seconds."""
    number = float(text)
    if not 0 < number <= 3_600:
        raise ValueError(text)
    return number


def run(options: argparse.Namespace) -> int:
    """Check an answer: 0 if all checks pass, 1 if one fails, 2 if nothing can be checked."""
    if options.exercise is None:
        if options.stub or options.final:
            raise InputError(f"which exercise? '{COMMAND}' lists all of them")
        return show_all(options.seconds)
    exercise = find(options.exercise)
    file = options.file or Path(exercise.file)
    if options.final and not exercise.is_scored:
        raise InputError(
            f"--final is for open exercises; {exercise.id} isn't one"
        )
    if options.stub and options.final:
        raise InputError("--stub writes a file and --final scores one")
    if options.stub:
        return write(exercise, file)
    if not file.exists():
        again = typed(exercise, options.file, "--stub")
        if not file.parent.is_dir():
            raise InputError(f"{file}: there is no folder {file.parent}")
        raise InputError(
            f"{file}: there is no such file; '{again}' writes one to start from"
        )
    if exercise.is_scored:
        return score(
            exercise, file, final=options.final, limit=options.seconds
        )
    report = running.check(exercise, file, options.seconds)
    if report.unusable:
        sys.stdout.writelines(f"{line}\n" for line in said(report.printed))
        raise InputError(report.unusable)
    sys.stdout.write(shown(exercise, file, report))
    return 1 if any(one.problem for one in report.outcomes) else 0


def typed(exercise: Exercise, file: Path | None, *options: str) -> str:
    """Return the command for a file as a reader types it."""
    own = [] if file is None or str(file) == exercise.file else [str(file)]
    if own and own[0].startswith("-"):
        own = [f"./{own[0]}"]
    return " ".join([COMMAND, *options, exercise.id, *map(shlex.quote, own)])


def show_all(limit: float | None = None) -> int:
    """List the exercises with how far the files in this folder have come."""
    for exercise in read_exercises().values():
        sys.stdout.write(
            f"{exercise.id:6} {exercise.title:40} {state(exercise, limit)}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(
        f"\n'{COMMAND} --stub 1.1.3' writes a file to start from.\n"
    )
    return 0


def state(exercise: Exercise, limit: float | None = None) -> str:
    """Return how far the answer to an exercise has come, by the file of its name."""
    file = Path(exercise.file)
    if not file.exists():
        return "not begun"
    if exercise.is_scored:
        return "begun"
    report = running.check(exercise, file, limit)
    if report.unusable:
        return "can't be checked"
    problems = [one.problem for one in report.outcomes if one.problem]
    if any("didn't end" in line for one in problems for line in one):
        return "doesn't end"
    if (UNWRITTEN,) in problems:
        return "begun"
    return (
        f"{len(problems)} of {len(report.outcomes)} checks fail"
        if problems
        else "done"
    )


def write(exercise: Exercise, file: Path) -> int:
    """Write a file to start from; what is there already stays."""
    if file.stem == "helpline":
        hidden = "Helpline itself"
    elif file.stem in sys.stdlib_module_names:
        hidden = (
            f"Python's own {file.stem!r} from commands that are typed here"
        )
    else:
        hidden = ""
    if hidden:
        raise InputError(f"{file} would hide {hidden}; choose another name")
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(exercise.start())
    except FileExistsError:
        raise InputError(
            f"{file} is there already; it stays as it is"
        ) from None
    except OSError as error:
        raise InputError(
            f"{file} can't be written: {error.strerror}"
        ) from None
    wanted = " and ".join(map(str, exercise.wanted))
    what = "Change" if exercise.is_scored else "Fill in"
    sys.stdout.write(
        f"{file} is written. {what} {wanted}, then type:\n  {typed(exercise, file)}\n"
    )
    return 0


def shown(exercise: Exercise, file: Path, report: Report) -> str:
    """Return what came of the checks as lines for a person to read."""
    lines = [f"{exercise.id} {exercise.title} ({file})"]
    if {one.problem for one in report.outcomes} == {(UNWRITTEN,)}:
        return (
            "\n".join(
                [
                    *lines,
                    *said(report.printed),
                    f"{UNWRITTEN[0].upper()}{UNWRITTEN[1:]}.",
                ]
            )
            + "\n"
        )
    for one in report.outcomes:
        lines += outcome_lines(one)
    failed = sum(bool(one.problem) for one in report.outcomes)
    number = len(report.outcomes)
    lines += said(report.printed)
    lines.append(
        f"{failed} of {number} checks fail."
        if failed
        else f"All {number} checks pass."
        if number > 1
        else "The check passes."
    )
    return "\n".join(lines) + "\n"


def outcome_lines(outcome: Outcome) -> Sequence[str]:
    """Return what came of one check."""
    mark = "FAILS " if outcome.problem else "passes"
    return [
        f"{mark}  {outcome.behavior}",
        *(f"        {line}" for line in outcome.problem),
    ]


def said(printed: str) -> Sequence[str]:
    """Return the beginning of what a file has printed."""
    lines = printed.splitlines()
    if not lines:
        return []
    more = ["  | …"] if len(lines) > LINES else []
    return ["It printed:", *(f"  | {line}" for line in lines[:LINES]), *more]


def score(
    exercise: Exercise, file: Path, *, final: bool, limit: float | None
) -> int:
    """Score the answer to an open exercise."""
    from helpline.practice import scored

    found = scored.score(
        exercise, file, final=final, seconds=limit or scored.SECONDS
    )
    if isinstance(found, scored.Failed):
        if found.unusable or found.outcome is None:
            sys.stdout.writelines(f"{line}\n" for line in said(found.printed))
            raise InputError(found.unusable)
        sys.stdout.write(
            "\n".join([*outcome_lines(found.outcome), *said(found.printed)])
            + "\n"
        )
        return 1
    sys.stdout.write(
        f"{exercise.title}, {scored.shown(found, file, final=final)}"
    )
    sys.stdout.writelines(f"{line}\n" for line in said(found.printed))
    return 0
