"""``helpline serve``: the service, or a look at the tickets that it still owes a reply."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from pathlib import Path

import uvicorn

from helpline.service import create_app
from helpline.service_journal import Journal, JournalInUseError
from helpline.service_limits import Limits
from helpline.service_run import (
    allow_files,
    config_of,
    listen,
    open_handler,
    url_of,
)
from helpline.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="default: this machine only"
    )
    parser.add_argument(
        "--port", type=port, default=8000, help="0 takes a free one"
    )
    parser.add_argument(
        "--journal", type=Path, default=Path("helpline.journal")
    )
    parser.add_argument("--settings", type=Path, help="a TOML file")
    parser.add_argument(
        "--unanswered",
        action="store_true",
        help="show the tickets that wait for a reply, and end",
    )


def port(text: str) -> int:
    """Return the number of a port."""
    number = int(text)
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError(
            f"{number} is no port: they go from 0 to 65535"
        )
    return number


def run(options: argparse.Namespace) -> int:
    """Serve until a signal ends it."""
    if options.unanswered and not options.journal.is_file():
        sys.stderr.write(
            f"helpline: {options.journal}: there is no such journal\n"
        )
        return 2
    try:
        if not options.unanswered:
            allow_files(Limits())
        journal = Journal(options.journal, writes=not options.unanswered)
    except (JournalInUseError, ValueError, OSError) as error:
        sys.stderr.write(f"helpline: {error}\n")
        return 2
    with journal:
        if options.unanswered:
            sys.stdout.write(waiting(journal))
            return 0
        return serve(options, journal)


def waiting(journal: Journal) -> str:
    """Return the unanswered tickets as lines for a person to read."""
    lines = []
    for name in journal.unanswered():
        ticket, tries = journal.ticket(name), journal.entries[name].tries
        lines.append(
            f"{name}  {ticket.received:%Y-%m-%d %H:%M}  tried {tries}  {ticket.text!r}"
        )
    return "\n".join([*lines, f"{len(lines)} unanswered"]) + "\n"


def serve(options: argparse.Namespace, journal: Journal) -> int:
    """Listen, and stop gracefully; what is not finished then stays in the journal."""
    logging.basicConfig(format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("helpline").setLevel(logging.INFO)
    limits, settings = Limits(), Settings.load(options.settings)
    app = create_app(lambda: open_handler(settings), journal, limits)
    try:
        listening = listen(options.host, options.port)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        sys.stderr.write(
            f"helpline: can't listen on {options.host}, {options.port}: {why}\n"
        )
        return 2
    sys.stdout.write(f"Helpline listens on {url_of(listening)}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config_of(app, limits)).run(sockets=[listening])
    if app.state.service.left:
        os._exit(
            1
        )  # a thread that never ends would keep the process; the journal is on the disk
    return 0
