"""Answers to exercise 1.2.4."""

from __future__ import annotations

import itertools

from helpline.records import QUEUES
from helpline.scores import macro_f1, table
from helpline.splits import folds
from helpline.triage.learned import Learned
from helpline.triage.together import Together

GRID = list(itertools.product((0.0, 0.1, 0.3), (0.0, 0.02, 0.06)))


def parts_of(tickets, groups):
    """Return the tickets of the three parts."""
    return [
        [tickets[at] for at in one.test] for one in folds(groups, number=3)
    ]


def scored(triage, tickets):
    """Return the macro-F1 of a triage."""
    said = [triage.queue_of(one.text) for one in tickets]
    return macro_f1(table([one.queue for one in tickets], said, QUEUES))


class RightByGrid:
    @staticmethod
    def tuned(tickets, groups, rules, found):
        first, second, third = parts_of(tickets, groups)
        learned = Learned(first)
        tried = [
            (scored(Together(rules, found, learned, *one), second), one)
            for one in GRID
        ]
        best, weights = max(tried)
        return (
            weights,
            best,
            scored(Together(rules, found, learned, *weights), third),
        )


class RightByKeepingSums:
    """Weighs each text once, and adds up for each pair of weights."""

    @staticmethod
    def tuned(tickets, groups, rules, found):
        first, second, third = parts_of(tickets, groups)
        learned = Learned(first)

        def weighed(part):
            makers = (learned, rules, found)
            return [
                tuple(one.weigh(ticket.text) for one in makers)
                for ticket in part
            ]

        def score(part, sums, point, worth):
            said = [
                max(
                    QUEUES,
                    key=lambda q, w=w: (
                        w[0].get(q, 0) + point * w[1][q] + worth * w[2][q]
                    ),
                )
                for w in sums
            ]
            return macro_f1(table([one.queue for one in part], said, QUEUES))

        sums = weighed(second)
        best = max(GRID, key=lambda one: score(second, sums, *one))
        return (
            list(best),
            score(second, sums, *best),
            score(third, weighed(third), *best),
        )


class WrongPeeks:
    says = r"one look at the third part"

    @staticmethod
    def tuned(tickets, groups, rules, found):
        first, second, third = parts_of(tickets, groups)
        learned = Learned(first)

        def score(weights, part):
            return scored(Together(rules, found, learned, *weights), part)

        best = max(
            GRID, key=lambda one: score(one, second) + score(one, third)
        )
        return best, score(best, second), score(best, third)


class WrongLearnsFromTwo:
    says = r"the score on the second part"

    @staticmethod
    def tuned(tickets, groups, rules, found):
        first, second, third = parts_of(tickets, groups)
        learned = Learned([*first, *second])
        tried = [
            (scored(Together(rules, found, learned, *one), second), one)
            for one in GRID
        ]
        best, weights = max(tried)
        return (
            weights,
            best,
            scored(Together(rules, found, learned, *weights), third),
        )
