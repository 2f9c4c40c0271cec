"""``helpline tickets``: the synthetic tickets, made again."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from helpline.corpus import DATA
from helpline.records import QUEUES
from helpline.tickets import make_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.records import Ticket
    from helpline.tickets import Draft


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--seed", type=int, default=7, help="decides all (default: 7)"
    )
    parser.add_argument(
        "--number",
        type=natural,
        default=1500,
        help="how many (default: 1500)",
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--check",
        action="store_true",
        help="compare with the committed file; status 1 if unlike",
    )
    shown.add_argument(
        "--summary", action="store_true", help="print a table in their place"
    )


def natural(text: str) -> int:
    """Return a number from 0 to 100,000."""
    number = int(text)
    if not 0 <= number <= 100_000:
        raise argparse.ArgumentTypeError("must be between 0 and 100000")
    return number


def run(options: argparse.Namespace) -> int:
    """Print tickets as JSON lines, their summary, or whether they are the committed ones."""
    drafts = make_drafts(options.seed, options.number)
    if options.summary:
        sys.stdout.write(summary(drafts))
        return 0
    made = lines([draft.ticket for draft in drafts])
    if not options.check:
        sys.stdout.write(made)
        return 0
    if made == (DATA / "tickets.jsonl").read_text(encoding="utf-8"):
        sys.stdout.write("tickets.jsonl is what the generator makes.\n")
        return 0
    sys.stderr.write(
        "helpline: tickets.jsonl is not what the generator makes. "
        "If that is meant: python -m helpline tickets > tickets.jsonl\n"
    )
    return 1


def lines(tickets: Sequence[Ticket]) -> str:
    """Return tickets as JSON lines."""
    return "".join(
        json.dumps(fields(ticket), ensure_ascii=False) + "\n"
        for ticket in tickets
    )


def fields(ticket: Ticket) -> dict[str, str | None]:
    """Return a ticket's fields in the order of the file."""
    return {
        "id": ticket.id,
        "received": ticket.received.isoformat() if ticket.received else None,
        "text": ticket.text,
        "queue": ticket.queue,
        "article": ticket.article,
        "thread": ticket.thread,
    }


def summary(drafts: Sequence[Draft]) -> str:
    """Return counts as a table in Markdown."""
    queues = Counter(draft.ticket.queue for draft in drafts)
    noise = Counter(kind for draft in drafts for kind in draft.noise)
    rows = [
        ("tickets", len(drafts)),
        ("threads", len({draft.ticket.thread for draft in drafts})),
        ("copies", sum(draft.times > 0 for draft in drafts)),
        ("outside", sum(draft.ticket.article is None for draft in drafts)),
        ("with a second matter", sum(draft.second for draft in drafts)),
        ("free of noise", sum(not draft.noise for draft in drafts)),
        *((f"queue: {queue}", queues[queue]) for queue in QUEUES),
        *((f"noise: {kind}", count) for kind, count in sorted(noise.items())),
    ]
    share = 100 / max(1, len(drafts))
    body = [
        f"| {name} | {count:,} | {count * share:.1f} |"
        for name, count in rows
    ]
    return "\n".join(
        ["| what | tickets | percent |", "| --- | --- | --- |", *body, ""]
    )
