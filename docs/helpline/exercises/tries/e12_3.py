"""Answers to exercise 1.2.3."""

from __future__ import annotations

import random

from helpline.records import QUEUES
from helpline.scores import macro_f1, table
from helpline.splits import folds
from helpline.triage.learned import Learned
from sklearn.metrics import f1_score


def decisions(model, tickets):
    """Return what is right, and what a model says."""
    return [one.queue for one in tickets], [
        model.queue_of(one.text) for one in tickets
    ]


class RightByChance:
    """Draws the tickets of each share, and has scikit-learn count."""

    @staticmethod
    def curve(tickets, groups, shares):
        train, test = folds(groups)[0]
        tested = [tickets[at] for at in test]
        mixed = random.Random(3).sample(train, len(train))
        for share in shares:
            part = [
                tickets[at] for at in mixed[: int(share * len(mixed) + 0.5)]
            ]
            right, said = decisions(Learned(part), tested)
            yield [len(part), f1_score(right, said, average="macro")]


class RightByGroups:
    """Takes whole groups, until there are enough tickets."""

    @staticmethod
    def curve(tickets, groups, shares):
        train, test = folds(groups)[0]
        order = sorted(set(groups))
        points = []
        for share in shares:
            part = []
            for group in order:
                if len(part) < share * len(train):
                    part += [
                        tickets[at] for at in train if groups[at] == group
                    ]
            right, said = decisions(
                Learned(part), [tickets[at] for at in test]
            )
            points.append((len(part), macro_f1(table(right, said, QUEUES))))
        return points


class WrongScoredOnTraining:
    says = r"the macro-F1 at 1.0"

    @staticmethod
    def curve(tickets, groups, shares):
        train, _ = folds(groups)[0]
        points = []
        for share in shares:
            part = [tickets[at] for at in train[: round(share * len(train))]]
            right, said = decisions(Learned(part), part)
            points.append((len(part), macro_f1(table(right, said, QUEUES))))
        return points


class WrongOfAllTickets:
    says = r"expected: about"

    @staticmethod
    def curve(tickets, groups, shares):
        _, test = folds(groups)[0]
        points = []
        for share in shares:
            part = tickets[: round(share * len(tickets))]
            right, said = decisions(
                Learned(part), [tickets[at] for at in test]
            )
            points.append((len(part), macro_f1(table(right, said, QUEUES))))
        return points


class WrongShrinksTheTestPart:
    """Takes the share of the test part, too."""

    says = r"curve\(200 tickets of two texts.* macro-F1 at 0\.2\nexpected"

    @staticmethod
    def curve(tickets, groups, shares):
        train, test = folds(groups)[0]
        points = []
        for share in shares:
            part = [tickets[at] for at in train[: round(share * len(train))]]
            tested = [tickets[at] for at in test[: round(share * len(test))]]
            right, said = decisions(Learned(part), tested)
            points.append((len(part), macro_f1(table(right, said, QUEUES))))
        return points


class WrongDrawsTheTestPart:
    says = r"curve\(200 tickets of two texts.* macro-F1 at 0\.2\nexpected"

    @staticmethod
    def curve(tickets, groups, shares):
        train, test = folds(groups)[0]
        points = []
        for share in shares:
            part = train[: round(share * len(train))]
            drawn = random.Random(3).sample(test, round(share * len(test)))
            model = Learned([tickets[at] for at in part])
            right, said = decisions(model, [tickets[at] for at in drawn])
            points.append((len(part), macro_f1(table(right, said, QUEUES))))
        return points
