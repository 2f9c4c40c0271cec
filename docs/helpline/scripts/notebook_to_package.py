"""Post 1.1: what the order of cells changes, what a clean rerun doesn't, and what is no ticket."""

from __future__ import annotations

import io
import os
import textwrap
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, Any
from unittest import mock

from _shares import share_gain
from helpline import cli
from helpline.commands.rerun import ORDERS, in_a_process, shown
from helpline.corpus import read_tickets
from helpline.desk import open_desk
from helpline.records import Ticket, problems
from helpline.scores import Interval
from helpline.settings import Settings
from helpline.stages.notebook.cells import Kernel, read_cells
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Replies = dict[str, dict[str, Any]]
NEW_SETS = ["words", "names"]
SETUP = ["load", *NEW_SETS, "index", "queue", "reply"]
ORDERS_OF_CELLS = {
    "all, once": ["all"],
    "all, all": ["all", "all"],
    "all, index, all": ["all", "index", "all"],
    "newest, all": ["newest", "all"],
    "bolder, all": ["bolder", "all"],
    "all, newest, bolder, all": ["all", "newest", "bolder", "all"],
    "all, words, names, all": ["all", *NEW_SETS, "all"],
}
VERDICTS = {None: "refused", "ask-for-a-refund": "answered"}
LINES = {
    "no text": '{"id": "t1"}',
    "an empty text": '{"id": "t1", "text": ""}',
    "a text of blanks": '{"id": "t1", "text": " \\n\\t "}',
    "20,001 letters": '{"id": "t1", "text": "' + "x" * 20_001 + '"}',
    "a number as text": '{"id": "t1", "text": 42}',
    "an id with a blank": '{"id": "T 1", "text": "Hi"}',
    "an unknown queue": '{"id": "t1", "text": "Hi", "queue": "sales"}',
    "a time without a zone": '{"id": "t1", "text": "Hi", "received": "2026-03-14T09:26"}',
    "an extra field": '{"id": "t1", "text": "Hi", "mood": "bad"}',
    "half a line": '{"id": "t1", "text": "Hi',
    "a list": '["t1", "Hi"]',
    "a time as a number": '{"id": "t1", "text": "Hi", "received": 1773480360}',
    "control characters": '{"id": "t1", "text": "Hi\\u0000\\u0007"}',
}


def make() -> dict[str, str]:
    """Return the tables and what the commands print."""
    tickets = read_tickets()
    texts = [one.text for one in tickets]
    refund = next(
        at
        for at, text in enumerate(texts)
        if text.startswith("Can you send the money")
    )
    kernel = Kernel(read_cells())
    kernel.run(SETUP)
    alone = _alone(kernel, tickets)
    plain = _without_names(kernel, tickets)
    runs = [
        in_a_process(order, seed, None)
        for seed, order in enumerate(ORDERS, 1)
    ]
    return {
        "notebook_to_package.csv": _orders(alone, tickets[refund].id),
        "notebook_to_package-refund.txt": _refund(kernel, tickets, refund),
        "notebook_to_package-names.csv": _names(tickets, plain, alone),
        "notebook_to_package-kept.csv": _kept(tickets, plain),
        "notebook_to_package-rerun.txt": shown(runs),
        "notebook_to_package-edge.csv": _edge(),
        "notebook_to_package-settings.txt": _settings(),
    }


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return sum(one[name] != other[name] for name in one)


def _answered(replies: Replies) -> int:
    return sum(reply["answer"] is not None for reply in replies.values())


def _alone(kernel: Kernel, tickets: Sequence[Ticket]) -> Replies:
    """Return the reply to each ticket when none has been asked before."""
    replies = {}
    for ticket in tickets:
        names = kernel.run(NEW_SETS)
        replies[ticket.id] = names["reply"](ticket.text)
    return replies


def _without_names(kernel: Kernel, tickets: Sequence[Ticket]) -> Replies:
    """Return the replies of a notebook that searches for all words of a ticket."""
    names = kernel.run(NEW_SETS)
    names["wanted"] = names["words"]
    return {ticket.id: names["reply"](ticket.text) for ticket in tickets}


def _orders(alone: Replies, refund: str) -> str:
    rows = ["Cells run,Answered,Unlike row 1,Unlike alone,Refund"]
    every = {
        title: Kernel(read_cells()).run([*SETUP, "try", *cells])["replies"]
        for title, cells in ORDERS_OF_CELLS.items()
    }
    first = next(iter(every.values()))
    for title, replies in {**every, "each ticket alone": alone}.items():
        verdict = VERDICTS.get(replies[refund]["article"], "wrong article")
        unlike = _differ(replies, first), _differ(replies, alone)
        rows.append(
            f'"{title}",{_answered(replies)},{unlike[0]},{unlike[1]},{verdict}'
        )
    return "\n".join(rows) + "\n"


def _refund(kernel: Kernel, tickets: Sequence[Ticket], place: int) -> str:
    """Tell how the reply to a ticket on a refund changes, and after which ticket."""
    names = kernel.run([*NEW_SETS, "reply"])
    ticket, at_first = tickets[place], len(names["stop"])
    lines = [f"asked first:           {_said(names, ticket)}"]
    for other in tickets[:place]:
        before = _said(names, ticket)
        names["reply"](other.text)
        if before.startswith("answered") and _said(names, ticket).startswith(
            "refused"
        ):
            lines.append(
                f"asked after {other.id}:     {_said(names, ticket)}"
            )
            lines.append(
                f'{other.id} ends in:         "{other.text.splitlines()[-1]}"'
            )
    lines.append(f"asked after {place} others: {_said(names, ticket)}")
    lines.append(
        f"stop words:            {at_first} at first, {len(names['stop'])} by then"
    )
    text = textwrap.fill(f"{ticket.id}: {ticket.text}", 62)
    return f"{text}\n\n" + "\n".join(lines) + "\n"


def _said(names: Mapping[str, Any], ticket: Ticket) -> str:
    article = names["reply"](ticket.text)["article"]
    _, score = names["search"](names["wanted"](ticket.text))
    said = f"answered from {article}" if article else "refused"
    return f"{said} (best score {score:.1f})"


def _names(tickets: Sequence[Ticket], plain: Replies, alone: Replies) -> str:
    """Compare searching with and without the words of names, over all tickets."""
    threads = [str(one.thread) for one in tickets]
    rows = ["What,All words,Without names,Difference in percentage points"]
    for title, verdict in (
        ("right article", "right"),
        ("wrong article", "wrong"),
        ("refused", "refused"),
    ):
        before, after = (
            [_verdict(one, replies) == verdict for one in tickets]
            for replies in (plain, alone)
        )
        gain = Interval(
            *(100 * one for one in share_gain(before, after, threads))
        )
        rows.append(
            f"{title},{sum(before)},{sum(after)},{gain.shown(1, signed=True)}"
        )
    return "\n".join(rows) + "\n"


def _verdict(ticket: Ticket, replies: Replies) -> str:
    article = replies[ticket.id]["article"]
    if article is None:
        return "refused"
    return "right" if article == ticket.article else "wrong"


def _kept(tickets: Sequence[Ticket], plain: Replies) -> str:
    """Compare the package with the notebook, and with itself in other orders."""
    desk = open_desk(Settings())
    in_order = {one.id: desk.reply(one) for one in tickets}
    turned = {one.id: desk.reply(one) for one in reversed(tickets)}
    fresh = open_desk(Settings())
    again = {one.id: fresh.reply(one) for one in tickets}
    said = {
        name: {
            "queue": one.queue,
            "answer": one.answer,
            "article": one.article,
        }
        for name, one in in_order.items()
    }
    return (
        "The package's replies against,n,Differ\n"
        f"the notebook's without the cell names,{len(tickets)},{_differ(said, plain)}\n"
        f"its own in reverse order,{len(tickets)},{_differ(in_order, turned)}\n"
        f"those of a second desk,{len(tickets)},{_differ(in_order, again)}\n"
    )


def _edge() -> str:
    rows = ["A line with,Helpline says"]
    for title, line in LINES.items():
        try:
            ticket = Ticket.model_validate_json(line)
        except ValidationError as error:
            said = "; ".join(problems(error))
        else:
            at = (
                f" as {ticket.received:%Y-%m-%d %H:%M %Z}"
                if ticket.received
                else ""
            )
            said = f"taken{at}"
        rows.append(f'"{title}","{_short(said)}"')
    return "\n".join(rows) + "\n"


def _short(text: str) -> str:
    """Return a message that fits into a table; the list of all queues is cut."""
    return (
        text.replace('"', "'")
        if len(text) < 90
        else f"{text[:57].rpartition(', ')[0]} …"
    )


def _settings() -> str:
    errors = io.StringIO()
    with (
        mock.patch.dict(os.environ, HELPLINE_MIN_SCORE="often"),
        redirect_stderr(errors),
    ):
        status = cli.main(["ask", "Where is my invoice?"])
    return f"{errors.getvalue()}exit status {status}\n"
