"""Answers to exercise 1.2.2."""

from __future__ import annotations

import statistics

from helpline.splits import alike, folds, shingles


class RightByLoops:
    @staticmethod
    def copied(texts, groups, least=0.5):
        train, test = folds(groups)[0]
        number = 0
        for place in test:
            for other in train:
                if (
                    alike(shingles(texts[place]), shingles(texts[other]))
                    >= least
                ):
                    number += 1
                    break
        return number / len(test)


class RightByMaximum:
    @staticmethod
    def copied(texts, groups, least=0.5):
        split = folds(groups)[0]
        runs = list(map(shingles, texts))
        nearest = [
            max(alike(runs[at], runs[to]) for to in split.train)
            for at in split.test
        ]
        return statistics.mean(float(one >= least) for one in nearest)


class WrongOfTraining:
    says = r"copied\(400 texts, groups of one\)"

    @staticmethod
    def copied(texts, groups, least=0.5):
        train, test = folds(groups)[0]
        runs = list(map(shingles, texts))
        found = [
            any(alike(runs[at], runs[to]) >= least for to in test)
            for at in train
        ]
        return sum(found) / len(found)


class WrongWithItself:
    says = r"expected: 0$"

    @staticmethod
    def copied(texts, groups, least=0.5):
        _, test = folds(groups)[0]
        runs = list(map(shingles, texts))
        found = [
            any(alike(runs[at], one) >= least for one in runs) for at in test
        ]
        return sum(found) / len(found)
