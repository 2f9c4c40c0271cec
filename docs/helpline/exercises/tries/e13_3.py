"""Answers to exercise 1.3.3."""

from __future__ import annotations

import re

from helpline.checks import RELATIONS
from helpline.corpus import read_current, read_tickets
from helpline.triage.found import Found
from helpline.triage.learned import Learned
from helpline.triage.rules import Rules
from helpline.triage.together import Together

ALL = read_tickets()
POLITE = [
    one
    for one in RELATIONS
    if one.name in {"greeted", "thanked for", "signed"}
]


class RightByCutting:
    """Cuts polite phrases off before learning, and before deciding."""

    class Cut:
        def __init__(self, tickets):
            plain = [
                one.model_copy(update={"text": self.cut(one.text)})
                for one in tickets
            ]
            self.learned = Learned(plain)

        @staticmethod
        def cut(text):
            text = re.sub(
                r"^(good morning|hello|hi|dear \w+)\W+",
                "",
                text,
                flags=re.IGNORECASE,
            )
            short = re.sub(
                r"\s+(Many thanks in advance\.|Kim Berg\s+Account WS-\d+)$",
                "",
                text,
            )
            return short or text

        def queue_of(self, text):
            return self.learned.queue_of(self.cut(text))

    @staticmethod
    def taught(tickets):
        return RightByCutting.Cut(tickets)


class RightByRepeating:
    """Adds each ticket with one of the changes, in turn."""

    @staticmethod
    def taught(tickets):
        more = [
            one.model_copy(update={"text": POLITE[at % 3].change(one.text)})
            for at, one in enumerate(tickets)
        ]
        return Learned([*tickets, *more])


class RightWithOthers:
    """Has rules and articles decide along with what was learned."""

    @staticmethod
    def taught(tickets):
        learned = RightByRepeating.taught(tickets)
        return Together(Rules(), Found(read_current()), learned)


class WrongPlain:
    says = r"expected: clearly fewer changed answers"

    @staticmethod
    def taught(tickets):
        return Learned(tickets)


class WrongAlwaysTheSame:
    says = r"expected: a macro-F1 of at least"

    class Constant:
        @staticmethod
        def queue_of(text):
            return "billing"

    @staticmethod
    def taught(tickets):
        return WrongAlwaysTheSame.Constant()


class WrongReadsAllTickets:
    """Has seen the tickets that it is tested with."""

    says = r"expected: a triage that has learned from the tickets it is given"

    @staticmethod
    def taught(tickets):
        return RightByRepeating.taught(read_tickets())


class WrongReadsMoreTickets:
    says = r"got: +it calls read_tickets\(\)"

    @staticmethod
    def taught(tickets):
        return RightByRepeating.taught([*tickets, *read_tickets()])


class WrongHasReadAllTickets:
    """Has read them before it is called."""

    says = r"expected: that it puts new tickets into those queues"

    @staticmethod
    def taught(tickets):
        return Learned([*tickets, *ALL])


class WrongRules:
    """Has learned nothing."""

    says = r"each with the queue after its own\)\nexpected: that it puts"

    @staticmethod
    def taught(tickets):
        return Rules()
