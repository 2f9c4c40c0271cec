"""Answers to exercise 1.3.2."""

from __future__ import annotations

import math


class RightByLogarithm:
    @staticmethod
    def most_with_none(runs, doubt=0.05):
        return -math.expm1(math.log(doubt) / runs)


class RightByHalving:
    @staticmethod
    def most_with_none(runs, doubt=0.05):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (
                (middle, high)
                if (1 - middle) ** runs > doubt
                else (low, middle)
            )
        return low


class WrongRuleOfThree:
    says = r"expected: 0\.0581551"

    @staticmethod
    def most_with_none(runs, doubt=0.05):
        return min(1, 3 / runs)


class WrongIgnoresTheDoubt:
    says = r"doubt=0\.01"

    @staticmethod
    def most_with_none(runs, doubt=0.05):
        return 1 - 0.05 ** (1 / runs)
