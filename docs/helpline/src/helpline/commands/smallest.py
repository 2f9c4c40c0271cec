"""``helpline smallest``: the smallest whole, as post 0.2 has it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from helpline.stages.smallest import as_line, count, read_articles

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "text", nargs="+", help="a ticket; several make a line each"
    )


def run(options: argparse.Namespace) -> None:
    """Print a line of JSON for each ticket."""
    shelf = count(read_articles())
    for text in options.text:
        sys.stdout.write(as_line(text, shelf) + "\n")
