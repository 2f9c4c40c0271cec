"""``helpline ask``: one ticket in, one reply out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from helpline.desk import open_desk
from helpline.records import Ticket
from helpline.settings import Settings

if TYPE_CHECKING:
    import argparse

    from helpline.records import Reply


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "text", help="the ticket; '-' reads it from standard input"
    )
    parser.add_argument("--settings", type=Path, help="a TOML file")


def run(options: argparse.Namespace) -> None:
    """Print the reply."""
    text = sys.stdin.read() if options.text == "-" else options.text
    desk = open_desk(Settings.load(options.settings))
    sys.stdout.write(shown(desk.reply(Ticket(id="now", text=text))))


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
