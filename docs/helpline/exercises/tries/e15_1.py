"""Answers to exercise 1.5.1."""

from __future__ import annotations


class RightByCounting:
    @staticmethod
    def places(limit, work, workers):
        waiting = 0
        while work * (2 + waiting // workers) <= limit:
            waiting += 1
        return waiting


class RightByDivision:
    @staticmethod
    def places(limit, work, workers):
        return workers * max(int(limit // work) - 1, 0)


class WrongWithTheWorkers:
    says = r"expected: 11"

    @staticmethod
    def places(limit, work, workers):
        return int(limit // work) * workers


class WrongBelowZero:
    says = r"expected: 0"

    @staticmethod
    def places(limit, work, workers):
        return (int(limit // work) - 1) * workers
