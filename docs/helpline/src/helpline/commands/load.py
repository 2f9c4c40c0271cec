"""``helpline load``: how long tickets and health checks take under load."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.load import (
    Plan,
    answers,
    on_loopback,
    run_load,
    shown,
    when_ready,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--url",
        help="a service on this machine; default: start one for the test",
    )
    parser.add_argument(
        "--rate",
        type=float,
        default=20,
        help="tickets per second, at most 200",
    )
    parser.add_argument("--seconds", type=float, default=5, help="at most 60")
    parser.add_argument("--seed", type=int, default=7)


def run(options: argparse.Namespace) -> int:
    """Run a load test and print its report."""
    plan = Plan(rate=options.rate, seconds=options.seconds, seed=options.seed)
    texts = [ticket.text for ticket in read_tickets()]
    try:
        target = (
            contextlib.nullcontext(on_loopback(options.url))
            if options.url
            else started()
        )
    except ValueError as error:
        sys.stderr.write(f"helpline: {error}\n")
        return 2
    if options.url and not answers(options.url):
        sys.stderr.write(f"helpline: nothing answered at {options.url}\n")
        return 1
    with target as url:
        sys.stdout.write(shown(asyncio.run(run_load(url, texts, plan))))
    return 0


@contextlib.contextmanager
def started() -> Iterator[str]:
    """Start the service in a process of its own, with a journal that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "helpline", "serve", "--port", "0"]
        command += ["--journal", str(Path(folder) / "journal")]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None  # noqa: S101 - it is a pipe
                said = process.stdout.readline().split()
                if not said:
                    raise ChildProcessError("the service did not start")
                yield when_ready(said[-1])
            finally:
                process.terminate()
