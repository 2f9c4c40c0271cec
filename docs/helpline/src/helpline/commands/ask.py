"""``helpline ask``: one ticket in, one reply out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.corpus import find_ticket
from helpline.desk import open_desk
from helpline.records import InputError, Ticket
from helpline.settings import Settings

if TYPE_CHECKING:
    import argparse

    from helpline.records import Reply


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "text", nargs="?", help="the ticket; '-' reads it from standard input"
    )
    parser.add_argument(
        "--ticket", metavar="ID", help="one of Helpline's tickets, as t0037"
    )
    parser.add_argument("--settings", type=Path, help="a TOML file")


def run(options: argparse.Namespace) -> None:
    """Print the reply."""
    if (options.text is None) == (options.ticket is None):
        raise InputError("ask takes either a text or --ticket")
    if options.ticket is not None:
        ticket = find_ticket(options.ticket)
    else:
        if options.text == "-" and sys.stdin is None:
            raise InputError("the standard input is closed")
        text = sys.stdin.read() if options.text == "-" else options.text
        ticket = Ticket(id="now", text=text)
    desk = open_desk(Settings.load(options.settings))
    sys.stdout.write(shown(desk.reply(ticket)))


def shown(reply: Reply) -> str:
    """Return a reply as lines for a person to read."""
    lines = [f"queue:   {reply.queue}"]
    if reply.answer is not None:
        lines += [
            f"answer:  {reply.answer}",
            f"article: {reply.article} (score {reply.score:.1f})",
        ]
    else:
        lines += [f"refused: {reply.refusal} (best score {reply.score:.1f})"]
    return "\n".join(lines) + "\n"
