"""``helpline flakes``: a test on a few tickets drawn at random, run with 50 seeds."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from helpline.corpus import read_tickets
from helpline.gate import all_said, fails, sampled

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from helpline.gate import Said

SIZES = (50, 100, 200, 400)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--least", type=float, default=0.44, help="macro-F1 that passes"
    )


def run(options: argparse.Namespace) -> None:
    """Print the table."""
    sys.stdout.write(shown(all_said(read_tickets()), options.least))


def shown(made: Said, least: float) -> str:
    """Return how often each triage passes, of 50 seeds, by the number of tickets drawn."""
    lines = ["tickets drawn   good triage fails   broken triage passes"]
    for size in SIZES:
        good, broken = (
            fails(partial(_passes, made.right, said, size, least))
            for said in (made.candidates["tuned"], made.candidates["empty"])
        )
        lines.append(f"{size:13}{good:14} of 50{50 - broken:17} of 50")
    return "\n".join(lines) + "\n"


def _passes(
    right: Sequence[str],
    said: Sequence[str],
    size: int,
    least: float,
    seed: int,
) -> bool:
    return sampled(right, said, size, seed) >= least
