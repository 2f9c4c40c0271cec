"""``helpline compare``: rules, search and a learned model, by four ways to split the tickets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from helpline.comparison import compare
from helpline.corpus import read_current, read_tickets

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from helpline.comparison import Row


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(_options: argparse.Namespace) -> None:
    """Print the table."""
    sys.stdout.write(shown(compare(read_tickets(), read_current())))


def shown(rows: Sequence[Row]) -> str:
    """Return the rows as a table for a terminal."""
    lines = ["kept whole     rules  search  learned  together"]
    lines += [
        f"{row.split:13}{row.rules.value:7.2f}{row.found.value:8.2f}"
        f"{row.learned.value:9.2f}{row.together.value:10.2f}"
        for row in rows
    ]
    return "\n".join(lines) + "\n"
