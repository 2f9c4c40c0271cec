"""``helpline smallest``: the smallest whole, as post 0.2 has it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from helpline.records import InputError
from helpline.stages.smallest import as_line, count, read_articles

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "text", nargs="*", help="a ticket; several make a line each"
    )
    parser.add_argument(
        "--ticket", metavar="ID", help="one of Helpline's tickets, as t0037"
    )


def run(options: argparse.Namespace) -> None:
    """Print a line of JSON for each ticket."""
    texts = list(options.text)
    if options.ticket is not None:
        # The rest of Helpline reads the tickets; the smallest whole needs none of it.
        from helpline.corpus import find_ticket

        texts.append(find_ticket(options.ticket).text)
    if not texts:
        raise InputError("smallest takes a text or --ticket")
    shelf = count(read_articles())
    for text in texts:
        sys.stdout.write(as_line(text, shelf) + "\n")
