"""``helpline rerun``: all tickets, answered in two fresh processes; the replies must be equal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import helpline
from helpline.corpus import read_tickets
from helpline.desk import open_desk
from helpline.fingerprint import fingerprint
from helpline.settings import Settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

ORDERS = ("as sent", "reversed")
DIGITS = 16
"""How many digits of a fingerprint are shown; all are compared."""


# region process
class Run(NamedTuple):
    """What one process has made of the tickets."""

    order: str
    hash_seed: str
    replies: int
    answered: int
    fingerprint: str


# endregion process


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--settings", type=Path, help="a TOML file")
    parser.add_argument(
        "--once", choices=ORDERS, help="run once, in this process"
    )


def run(options: argparse.Namespace) -> int:
    """Print the runs; return 1 if they differ."""
    if options.once:
        sys.stdout.write(
            "\n".join(map(str, answer_all(options.once, options.settings)))
            + "\n"
        )
        return 0
    Settings.load(
        options.settings
    )  # what is wrong with them is said once, and here
    runs = [
        in_a_process(order, seed, options.settings)
        for seed, order in enumerate(ORDERS, 1)
    ]
    sys.stdout.write(shown(runs))
    return 0 if len({one.fingerprint for one in runs}) == 1 else 1


# region run
def answer_all(order: str, settings: Path | None) -> Run:
    """Answer all tickets in this process."""
    desk = open_desk(Settings.load(settings))
    step = -1 if order == "reversed" else 1
    replies = [desk.reply(one) for one in read_tickets()[::step]]
    answered = sum(one.answer is not None for one in replies)
    seed = os.environ.get("PYTHONHASHSEED", "random")
    return Run(order, seed, len(replies), answered, fingerprint(replies))


def in_a_process(order: str, seed: int, settings: Path | None) -> Run:
    """Answer all tickets in a process that hashes strings in its own way."""
    command = [sys.executable, "-m", "helpline", "rerun"]
    command += ["--once", order]
    command += ["--settings", str(settings)] if settings else []
    environ = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": import_path()}
    environ = {**os.environ, **environ}
    printed = subprocess.check_output(command, env=environ, text=True)
    order, hash_seed, replies, answered, digest = printed.splitlines()
    return Run(order, hash_seed, int(replies), int(answered), digest)


# endregion run


# region import_path
def import_path() -> str:
    """Return where a new process finds this package, installed or not."""
    places = [
        str(Path(helpline.__file__).parents[1]),
        os.environ.get("PYTHONPATH", ""),
    ]
    return os.pathsep.join(filter(None, places))


# endregion import_path


def shown(runs: Sequence[Run]) -> str:
    """Return the runs as a table for a terminal, and the verdict."""
    lines = ["order     hash seed  replies  answered  fingerprint"]
    lines += [
        f"{one.order:10}{one.hash_seed:>9}{one.replies:9,}{one.answered:10,}"
        f"  {one.fingerprint[:DIGITS]}"
        for one in runs
    ]
    same = len({one.fingerprint for one in runs}) == 1
    lines.append("Both runs are the same." if same else "The runs differ.")
    return "\n".join(lines) + "\n"
